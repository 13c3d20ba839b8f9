// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/hdf5.h"

#include "core/base/error.h"
#include "core/base/files.h"

#include <hdf5.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <utility>

namespace palimpsest::hdf5 {

namespace {

/// An identifier and the call that gives it back.
class Handle
{
public:
    Handle(hid_t id, herr_t (*close)(hid_t)) : m_id(id), m_close(close) {}
    Handle(Handle&& other) noexcept : m_id(std::exchange(other.m_id, -1)), m_close(other.m_close) {}
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle()
    {
        if (valid()) {
            m_close(m_id);
        }
    }

    bool valid() const { return m_id >= 0; }
    operator hid_t() const { return m_id; }

private:
    hid_t m_id;
    herr_t (*m_close)(hid_t);
};

/// HDF5 prints its errors by itself unless told not to.
void silenceErrors()
{
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

/// Properties of a file that lives in memory alone.
Handle inMemory()
{
    silenceErrors();
    Handle access(H5Pcreate(H5P_FILE_ACCESS), &H5Pclose);
    constexpr std::size_t kGrowth = 64 << 10;
    H5Pset_fapl_core(access, kGrowth, false);
    return access;
}

/// UTF-8 text of `length` bytes. Data sets hold texts of fixed length, as checksums cannot cover
/// variable ones; attributes hold H5T_VARIABLE, which Python reads as str.
Handle textType(std::size_t length)
{
    Handle type(H5Tcopy(H5T_C_S1), &H5Tclose);
    H5Tset_size(type, length);
    H5Tset_cset(type, H5T_CSET_UTF8);
    H5Tset_strpad(type, length == H5T_VARIABLE ? H5T_STR_NULLTERM : H5T_STR_NULLPAD);
    return type;
}

enum class Packing { Plain, Deflated };

/// Layout of a data set: chunked with a checksum per chunk, without the time of its making.
Handle checkedLayout(const std::vector<std::uint64_t>& shape, Packing packing)
{
    constexpr hsize_t kMaxChunk = 1 << 17;
    std::vector<hsize_t> chunk(shape.begin(), shape.end());
    for (hsize_t& side : chunk) {
        side = std::min(side, kMaxChunk);
    }
    Handle layout(H5Pcreate(H5P_DATASET_CREATE), &H5Pclose);
    H5Pset_obj_track_times(layout, false);
    H5Pset_chunk(layout, static_cast<int>(chunk.size()), chunk.data());
    if (packing == Packing::Deflated) {
        H5Pset_deflate(layout, 6);
    }
    H5Pset_fletcher32(layout);
    return layout;
}

} // namespace

struct Writer::State
{
    std::filesystem::path path;
    Handle file;

    void check(bool good, const std::string& what) const
    {
        if (!good) {
            throw BadFile("HDF5 could not store " + what + " of " + quoted(path) +
                          ". Perhaps memory ran out: close other programs.");
        }
    }

    void attribute(const std::string& name, hid_t type, const void* value) const
    {
        const Handle space(H5Screate(H5S_SCALAR), &H5Sclose);
        const Handle id(H5Acreate2(file, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT),
                        &H5Aclose);
        check(id.valid() && H5Awrite(id, type, value) >= 0, "the attribute " + name);
    }

    void dataset(const std::string& name, hid_t type, const void* values,
                 const std::vector<std::uint64_t>& shape, Packing packing = Packing::Plain) const
    {
        const std::vector<hsize_t> sides(shape.begin(), shape.end());
        const Handle space(H5Screate_simple(static_cast<int>(sides.size()), sides.data(), nullptr),
                           &H5Sclose);
        const Handle layout = checkedLayout(shape, packing);
        const Handle id(
            H5Dcreate2(file, name.c_str(), type, space, H5P_DEFAULT, layout, H5P_DEFAULT),
            &H5Dclose);
        check(id.valid() && H5Dwrite(id, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values) >= 0,
              "the data set " + name);
    }
};

Writer::Writer(std::filesystem::path path)
    : m_state(new State{
          path, Handle(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, inMemory()), &H5Fclose)})
{
    m_state->check(m_state->file.valid(), "the frame");
}

Writer::~Writer() = default;

void Writer::attribute(const std::string& name, const std::string& value)
{
    const char* text = value.c_str();
    m_state->attribute(name, textType(H5T_VARIABLE), &text);
}

void Writer::attribute(const std::string& name, std::int64_t value)
{
    m_state->attribute(name, H5T_NATIVE_INT64, &value);
}

void Writer::group(const std::string& name)
{
    const Handle id(H5Gcreate2(m_state->file, name.c_str(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
                    &H5Gclose);
    m_state->check(id.valid(), "the group " + name);
}

void Writer::dataset(const std::string& name, std::span<const double> values,
                     const std::vector<std::uint64_t>& shape)
{
    m_state->dataset(name, H5T_NATIVE_DOUBLE, values.data(), shape);
}

void Writer::dataset(const std::string& name, std::span<const float> values,
                     const std::vector<std::uint64_t>& shape)
{
    m_state->dataset(name, H5T_NATIVE_FLOAT, values.data(), shape);
}

void Writer::dataset(const std::string& name, std::span<const std::int64_t> values,
                     const std::vector<std::uint64_t>& shape)
{
    m_state->dataset(name, H5T_NATIVE_INT64, values.data(), shape);
}

void Writer::dataset(const std::string& name, std::span<const std::uint16_t> values,
                     const std::vector<std::uint64_t>& shape)
{
    m_state->dataset(name, H5T_NATIVE_UINT16, values.data(), shape);
}

void Writer::dataset(const std::string& name, std::span<const std::uint8_t> values,
                     const std::vector<std::uint64_t>& shape)
{
    m_state->dataset(name, H5T_NATIVE_UINT8, values.data(), shape, Packing::Deflated);
}

void Writer::dataset(const std::string& name, const std::vector<std::string>& values)
{
    std::size_t longest = 1;
    for (const std::string& value : values) {
        longest = std::max(longest, value.size());
    }
    std::string cells;
    for (const std::string& value : values) {
        cells += value + std::string(longest - value.size(), '\0');
    }
    m_state->dataset(name, textType(longest), cells.data(), {values.size()});
}

void Writer::makeScale(const std::string& name, const std::string& dimension)
{
    const Handle id(H5Dopen2(m_state->file, name.c_str(), H5P_DEFAULT), &H5Dclose);
    m_state->check(H5DSset_scale(id, dimension.c_str()) >= 0, "the scale " + name);
}

void Writer::attachScale(const std::string& dataset, unsigned axis, const std::string& scale)
{
    const Handle data(H5Dopen2(m_state->file, dataset.c_str(), H5P_DEFAULT), &H5Dclose);
    const Handle of(H5Dopen2(m_state->file, scale.c_str(), H5P_DEFAULT), &H5Dclose);
    const std::string dimension = scale.substr(scale.rfind('/') + 1);
    m_state->check(H5DSattach_scale(data, of, axis) >= 0 &&
                       H5DSset_label(data, axis, dimension.c_str()) >= 0,
                   "the scale " + scale);
}

std::string Writer::bytes()
{
    H5Fflush(m_state->file, H5F_SCOPE_GLOBAL);
    const ssize_t size = H5Fget_file_image(m_state->file, nullptr, 0);
    m_state->check(size > 0, "the contents");
    std::string image(static_cast<std::size_t>(size), '\0');
    m_state->check(H5Fget_file_image(m_state->file, image.data(), image.size()) == size,
                   "the contents");
    return image;
}

} // namespace palimpsest::hdf5

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/hdf5.h"

#include "core/base/error.h"
#include "core/base/files.h"

#include <hdf5.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <type_traits>
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

/// Opens a file where it lies in memory. The library makes up a name, as such a file must not be
/// called like one on disk.
Handle openImage(std::string& bytes)
{
    silenceErrors();
    constexpr unsigned kInPlace = H5LT_FILE_IMAGE_DONT_COPY | H5LT_FILE_IMAGE_DONT_RELEASE;
    return {H5LTopen_file_image(bytes.data(), bytes.size(), kInPlace), &H5Fclose};
}

template<typename T>
hid_t nativeType()
{
    if constexpr (std::is_same_v<T, double>) {
        return H5T_NATIVE_DOUBLE;
    } else if constexpr (std::is_same_v<T, float>) {
        return H5T_NATIVE_FLOAT;
    } else if constexpr (std::is_same_v<T, std::int64_t>) {
        return H5T_NATIVE_INT64;
    } else if constexpr (std::is_same_v<T, std::uint16_t>) {
        return H5T_NATIVE_UINT16;
    } else {
        static_assert(std::is_same_v<T, std::uint8_t>);
        return H5T_NATIVE_UINT8;
    }
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
            throw BadFile("HDF5 could not store " + what + " of " + quoted(path) + ".");
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

struct Reader::State
{
    std::filesystem::path path;
    std::string image; ///< the library reads in it
    Handle file = openImage(image);

    void check(bool good, const std::string& what) const
    {
        if (!good) {
            throw BadFile(quoted(path) + " is damaged or no file of Palimpsest: " + what + ".");
        }
    }

    Handle openAttribute(const std::string& name) const
    {
        Handle id(H5Aopen(file, name.c_str(), H5P_DEFAULT), &H5Aclose);
        check(id.valid(), "the attribute " + name + " is missing");
        return id;
    }

    Handle openDataset(const std::string& name) const
    {
        Handle id(H5Dopen2(file, name.c_str(), H5P_DEFAULT), &H5Dclose);
        check(id.valid(), "the data set " + name + " is missing");
        return id;
    }

    /// Reads `count` elements into `values`, which has room for them.
    void read(const Handle& id, const std::string& name, hid_t type, std::uint64_t count,
              void* values) const
    {
        const Handle space(H5Dget_space(id), &H5Sclose);
        const Handle layout(H5Dget_create_plist(id), &H5Pclose);
        check(H5Sget_simple_extent_npoints(space) == static_cast<hssize_t>(count),
              "the data set " + name + " has another size than it should");
        check(H5Zfilter_avail(H5Z_FILTER_FLETCHER32) > 0 &&
                  H5Pget_filter_by_id2(layout, H5Z_FILTER_FLETCHER32, nullptr, nullptr, nullptr, 0,
                                       nullptr, nullptr) >= 0,
              "the data set " + name + " has no checksum");
        check(H5Dread(id, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values) >= 0,
              "the checksum of the data set " + name + " does not hold");
    }

    template<typename T>
    std::vector<T> values(const std::string& name, std::uint64_t count) const
    {
        std::vector<T> result(count);
        read(openDataset(name), name, nativeType<T>(), count, result.data());
        return result;
    }
};

Reader::Reader(std::filesystem::path path, std::string bytes)
    : m_state(new State{std::move(path), std::move(bytes)})
{
    m_state->check(m_state->file.valid(), "it is not an HDF5 file");
}

Reader::~Reader() = default;

bool Reader::has(const std::string& name) const
{
    return H5Lexists(m_state->file, name.c_str(), H5P_DEFAULT) > 0;
}

std::string Reader::text(const std::string& attribute) const
{
    const Handle id = m_state->openAttribute(attribute);
    const Handle type(H5Aget_type(id), &H5Tclose);
    const Handle space(H5Aget_space(id), &H5Sclose);
    m_state->check(H5Tis_variable_str(type) > 0 && H5Sget_simple_extent_npoints(space) == 1,
                   "the attribute " + attribute + " is no text");
    char* value = nullptr;
    m_state->check(H5Aread(id, textType(H5T_VARIABLE), static_cast<void*>(&value)) >= 0 &&
                       value != nullptr,
                   "the attribute " + attribute + " cannot be read");
    std::string result(value);
    H5free_memory(value);
    return result;
}

std::int64_t Reader::integer(const std::string& attribute) const
{
    const Handle id = m_state->openAttribute(attribute);
    const Handle type(H5Aget_type(id), &H5Tclose);
    const Handle space(H5Aget_space(id), &H5Sclose);
    std::int64_t value = 0;
    m_state->check(H5Tget_class(type) == H5T_INTEGER && H5Sget_simple_extent_npoints(space) == 1,
                   "the attribute " + attribute + " is no number");
    m_state->check(H5Aread(id, H5T_NATIVE_INT64, &value) >= 0,
                   "the attribute " + attribute + " is no number");
    return value;
}

std::vector<std::uint64_t> Reader::shape(const std::string& dataset) const
{
    const Handle id = m_state->openDataset(dataset);
    const Handle space(H5Dget_space(id), &H5Sclose);
    const int rank = H5Sget_simple_extent_ndims(space);
    m_state->check(rank >= 0 && rank <= 8, "the data set " + dataset + " has no shape");
    std::vector<hsize_t> sides(static_cast<std::size_t>(rank));
    H5Sget_simple_extent_dims(space, sides.data(), nullptr);
    return {sides.begin(), sides.end()};
}

std::vector<double> Reader::doubles(const std::string& dataset, std::uint64_t count) const
{
    return m_state->values<double>(dataset, count);
}

std::vector<float> Reader::floats(const std::string& dataset, std::uint64_t count) const
{
    return m_state->values<float>(dataset, count);
}

std::vector<std::int64_t> Reader::integers(const std::string& dataset, std::uint64_t count) const
{
    return m_state->values<std::int64_t>(dataset, count);
}

std::vector<std::uint16_t> Reader::words(const std::string& dataset, std::uint64_t count) const
{
    return m_state->values<std::uint16_t>(dataset, count);
}

std::vector<std::string> Reader::texts(const std::string& dataset, std::uint64_t count) const
{
    constexpr std::size_t kMaxLength = 4096;
    const Handle id = m_state->openDataset(dataset);
    const Handle type(H5Dget_type(id), &H5Tclose);
    const std::size_t length = H5Tget_size(type);
    m_state->check(H5Tget_class(type) == H5T_STRING && H5Tis_variable_str(type) == 0 &&
                       length > 0 && length <= kMaxLength,
                   "the data set " + dataset + " holds no texts");
    std::string cells(count * length, '\0');
    m_state->read(id, dataset, type, count, cells.data());
    std::vector<std::string> result;
    for (std::uint64_t i = 0; i < count; ++i) {
        result.emplace_back(cells.substr(i * length, length).c_str()); // without the padding
    }
    return result;
}

std::vector<std::uint8_t> Reader::bytes(const std::string& dataset, std::uint64_t count) const
{
    return m_state->values<std::uint8_t>(dataset, count);
}

} // namespace palimpsest::hdf5

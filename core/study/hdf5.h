// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace palimpsest::hdf5 {

// A narrow view of HDF5 for core/study: files are written in memory and handed out as bytes, so
// that saving goes through the one safe writer. Every data set carries fletcher32 checksums. The
// library only ever writes: it crashes on metadata made for that, so hdf5::Reader reads what is
// written here without it. All functions throw BadFile; `path` only names the file in messages.

/// Builds a file in memory.
class Writer
{
public:
    explicit Writer(std::filesystem::path path);
    ~Writer();

    void attribute(const std::string& name, const std::string& value);
    void attribute(const std::string& name, std::int64_t value);

    /// Makes a group; data sets below it are named "group/name".
    void group(const std::string& name);

    void dataset(const std::string& name, std::span<const double> values,
                 const std::vector<std::uint64_t>& shape);
    void dataset(const std::string& name, std::span<const float> values,
                 const std::vector<std::uint64_t>& shape);
    void dataset(const std::string& name, std::span<const std::int64_t> values,
                 const std::vector<std::uint64_t>& shape);
    void dataset(const std::string& name, std::span<const std::uint16_t> values,
                 const std::vector<std::uint64_t>& shape);
    /// Bytes are pictures of few levels, so they are compressed.
    void dataset(const std::string& name, std::span<const std::uint8_t> values,
                 const std::vector<std::uint64_t>& shape);
    void dataset(const std::string& name, const std::vector<std::string>& values);

    /// Makes a one-dimensional data set the coordinates of a dimension of that name.
    void makeScale(const std::string& name, const std::string& dimension);

    /// Makes `scale`, a data set that makeScale was called for, stand for axis `axis` of `dataset`.
    void attachScale(const std::string& dataset, unsigned axis, const std::string& scale);

    /// The finished file.
    std::string bytes();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace palimpsest::hdf5

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

// A narrow view of HDF5 for core/study: files live in memory and are written and read as bytes, so
// that saving goes through the one safe writer. Every data set carries fletcher32 checksums. The
// library may crash on damaged metadata, so bytes that come from a disk are to be verified before
// they are read here. All functions throw BadFile; `path` in the constructors only names the file
// in messages.

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

/// Reads a file held in memory.
class Reader
{
public:
    Reader(std::filesystem::path path, std::string bytes);
    ~Reader();

    bool has(const std::string& name) const;
    std::string text(const std::string& attribute) const;
    std::int64_t integer(const std::string& attribute) const;

    /// Shape of a data set; sizes are those the file states, nothing is allocated.
    std::vector<std::uint64_t> shape(const std::string& dataset) const;

    /// All values of a data set of `count` elements; checksums are verified.
    std::vector<double> doubles(const std::string& dataset, std::uint64_t count) const;
    std::vector<float> floats(const std::string& dataset, std::uint64_t count) const;
    std::vector<std::int64_t> integers(const std::string& dataset, std::uint64_t count) const;
    std::vector<std::uint16_t> words(const std::string& dataset, std::uint64_t count) const;
    std::vector<std::uint8_t> bytes(const std::string& dataset, std::uint64_t count) const;
    std::vector<std::string> texts(const std::string& dataset, std::uint64_t count) const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace palimpsest::hdf5

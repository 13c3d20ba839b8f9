// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/hdf5_layout.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace palimpsest::hdf5 {

/// Reads a file that Writer made, held in memory, without the library: a file made to crash it, to
/// load filters or to read other files is refused as damaged. What is read takes no more memory
/// than the file has bytes, or could unpack to. All functions throw BadFile.
class Reader
{
public:
    /// `path` names the bytes in messages.
    Reader(std::filesystem::path path, std::string bytes);

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
    const DataSet& dataSet(const std::string& name) const;
    const DataSet& dataSet(const std::string& name, ElementType type, std::uint64_t count) const;

    template<typename T>
    std::vector<T> values(const std::string& name, ElementType type, std::uint64_t count) const;

    Image m_image;
    Contents m_contents;
};

} // namespace palimpsest::hdf5

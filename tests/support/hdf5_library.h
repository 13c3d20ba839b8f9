// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace palimpsest {

/// A data set as others read it, with the library of HDF5.
struct LibraryDataSet
{
    std::vector<std::uint64_t> shape;
    std::vector<double> values; ///< empty when there is no such data set

    bool operator==(const LibraryDataSet&) const = default;
};

LibraryDataSet readWithLibrary(const std::filesystem::path& file, const std::string& dataset);

/// The same of texts of one length each, padded with zeros.
std::vector<std::string> readTextsWithLibrary(const std::filesystem::path& file,
                                              const std::string& dataset);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/hdf5_library.h"

#include <hdf5.h>

#include <algorithm>

namespace palimpsest {

LibraryDataSet readWithLibrary(const std::filesystem::path& file, const std::string& dataset)
{
    LibraryDataSet result;
    const hid_t from = H5Fopen(file.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
    const hid_t data = H5Dopen2(from, dataset.c_str(), H5P_DEFAULT);
    const hid_t space = H5Dget_space(data);
    if (space >= 0) {
        std::vector<hsize_t> sides(static_cast<std::size_t>(H5Sget_simple_extent_ndims(space)));
        H5Sget_simple_extent_dims(space, sides.data(), nullptr);
        result.shape.assign(sides.begin(), sides.end());
        result.values.resize(static_cast<std::size_t>(H5Sget_simple_extent_npoints(space)));
        if (H5Dread(data, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, result.values.data()) <
            0) {
            result.values.clear();
        }
    }
    H5Sclose(space);
    H5Dclose(data);
    H5Fclose(from);
    return result;
}

std::vector<std::string> readTextsWithLibrary(const std::filesystem::path& file,
                                              const std::string& dataset)
{
    std::vector<std::string> texts;
    const hid_t from = H5Fopen(file.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
    const hid_t data = H5Dopen2(from, dataset.c_str(), H5P_DEFAULT);
    const hid_t space = H5Dget_space(data);
    const hid_t type = H5Dget_type(data);
    if (space >= 0 && H5Tget_class(type) == H5T_STRING) {
        const std::size_t length = H5Tget_size(type);
        texts.resize(static_cast<std::size_t>(H5Sget_simple_extent_npoints(space)));
        std::string cells(texts.size() * length, '\0');
        H5Dread(data, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, cells.data());
        for (std::size_t i = 0; i < texts.size(); ++i) {
            texts[i] = cells.substr(i * length, length);
            texts[i].resize(std::min(texts[i].find('\0'), length));
        }
    }
    H5Tclose(type);
    H5Sclose(space);
    H5Dclose(data);
    H5Fclose(from);
    return texts;
}

} // namespace palimpsest

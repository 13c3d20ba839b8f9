// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/hdf5_library.h"

#include <hdf5.h>

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

} // namespace palimpsest

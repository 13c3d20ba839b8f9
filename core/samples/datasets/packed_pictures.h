// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/datasets/picture_list.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace palimpsest {

/// An array of bytes as MNIST's IDX files hold them.
struct IdxArray
{
    std::vector<std::size_t> shape;
    std::vector<std::uint8_t> values; ///< row-major

    bool operator==(const IdxArray&) const = default;
};

/// Reads an IDX file of bytes, gzipped or not, of at most 1 GiB unpacked, and at most 16 MiB and
/// sixteen times its own size. Throws BadFile.
IdxArray readIdx(const std::filesystem::path& path);

/// Pictures and labels of MNIST, Fashion-MNIST and the like. Classes are the different labels; they
/// are called by these, or by `names` where there are as many. At most a million. Throws BadFile
/// when the two files do not belong together, or the names are others.
PictureList readIdxPictures(const std::filesystem::path& images,
                            const std::filesystem::path& labels,
                            const std::vector<std::string>& names, const std::string& split);

/// The IDX files of a folder, such as "train-images-idx3-ubyte" and "t10k-labels-idx1-ubyte.gz",
/// with the splits that their names say, in one numbering. Empty where there are none.
PictureList listIdxPictures(const std::filesystem::path& folder);

/// CIFAR-10 in its binary version: data_batch_1.bin to 5, test_batch.bin, and batches.meta.txt with
/// the names. Batches may be missing, but not all of them. Throws BadFile.
PictureList readCifar10(const std::filesystem::path& folder);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fashion_mnist.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/samples/datasets/packed_pictures.h"

namespace palimpsest {

FashionMnist readFashionMnist(const std::filesystem::path& folder, const std::string& split)
{
    IdxArray pixels = readIdx(folder / (split + "-images-idx3-ubyte.gz"));
    IdxArray labels = readIdx(folder / (split + "-labels-idx1-ubyte.gz"));
    constexpr std::size_t kSide = FashionMnist::kSide;
    if (pixels.shape != std::vector<std::size_t>{labels.values.size(), kSide, kSide}) {
        throw BadFile(quoted(folder) + " does not hold Fashion-MNIST. Install the package " +
                      "dataset-fashion-mnist.");
    }
    return {.pixels = std::move(pixels.values), .labels = std::move(labels.values)};
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fashion_mnist.h"

#include "core/base/error.h"
#include "core/base/files.h"

#include <zlib.h>

#include <memory>

namespace palimpsest {

namespace {

/// The bytes after an IDX header of `headerBytes`.
std::vector<std::uint8_t> readIdx(const std::filesystem::path& path, std::size_t headerBytes,
                                  std::size_t dataBytes)
{
    const std::unique_ptr<gzFile_s, decltype(&gzclose)> file(gzopen(path.c_str(), "rb"), &gzclose);
    std::vector<std::uint8_t> bytes(headerBytes + dataBytes);
    const auto wanted = static_cast<unsigned>(bytes.size());
    if (!file || gzread(file.get(), bytes.data(), wanted) != static_cast<int>(wanted)) {
        throw BadFile("Cannot read " + quoted(path) +
                      ". Install the package dataset-fashion-mnist.");
    }
    bytes.erase(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(headerBytes));
    return bytes;
}

} // namespace

FashionMnist readFashionMnist(const std::filesystem::path& folder, const std::string& split)
{
    const std::size_t count = split == "train" ? 60000 : 10000;
    constexpr std::size_t kPixels = FashionMnist::kSide * FashionMnist::kSide;
    return {.pixels = readIdx(folder / (split + "-images-idx3-ubyte.gz"), 16, count * kPixels),
            .labels = readIdx(folder / (split + "-labels-idx1-ubyte.gz"), 8, count)};
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace palimpsest {

/// One split of Fashion-MNIST (Xiao et al., arXiv 1708.07747; MIT licence).
struct FashionMnist
{
    static constexpr int kSide = 28;

    std::vector<std::uint8_t> pixels; ///< count × 28 × 28
    std::vector<std::uint8_t> labels; ///< count, 0…9

    std::size_t count() const { return labels.size(); }
};

/// Reads "train" or "t10k" from gzipped IDX files in `folder`. Throws BadFile.
FashionMnist readFashionMnist(const std::filesystem::path& folder, const std::string& split);

} // namespace palimpsest

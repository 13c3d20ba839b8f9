// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

namespace palimpsest {

/// An 8-bit picture, interleaved, 1 channel (grey) or 3 (RGB).
struct Image
{
    int width = 0;
    int height = 0;
    int channels = 0;
    std::vector<std::uint8_t> pixels; ///< height × width × channels

    bool operator==(const Image&) const = default;
};

/// Reads a picture as `channels` channels; EXIF orientation is applied.
/// Throws BadFile when it cannot be decoded.
Image readImage(const std::filesystem::path& path, int channels);

/// Writes a PNG, atomically.
void writePng(const std::filesystem::path& path, const Image& image);

} // namespace palimpsest

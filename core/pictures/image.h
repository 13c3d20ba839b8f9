// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
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

/// Reads PNG, JPEG, BMP, GIF, TIFF, WebP or PNM as `channels` channels, whatever the file is
/// named. As training programs do, which use Pillow: transparency is dropped, what palettes and
/// CMYK say becomes RGB (that of CMYK to within two levels), grey is 0.299 R + 0.587 G + 0.114 B,
/// colour profiles are ignored, and of animations the first frame is taken. Unlike these, EXIF
/// orientation is applied, and 16 bits are scaled to eight. Throws BadFile when it is none of these
/// formats, damaged, cut off or has more than kMaxPixels (core/samples/picture_header.h) pixels,
/// the last before anything is decoded.
Image readImage(const std::filesystem::path& path, int channels);

/// The same of a file's bytes; `name` says in messages which picture it is.
Image decodeImage(std::string_view bytes, const std::string& name, int channels);

/// `image` in `channels` channels: grey by the formula above, or three equal ones.
Image withChannels(Image image, int channels);

/// `image` turned upright as EXIF's `orientation`, 1 to 8, says.
Image upright(Image image, int orientation);

/// Writes a PNG; `root` is the study's folder as in writeFileAtomically(), which throws.
void writePng(const std::filesystem::path& path, const Image& image,
              const std::filesystem::path& root = {});

} // namespace palimpsest

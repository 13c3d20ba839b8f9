// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace palimpsest {

/// Formats of pictures that are read.
enum class PictureFormat { Png, Jpeg, Bmp, Gif, Tiff, WebP, Pnm };

/// What a picture says of itself before it is decoded.
struct PictureHeader
{
    PictureFormat format = PictureFormat::Png;
    std::int64_t width = 0; ///< as stored, before it is turned upright
    std::int64_t height = 0;
    int orientation = 1;     ///< how it is to be turned, by EXIF: 1 to 8
    int bits = 8;            ///< per channel
    bool isAnimated = false; ///< WebP only: the frames are wrapped once more

    /// Whether it lies on its side, so that turning it upright swaps width and height.
    bool isOnItsSide() const { return orientation >= 5; }

    bool operator==(const PictureHeader&) const = default;
};

/// Largest number of pixels of a picture that is read.
inline constexpr std::int64_t kMaxPixels = 64'000'000;

/// Gives `count` bytes from `offset` on. Throws BadFile when there are not as many.
using ByteSource = std::function<std::string(std::uint64_t offset, std::uint64_t count)>;

/// Reads as little of a picture as its size needs; the format goes by its first bytes, whatever the
/// file is named. `name` says in messages which picture it is.
/// Throws BadFile when it is of another format, damaged, cut off, has no pixels, or so many that
/// decoding it would fill the memory.
PictureHeader readPictureHeader(const ByteSource& bytes, std::uint64_t size,
                                const std::string& name);

/// The same of a file. Throws also what OpenFile does.
PictureHeader readPictureHeader(const std::filesystem::path& file);

/// A source of bytes in memory, which must outlive it.
ByteSource sourceOf(std::string_view bytes);

/// The same of bytes in memory.
PictureHeader readPictureHeader(std::string_view bytes, const std::string& name);

} // namespace palimpsest

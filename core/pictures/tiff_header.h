// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/pictures/picture_header.h"

#include <cstddef>
#include <cstdint>

namespace palimpsest {

/// What the first directory of a TIFF file, or of EXIF data, which is one, says.
struct TiffHeader
{
    std::int64_t width = 0;
    std::int64_t height = 0;
    std::int64_t tileWidth = 0; ///< 0 where the picture is in strips
    std::int64_t tileHeight = 0;
    std::int64_t samples = 1; ///< per pixel
    std::int64_t bits = 1;    ///< per sample
    bool isUnsigned = true;   ///< samples are whole numbers from 0 on
    bool hasAlpha = false;
    bool isCutOff = false;         ///< some of the pixels would lie behind the end of the file
    int orientation = 1;           ///< 1 where it is missing or nonsense
    std::size_t orientationAt = 0; ///< where its entry stands in the file, or 0

    bool operator==(const TiffHeader&) const = default;
};

/// `size` is that of all bytes. Throws BadFile when it is no TIFF or ends too early.
TiffHeader readTiffHeader(const ByteSource& bytes, std::uint64_t size);

} // namespace palimpsest

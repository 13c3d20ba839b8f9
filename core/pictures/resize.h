// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/pictures/image.h"

#include <string>

namespace palimpsest {

/// How pixels between pixels are made up. Both look at more of the picture the smaller it gets, as
/// Pillow does and not as plain interpolation, so that nothing flickers.
enum class Interpolation {
    Bilinear, ///< a triangle
    Bicubic,  ///< the cubic of R. Keys (1981), a = −0.5
};

/// `image` in another size, with the bits that Pillow's resize gives: row by row, then column by
/// column, in fixed point with 22 fractional bits, each pass rounded to a level. Throws BadInput
/// when a side is not positive or there would be more than kMaxPixels pixels.
Image resized(const Image& image, int width, int height, Interpolation interpolation);

/// A rectangle of `image` that begins at `left` and `top`; what lies outside of it is black.
Image cropped(const Image& image, int left, int top, int width, int height);

/// Name in files: "bilinear", "bicubic".
std::string interpolationName(Interpolation interpolation);

} // namespace palimpsest

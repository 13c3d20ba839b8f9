// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/pixel_size.h"
#include "core/parts/shape.h"

#include <string>
#include <string_view>
#include <vector>

namespace palimpsest {

struct PictureHeader;

/// The bytes of base64 text (RFC 4648), of which white space is left out. Throws BadFile where it
/// is none; `name` says in the message what it is.
std::string fromBase64(std::string_view text, const std::string& name);

std::string toBase64(std::string_view bytes);

/// The size of a picture as it is shown, turned as its file says.
PixelSize uprightSize(const PictureHeader& header);

/// The size, upright, of a picture that a LabelMe file holds as base64. Throws BadFile.
PixelSize sizeOfEncoded(std::string_view base64, const std::string& name);

/// One closed polygon whose inside, by the even–odd rule, is the set pixels of a mask, moved by
/// `corner`: outlines along the edges of pixels, joined by ways that are gone there and back. Own
/// definition. Empty where no pixel is set.
std::vector<Point> outlineOf(const std::vector<bool>& mask, PixelSize size, Point corner);

/// The same of the pixels of a mask, for what knows polygons alone.
std::vector<Point> outlineOf(const Mask& mask);

/// The mask that a LabelMe file holds as base64 of a picture, whose first and last pixel lie at
/// `first` and `last`. Throws BadFile, before anything is decoded where the picture is larger than
/// any that is read or not as large as that box.
Mask decodedMask(std::string_view base64, Point first, Point last, const std::string& name);

/// A mask as base64 of a PNG of 0 and 1, as LabelMe writes it.
std::string encodedMask(const Mask& mask);

} // namespace palimpsest

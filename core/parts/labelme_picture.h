// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/shape.h"

#include <string>
#include <string_view>
#include <vector>

namespace palimpsest {

/// Size in pixels.
struct PixelSize
{
    int width = 0;
    int height = 0;

    bool operator==(const PixelSize&) const = default;
};

/// The bytes of base64 text (RFC 4648), of which white space is left out. Throws BadFile where it
/// is none; `name` says in the message what it is.
std::string fromBase64(std::string_view text, const std::string& name);

/// The size, upright, of a picture that a LabelMe file holds as base64. Throws BadFile.
PixelSize sizeOfEncoded(std::string_view base64, const std::string& name);

/// One closed polygon whose inside, by the even–odd rule, is the set pixels of a mask, moved by
/// `corner`: outlines along the edges of pixels, joined by ways that are gone there and back. Own
/// definition. Empty where no pixel is set.
std::vector<Point> outlineOf(const std::vector<bool>& mask, PixelSize size, Point corner);

/// The same of a mask that a LabelMe file holds as base64 of a picture. Throws BadFile.
std::vector<Point> outlineOfEncoded(std::string_view base64, Point corner, const std::string& name);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/pictures/image.h"

#include <string_view>

namespace palimpsest {

/// The first frame of a GIF in RGB, on a canvas of its background colour; transparent pixels have
/// the colour that the palette gives them. The size must have been checked before
/// (readPictureHeader). Throws BadFile, with half a sentence, when it is damaged or cut off.
Image decodeGif(std::string_view bytes);

} // namespace palimpsest

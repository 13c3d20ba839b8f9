// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/labelme_picture.h"
#include "core/parts/mask.h"

#include <cstddef>
#include <string>

namespace palimpsest {

/// A mask of all of a picture, in which no pixel is meant.
Mask emptyMask(PixelSize size);

/// How many pixels are meant.
std::size_t pixelCount(const Mask& mask);

/// The pixels of `mask` as a mask of all of a picture of `size`. Throws BadInput when its box is
/// not in the picture, or has not as many pixels as it says; `what` names the mask then.
Mask wholeMask(const Mask& mask, PixelSize size, const std::string& what);

} // namespace palimpsest

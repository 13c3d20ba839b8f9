// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/assists/strokes.h"
#include "core/parts/labelme_picture.h"
#include "core/parts/mask.h"

#include <cstddef>
#include <string>
#include <vector>

namespace palimpsest {

/// A mask of all of a picture, in which no pixel is meant.
Mask emptyMask(PixelSize size);

/// How many pixels are meant.
std::size_t pixelCount(const Mask& mask);

/// The pixels of `mask` as a mask of all of a picture of `size`. Throws BadInput when its box is
/// not in the picture, or has not as many pixels as it says; `what` names the mask then.
Mask wholeMask(const Mask& mask, PixelSize size, const std::string& what);

/// `before` with what `after` has otherwise, as far as a stroke asks for it: of the pieces of
/// pixels that were added, and of those that were taken away, the ones with a pixel under one of
/// `strokes`. All are of a whole picture, of one size.
Mask changedUnder(Mask before, const Mask& after, const std::vector<Stroke>& strokes);

} // namespace palimpsest

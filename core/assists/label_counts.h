// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/label_map.h"
#include "core/parts/mask.h"

namespace palimpsest {

/// Throws BadInput when there are not as many labels as pixels, or labels without a part.
void requireWhole(const LabelMap& map);

/// `map` whose parts have the numbers of pixels that its labels say.
LabelMap counted(LabelMap map);

/// `above` where it has a part, and `below` elsewhere, counted. Throws BadInput when they are not
/// of one size and of as many parts.
LabelMap laidOver(LabelMap below, const LabelMap& above);

/// The pixels of `object` in no part, as a share of it in [0, 1]; 0 of an object without a pixel.
/// Throws BadInput when the object is not in the map's picture.
double uncoveredShare(const LabelMap& map, const Mask& object);

} // namespace palimpsest

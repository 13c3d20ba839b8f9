// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/assists/working_picture.h"

namespace palimpsest {

/// The pixels that are joined to that at `seed`, over 4 neighbours, by pixels whose colours differ
/// from its own by no more than `tolerance`, a Euclidean distance in CIELab; at 0 those of its very
/// colour, above 375 all. A higher tolerance never loses a pixel. Throws BadInput when the seed is
/// outside of the picture, or the tolerance negative or no number. Own definition.
Mask flood(const WorkingPicture& picture, Point seed, double tolerance);

} // namespace palimpsest

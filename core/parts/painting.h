// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/drawing.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace palimpsest {

// Edits that say which part every pixel belongs to. As all edits, each takes a drawing and returns
// the changed one.

/// The drawing whose label map has these `labels`: height × width of the drawing, 0 for background,
/// i + 1 for part i. A part that gets pixels, or loses some to the background, becomes one mask on
/// top of all others; what would then come to light from below becomes such a mask too. The shapes
/// of all other parts stay as they are. Own definition. Throws BadInput when there are not as many
/// labels as pixels or a label is no part's.
Drawing withLabels(Drawing drawing, const std::vector<std::uint8_t>& labels);

/// Gives `pixels` to a part; those outside of the picture do not count. Throws BadInput when there
/// is no such part.
Drawing withPainted(const Drawing& drawing, std::size_t part, const Mask& pixels);

/// Makes `pixels` background.
Drawing withErased(const Drawing& drawing, const Mask& pixels);

} // namespace palimpsest

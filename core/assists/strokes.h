// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/assists/working_picture.h"
#include "core/parts/object_outline.h"

#include <cstddef>
#include <vector>

namespace palimpsest {

/// `stroke` of the original as it lies in the working picture.
Stroke toWorking(Stroke stroke, const WorkingPicture& picture);

/// Positions, ascending and each once, of the pixels that lie under `stroke` in a picture of
/// `size`, as a Brush goes over them. What lies outside of the picture is left out.
std::vector<std::size_t> pixelsUnder(const Stroke& stroke, PixelSize size);

} // namespace palimpsest

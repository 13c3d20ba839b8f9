// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/drawing.h"

#include <cstddef>

namespace palimpsest {

/// Removes a part. Where values of it may be stored nothing comes to light from below, as they
/// hold only then; else its shapes go. Throws BadInput when there is no such part.
Drawing withoutPartOf(Drawing drawing, std::size_t part, bool mayHaveValues);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/drawing.h"
#include "core/parts/part_names.h"

#include <string>
#include <vector>

namespace palimpsest {

/// Those of a part set that a drawing has not, in the order of the set, as they are to look, then
/// those that its points alone name; as many as a drawing may have beside its own.
std::vector<PartStyle> missingParts(const PartNames* set, const Drawing& drawing);

/// `drawing` without those of `missing` that have no shape in it. The others of them stand before
/// the first part that follows in the set, so that files have the order of the set.
Drawing withoutUndrawn(Drawing drawing, const std::vector<PartStyle>& missing,
                       const PartNames* set);

/// The place of a name in a set; behind all others where it has it not.
int entryOf(const PartNames& set, const std::string& name);

} // namespace palimpsest

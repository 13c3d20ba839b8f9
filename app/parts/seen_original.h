// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/sheets/sample_sheet.h"
#include "core/parts/label_map.h"
#include "core/samples/preprocessing.h"
#include "widgets/canvas/seen_area.h"

#include <optional>

namespace palimpsest {

/// What the models see of the original that a sample is drawn on; none where it is drawn on what
/// they see, or its picture or parts cannot be read.
std::optional<SeenArea> seenAreaOf(const SampleSheet& sheet, const Preprocessing& preprocessing);

/// What models see of parts of the stored picture, or of what they see: each of their pixels is of
/// the part that has the place of its centre.
LabelMap seenLabels(const LabelMap& map, const Preprocessing& preprocessing);

} // namespace palimpsest

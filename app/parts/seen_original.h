// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/sheets/sample_sheet.h"
#include "core/samples/preprocessing.h"
#include "widgets/canvas/seen_area.h"

#include <optional>

namespace palimpsest {

/// What the models see of the original that a sample is drawn on; none where it is drawn on what
/// they see, or its picture or parts cannot be read.
std::optional<SeenArea> seenAreaOf(const SampleSheet& sheet, const Preprocessing& preprocessing);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/tables/unit_matrix_model.h"

#include <QFont>

#include <vector>

namespace palimpsest {

/// Of epochs and accuracies in a header that is written in `font`.
QFont numberFont(QFont font);

/// Widths of the columns, in pixels: those of a lineage are as wide as the widest of its numbers
/// needs, and together as wide as its name needs, so that nothing runs into its neighbour.
std::vector<int> columnWidths(const UnitMatrixModel& model, const QFont& font, int narrowest);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/label_map.h"

#include <QLineF>

#include <vector>

namespace palimpsest {

/// Edges between pixels of different labels, in pixels; runs along one line are joined.
std::vector<QLineF> partBorders(const LabelMap& map);

} // namespace palimpsest

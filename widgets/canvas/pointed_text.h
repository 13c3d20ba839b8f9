// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/label_map.h"
#include "widgets/canvas/seen_area.h"

#include <QPointF>
#include <QString>

#include <optional>

namespace palimpsest {

/// What is at a position of the picture that is drawn on, or nothing where that is outside of it:
/// "collar, 12 % · x 10.5, y 3.2". On an original, of which models see `seen`, the share is of that
/// and the position is said to be one of the original.
QString pointedText(const LabelMap& map, QPointF position, const std::optional<SeenArea>& seen);

} // namespace palimpsest

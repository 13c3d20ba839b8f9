// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/tables/unit_matrix_model.h"

class QPainter;
class QPalette;
class QRectF;

namespace palimpsest {

/// Draws the state of a unit into a square of some 15 pixels; every state differs in form, not in
/// colour alone.
void drawCell(QPainter& painter, const QRectF& box, UnitCell cell, const QPalette& palette);

} // namespace palimpsest

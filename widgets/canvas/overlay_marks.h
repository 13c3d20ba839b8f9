// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>
#include <QPointF>
#include <QSize>

class QPainter;

namespace palimpsest {

QColor withOpacity(QColor colour, double opacity);

/// A plus or a minus in a ring of `colour`: whether a pattern speaks for or against the class.
void drawSign(QPainter& painter, QPointF centre, const QColor& colour, bool isPositive);

/// What tints of `hue` stand for, 0 to `largest`, in the lower left corner of a view of `size`.
void drawTintScale(QPainter& painter, QSize size, double largest, const QColor& hue);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/canvas/pixel_grid.h"

#include <QLineF>
#include <QList>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace palimpsest {

namespace {

constexpr double kNear = 8.0; // zoom
constexpr int kStrength = 68; // of 255

/// The first and the last border of `count` pixels between two positions, within the picture.
std::pair<int, int> borders(double from, double to, int count)
{
    return {std::clamp(static_cast<int>(std::floor(from)), 0, count),
            std::clamp(static_cast<int>(std::ceil(to)), 0, count)};
}

} // namespace

void paintPixelGrid(QPainter& painter, const ViewTransform& transform, QSize picture, QSize view)
{
    if (transform.zoom() < kNear) {
        return;
    }
    const QPointF start = transform.toPicture({0.0, 0.0});
    const QPointF end = transform.toPicture(QPointF(view.width(), view.height()));
    const auto [left, right] = borders(start.x(), end.x(), picture.width());
    const auto [top, bottom] = borders(start.y(), end.y(), picture.height());
    QList<QLineF> lines;
    for (int x = left; x <= right; ++x) {
        lines << QLineF(transform.toView(QPointF(x, top)), transform.toView(QPointF(x, bottom)));
    }
    for (int y = top; y <= bottom; ++y) {
        lines << QLineF(transform.toView(QPointF(left, y)), transform.toView(QPointF(right, y)));
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QColor(128, 128, 128, kStrength)); // seen on light and on dark
    painter.drawLines(lines);
    painter.restore();
}

} // namespace palimpsest

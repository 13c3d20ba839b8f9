// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/canvas/seen_area.h"

#include "widgets/style/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace palimpsest {

namespace {

constexpr int kDimmed = 165; // of 255: how much of the ground lies over what is not seen

/// For each of `count` pixels, the one of `seen` that its centre lies in; −1 for none.
std::vector<int> placesIn(double from, double length, int seen, int count)
{
    std::vector<int> places;
    for (int i = 0; i < count; ++i) {
        const double place = std::floor((i + 0.5 - from) / length * seen);
        places.push_back(place >= 0.0 && place < seen ? static_cast<int>(place) : -1);
    }
    return places;
}

} // namespace

LabelMap spreadOver(const SeenArea& seen, int width, int height)
{
    const std::vector<int> columns =
        placesIn(seen.area.left(), seen.area.width(), seen.parts.width, width);
    const std::vector<int> rows =
        placesIn(seen.area.top(), seen.area.height(), seen.parts.height, height);
    LabelMap map{.width = width, .height = height, .parts = seen.parts.parts, .labels = {}};
    map.labels.reserve(static_cast<std::size_t>(width) * height);
    for (const int row : rows) {
        const std::uint8_t* line = seen.parts.labels.data() +
                                   static_cast<std::size_t>(std::max(row, 0)) * seen.parts.width;
        for (const int column : columns) {
            map.labels.push_back(row < 0 || column < 0 ? 0 : line[column]);
        }
    }
    return map;
}

void paintSeenArea(QPainter& painter, const ViewTransform& transform, QSizeF size,
                   const SeenArea& seen, bool isShown)
{
    const auto inView = [&](const QRectF& rect) {
        return QRectF(transform.toView(rect.topLeft()), transform.toView(rect.bottomRight()));
    };
    QColor ground = themeColours().canvas;
    ground.setAlpha(isShown ? 255 : kDimmed);
    QPainterPath outside;
    outside.addRect(inView(QRectF({0, 0}, size)));
    outside.addRect(inView(seen.area)); // a hole, by the even–odd rule
    painter.fillPath(outside, ground);
    if (isShown) {
        painter.save();
        painter.setRenderHint(QPainter::SmoothPixmapTransform, false); // pixels stay squares
        painter.drawImage(inView(seen.area), seen.picture);
        painter.restore();
    }
}

} // namespace palimpsest

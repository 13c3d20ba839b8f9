// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/canvas/segments_layer.h"

#include "widgets/canvas/shown_pixels.h"

#include <QImage>
#include <QPainter>

#include <algorithm>
#include <cstddef>

namespace palimpsest {

namespace {

/// A pixel of the screen is on a line where the next one, to the right or below, shows another
/// segment.
QImage linesOf(const SegmentMap& map, const ViewTransform& transform, QSize size, double ratio)
{
    const ShownPixels columns =
        shownPixels(transform.offset().x(), transform.zoom(), ratio, {0, map.width}, size.width());
    const ShownPixels rows = shownPixels(transform.offset().y(), transform.zoom(), ratio,
                                         {0, map.height}, size.height());
    QImage image(size * ratio, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::transparent);
    const QRgb line = qPremultiply(qRgba(255, 255, 255, 130));
    const auto idsOf = [&](std::size_t row) {
        return map.segments.data() + static_cast<std::ptrdiff_t>(rows.shown[row]) *
                                         static_cast<std::ptrdiff_t>(map.width);
    };
    for (std::size_t y = 0; y < rows.shown.size(); ++y) {
        const std::int32_t* ids = idsOf(y);
        const std::int32_t* below = idsOf(std::min(y + 1, rows.shown.size() - 1));
        auto* pixels = reinterpret_cast<QRgb*>(image.scanLine(rows.first + static_cast<int>(y))) +
                       columns.first;
        for (std::size_t x = 0; x < columns.shown.size(); ++x) {
            const int at = columns.shown[x];
            const int next = columns.shown[std::min(x + 1, columns.shown.size() - 1)];
            if (ids[at] != ids[next] || ids[at] != below[at]) {
                pixels[x] = line;
            }
        }
    }
    return image;
}

} // namespace

void SegmentsLayer::paint(QPainter& painter, const ViewTransform& transform, QSize size,
                          const std::shared_ptr<const SegmentMap>& segments)
{
    const double ratio = painter.device()->devicePixelRatioF();
    const bool isKept = segments == m_segments && transform == m_transform && size == m_size &&
                        ratio == m_lines.devicePixelRatio();
    if (!isKept) {
        m_segments = segments;
        m_transform = transform;
        m_size = size;
        m_lines =
            segments ? QPixmap::fromImage(linesOf(*segments, transform, size, ratio)) : QPixmap();
    }
    painter.drawPixmap(0, 0, m_lines);
}

} // namespace palimpsest

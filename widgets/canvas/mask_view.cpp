// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/canvas/mask_view.h"

#include "widgets/canvas/shown_pixels.h"

#include <QImage>
#include <QPainter>

#include <algorithm>
#include <cstddef>

namespace palimpsest {

void paintMask(QPainter& painter, const ViewTransform& transform, QSize size, const Mask& mask,
               const QColor& colour)
{
    const double ratio = painter.device()->devicePixelRatioF();
    const ShownPixels columns = shownPixels(transform.offset().x(), transform.zoom(), ratio,
                                            {mask.left, mask.width}, size.width());
    const ShownPixels rows = shownPixels(transform.offset().y(), transform.zoom(), ratio,
                                         {mask.top, mask.height}, size.height());
    if (columns.shown.empty() || rows.shown.empty()) {
        return;
    }
    const QRgb tint = qPremultiply(colour.rgba());
    QImage image(static_cast<int>(columns.shown.size()), static_cast<int>(rows.shown.size()),
                 QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    for (int y = 0; y < image.height(); ++y) {
        const std::uint8_t* pixels =
            mask.pixels.data() +
            static_cast<std::ptrdiff_t>(rows.shown[static_cast<std::size_t>(y)]) * mask.width;
        std::transform(columns.shown.begin(), columns.shown.end(),
                       reinterpret_cast<QRgb*>(image.scanLine(y)),
                       [&](int x) { return pixels[x] != 0 ? tint : 0U; });
    }
    painter.drawImage(QPointF(columns.first, rows.first) / ratio, image);
}

} // namespace palimpsest

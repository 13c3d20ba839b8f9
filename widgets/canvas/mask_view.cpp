// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/canvas/mask_view.h"

#include <QImage>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace palimpsest {

namespace {

/// Along one side: which pixels of a mask's box the pixels of a screen show, from `first` on.
struct ShownPixels
{
    int first = 0;
    std::vector<int> shown;
};

/// `offset` is where the picture begins in the view, `zoom` as in ViewTransform, `begin` and
/// `length` tell of the mask's box, and `side` of the view.
ShownPixels shownPixels(double offset, double zoom, double ratio, int begin, int length, int side)
{
    ShownPixels result;
    const int last = static_cast<int>(std::ceil(side * ratio));
    for (int i = 0; i < last; ++i) {
        const double place = std::floor(((i + 0.5) / ratio - offset) / zoom) - begin;
        if (place >= 0.0 && place < length) {
            result.first = result.shown.empty() ? i : result.first;
            result.shown.push_back(static_cast<int>(place));
        }
    }
    return result;
}

} // namespace

void paintMask(QPainter& painter, const ViewTransform& transform, QSize size, const Mask& mask,
               const QColor& colour)
{
    const double ratio = painter.device()->devicePixelRatioF();
    const ShownPixels columns = shownPixels(transform.offset().x(), transform.zoom(), ratio,
                                            mask.left, mask.width, size.width());
    const ShownPixels rows = shownPixels(transform.offset().y(), transform.zoom(), ratio, mask.top,
                                         mask.height, size.height());
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

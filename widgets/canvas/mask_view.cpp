// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/canvas/mask_view.h"

#include "widgets/canvas/shown_pixels.h"

#include <QImage>
#include <QPainter>
#include <QRect>

#include <algorithm>
#include <cstddef>

namespace palimpsest {

namespace {

/// Draws the pixels of `box` in colours of their own. colourAt() is told of a row and a column,
/// counted in the box, and of those that the next pixels of the screen show, below and to the
/// right.
template<typename ColourAt>
void paintPixels(QPainter& painter, const ViewTransform& transform, QSize size, const QRect& box,
                 ColourAt colourAt)
{
    const double ratio = painter.device()->devicePixelRatioF();
    const ShownPixels columns = shownPixels(transform.offset().x(), transform.zoom(), ratio,
                                            {box.x(), box.width()}, size.width());
    const ShownPixels rows = shownPixels(transform.offset().y(), transform.zoom(), ratio,
                                         {box.y(), box.height()}, size.height());
    if (columns.shown.empty() || rows.shown.empty()) {
        return;
    }
    QImage image(static_cast<int>(columns.shown.size()), static_cast<int>(rows.shown.size()),
                 QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    for (std::size_t y = 0; y < rows.shown.size(); ++y) {
        const int below = rows.shown[std::min(y + 1, rows.shown.size() - 1)];
        auto* colours = reinterpret_cast<QRgb*>(image.scanLine(static_cast<int>(y)));
        for (std::size_t x = 0; x < columns.shown.size(); ++x) {
            const int right = columns.shown[std::min(x + 1, columns.shown.size() - 1)];
            colours[x] = colourAt(rows.shown[y], columns.shown[x], below, right);
        }
    }
    painter.drawImage(QPointF(columns.first, rows.first) / ratio, image);
}

std::size_t placeOf(int row, int column, int width)
{
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(width) +
           static_cast<std::size_t>(column);
}

} // namespace

void paintMask(QPainter& painter, const ViewTransform& transform, QSize size, const Mask& mask,
               const QColor& colour)
{
    const QRgb tint = qPremultiply(colour.rgba());
    paintPixels(painter, transform, size, {mask.left, mask.top, mask.width, mask.height},
                [&](int row, int column, int, int) {
                    return mask.pixels[placeOf(row, column, mask.width)] != 0 ? tint : 0U;
                });
}

void paintLabels(QPainter& painter, const ViewTransform& transform, QSize size, const LabelMap& map,
                 const std::vector<QColor>& colours)
{
    std::vector<QRgb> tints = {0U};
    for (const QColor& colour : colours) {
        tints.push_back(qPremultiply(colour.rgba()));
    }
    paintPixels(painter, transform, size, {0, 0, map.width, map.height},
                [&](int row, int column, int, int) {
                    const std::size_t label = map.labels[placeOf(row, column, map.width)];
                    return label < tints.size() ? tints[label] : 0U;
                });
}

void paintAround(QPainter& painter, const ViewTransform& transform, QSize size, PixelSize picture,
                 const Mask& mask)
{
    const QRgb dim = qPremultiply(qRgba(0, 0, 0, 120));
    const QRgb line = qPremultiply(qRgba(255, 255, 255, 230));
    const auto isOf = [&](int row, int column) {
        const int y = row - mask.top;
        const int x = column - mask.left;
        return x >= 0 && y >= 0 && x < mask.width && y < mask.height &&
               mask.pixels[placeOf(y, x, mask.width)] != 0;
    };
    paintPixels(painter, transform, size, {0, 0, picture.width, picture.height},
                [&](int row, int column, int below, int right) {
                    const bool isInside = isOf(row, column);
                    const bool isOnLine =
                        isInside != isOf(below, column) || isInside != isOf(row, right);
                    return isOnLine ? line : isInside ? 0U : dim;
                });
}

} // namespace palimpsest

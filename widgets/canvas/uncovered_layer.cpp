// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/canvas/uncovered_layer.h"

#include "core/assists/masks.h"
#include "core/assists/pieces.h"
#include "widgets/canvas/mask_view.h"

#include <QBrush>
#include <QPainter>
#include <QPixmap>

#include <cstddef>

namespace palimpsest {

namespace {

Mask objectOn(const LabelMap& map, const Mask* outlined)
{
    if (outlined == nullptr) {
        return enclosed(map);
    }
    Mask whole = emptyMask({map.width, map.height});
    setPixels(whole.pixels, map.width, map.height, *outlined, 1);
    return whole;
}

} // namespace

void UncoveredLayer::set(const LabelMap& map, const Mask* outlined)
{
    m_pixels = objectOn(map, outlined);
    std::size_t object = 0;
    std::size_t uncovered = 0;
    for (std::size_t i = 0; i < m_pixels.pixels.size(); ++i) {
        object += m_pixels.pixels[i];
        m_pixels.pixels[i] = m_pixels.pixels[i] != 0 && map.labels[i] == 0 ? 1 : 0;
        uncovered += m_pixels.pixels[i];
    }
    m_share.reset();
    if (object > 0) {
        m_share = {.share = static_cast<double>(uncovered) / static_cast<double>(object),
                   .isOfOutline = outlined != nullptr};
    }
}

/// A pattern of the view, of which the pixels are the stencil; the picture is seen through it.
void UncoveredLayer::paint(QPainter& painter, const ViewTransform& transform, QSize size) const
{
    if (!m_share || m_share->share == 0.0) {
        return;
    }
    const double ratio = painter.device()->devicePixelRatioF();
    const auto transparent = [&] {
        QPixmap pixmap(size * ratio);
        pixmap.setDevicePixelRatio(ratio);
        pixmap.fill(Qt::transparent);
        return pixmap;
    };
    QPixmap stencil = transparent();
    QPainter onStencil(&stencil);
    paintMask(onStencil, transform, size, m_pixels, Qt::black);
    onStencil.end();
    QPixmap hatched = transparent();
    QPainter onHatched(&hatched);
    onHatched.fillRect(QRect({0, 0}, size), QColor(0, 0, 0, 90));
    onHatched.fillRect(QRect({0, 0}, size), QBrush(QColor(255, 220, 0), Qt::BDiagPattern));
    onHatched.setCompositionMode(QPainter::CompositionMode_DestinationIn);
    onHatched.drawPixmap(0, 0, stencil);
    onHatched.end();
    painter.drawPixmap(0, 0, hatched);
}

} // namespace palimpsest

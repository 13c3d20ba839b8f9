// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/canvas/view_transform.h"

#include <algorithm>

namespace palimpsest {

namespace {

constexpr double kAlwaysVisible = 40.0; // view pixels

} // namespace

void ViewTransform::fit(QSizeF picture, QSizeF view, double margin)
{
    const QSizeF room = (view - QSizeF(2 * margin, 2 * margin)).expandedTo(QSizeF(1, 1));
    m_zoom = std::clamp(std::min(room.width() / picture.width(), room.height() / picture.height()),
                        kSmallestZoom, kLargestZoom);
    m_offset = QPointF(view.width() - picture.width() * m_zoom,
                       view.height() - picture.height() * m_zoom) /
               2.0;
}

void ViewTransform::zoomAt(QPointF anchor, double factor)
{
    const QPointF fixed = toPicture(anchor);
    m_zoom = std::clamp(m_zoom * factor, kSmallestZoom, kLargestZoom);
    m_offset = anchor - fixed * m_zoom;
}

void ViewTransform::keepInView(QSizeF picture, QSizeF view)
{
    const auto clamped = [](double offset, double length, double room) {
        return std::clamp(offset, std::min(0.0, kAlwaysVisible - length),
                          std::max(0.0, room - kAlwaysVisible));
    };
    m_offset = {clamped(m_offset.x(), picture.width() * m_zoom, view.width()),
                clamped(m_offset.y(), picture.height() * m_zoom, view.height())};
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

namespace palimpsest {

/// Where a picture lies in a view. Zoom is view pixels per picture pixel.
class ViewTransform
{
public:
    static constexpr double kSmallestZoom = 0.05;
    static constexpr double kLargestZoom = 64.0;

    double zoom() const { return m_zoom; }
    QPointF offset() const { return m_offset; }

    QPointF toView(QPointF picture) const { return picture * m_zoom + m_offset; }
    QPointF toPicture(QPointF view) const { return (view - m_offset) / m_zoom; }

    /// The whole picture, as large as the view lets it be with `margin` pixels around, centred.
    void fit(QSizeF picture, QSizeF view, double margin);

    /// Zooms by `factor`; the point of the picture under `anchor` stays there.
    void zoomAt(QPointF anchor, double factor);

    void pan(QPointF by) { m_offset += by; }

    /// Moves as little as needed so that some of the picture stays in view.
    void keepInView(QSizeF picture, QSizeF view);

    bool operator==(const ViewTransform&) const = default;

private:
    double m_zoom = 1.0;
    QPointF m_offset;
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/drawing.h"
#include "widgets/canvas/view_transform.h"

#include <QImage>
#include <QLineF>
#include <QStringList>

#include <vector>

class QPainter;

namespace palimpsest {

/// Where the name of a part stands: the place of its region that is furthest from its border.
struct NamePlace
{
    QPointF centre;    ///< in pixels of the picture
    double room = 0.0; ///< width of the region there, in pixels; 0 for a part without a pixel
};

/// A place for every part of a label map; of one of thousands of pixels a side to some pixels, and
/// none for parts of fewer than these.
std::vector<NamePlace> namePlaces(const LabelMap& map);

/// Parts painted over a picture. What does not depend on the view is kept between repaints.
class PartsLayer
{
public:
    /// `map` is what paint(drawing) gives; `currentPart` is highlighted, −1 for none. `opacity` is
    /// that of the colours, in percent.
    void set(const Drawing& drawing, const LabelMap& map, int currentPart, int opacity);

    /// The box around the pixels of a part, of all parts for −1, in pixels; empty where there are
    /// none.
    QRectF boxOf(int part) const;

    /// The regions in their colours, and their borders.
    void paint(QPainter& painter, const ViewTransform& transform) const;

    /// The names that have room, those of large parts first; none lies on another.
    void paintNames(QPainter& painter, const ViewTransform& transform) const;

private:
    LabelMap m_map;
    int m_currentPart = -1;
    QColor m_currentColour;
    QImage m_tint; ///< a pixel per pixel of the picture
    std::vector<QLineF> m_borders;
    std::vector<QLineF> m_currentBorders;
    QStringList m_names;
    std::vector<NamePlace> m_places;
    std::vector<int> m_bySize; ///< the current part, then the others, large ones first
};

} // namespace palimpsest

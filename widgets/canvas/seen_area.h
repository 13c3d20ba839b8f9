// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/label_map.h"
#include "widgets/canvas/view_transform.h"

#include <QImage>
#include <QRectF>

class QPainter;

namespace palimpsest {

/// What models see of a larger picture that is drawn on.
struct SeenArea
{
    QRectF area;    ///< in pixels of the larger picture, within it
    QImage picture; ///< as models see that area
    LabelMap parts; ///< the same of the parts
};

/// The parts that models see, on a picture of `width` × `height` pixels.
LabelMap spreadOver(const SeenArea& seen, int width, int height);

/// Dims what of a picture of `size` models do not see or, where `isShown`, hides it, and puts what
/// they see into its place.
void paintSeenArea(QPainter& painter, const ViewTransform& transform, QSizeF size,
                   const SeenArea& seen, bool isShown);

} // namespace palimpsest

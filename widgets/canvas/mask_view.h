// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/label_map.h"
#include "core/parts/mask.h"
#include "core/parts/pixel_size.h"
#include "widgets/canvas/view_transform.h"

#include <QColor>
#include <QSize>

#include <vector>

class QPainter;

namespace palimpsest {

// All of these draw pixels where they lie in a view of `size`. They take as long as the view is
// large, however many pixels the picture has, as what they draw changes from frame to frame.

/// The pixels of a mask in `colour`.
void paintMask(QPainter& painter, const ViewTransform& transform, QSize size, const Mask& mask,
               const QColor& colour);

/// The pixels of parts in the colours of these, that of label 1 first.
void paintLabels(QPainter& painter, const ViewTransform& transform, QSize size, const LabelMap& map,
                 const std::vector<QColor>& colours);

/// Dims all of a picture but the pixels of a mask, with a line around these.
void paintAround(QPainter& painter, const ViewTransform& transform, QSize size, PixelSize picture,
                 const Mask& mask);

} // namespace palimpsest

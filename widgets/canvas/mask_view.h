// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/mask.h"
#include "widgets/canvas/view_transform.h"

#include <QColor>
#include <QSize>

class QPainter;

namespace palimpsest {

/// Draws the pixels of a mask in `colour` where they lie in a view of `size`. It takes as long as
/// the view is large, however many pixels the picture has, as masks change from frame to frame.
void paintMask(QPainter& painter, const ViewTransform& transform, QSize size, const Mask& mask,
               const QColor& colour);

} // namespace palimpsest

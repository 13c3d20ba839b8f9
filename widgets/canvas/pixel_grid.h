// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/canvas/view_transform.h"

#include <QSize>

class QPainter;

namespace palimpsest {

/// Lines between the pixels of a picture, in a view of `view`, where they are large: from 8 pixels
/// of the view on, as points snap to their corners then.
void paintPixelGrid(QPainter& painter, const ViewTransform& transform, QSize picture, QSize view);

} // namespace palimpsest

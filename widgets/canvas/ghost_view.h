// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/canvas/view_transform.h"

class QPainter;

namespace palimpsest {

class GhostTool;

/// Draws the parts that are laid onto a picture, each in its colour, with the box and the handles
/// by which they are fitted.
void paintGhost(QPainter& painter, const ViewTransform& transform, const GhostTool& ghost);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/tools/rectangle_tool.h"

namespace palimpsest {

/// Draws the ellipse within a dragged box, a circle with Shift, as a polygon that stays within a
/// quarter of a pixel of it.
class EllipseTool : public RectangleTool
{
    Q_DECLARE_TR_FUNCTIONS(EllipseTool)

public:
    ToolOverlay overlay(const ToolScene& scene) const override;

protected:
    ToolAnswer draw(const ToolScene& scene, const QRectF& area) const override;
};

} // namespace palimpsest

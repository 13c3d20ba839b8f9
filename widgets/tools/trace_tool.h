// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/tools/abstract_tool.h"

namespace palimpsest {

/// Draws a polygon in one stroke: press, drag along an outline, release. It follows the hand and
/// snaps to nothing; points are dropped where the outline stays within half a pixel of the view, or
/// a tenth of the picture's where these are larger. Small loops are left out; a line that crosses
/// itself otherwise is refused, and seen until the next one.
class TraceTool : public AbstractTool
{
    Q_DECLARE_TR_FUNCTIONS(TraceTool)

public:
    ToolAnswer press(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer move(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer release(const ToolScene& scene, const ToolPointer& pointer) override;
    void giveUp() override;
    bool isBusy() const override { return !m_stroke.isEmpty(); }
    ToolOverlay overlay(const ToolScene& scene) const override;

private:
    QPolygonF m_stroke;
    QPolygonF m_refused; ///< the last one, where it crossed itself
    std::vector<QPointF> m_crossings;
    bool m_isDragged = false; ///< far enough not to be a click
};

} // namespace palimpsest

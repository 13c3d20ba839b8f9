// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/tools/abstract_tool.h"

#include <QRectF>

namespace palimpsest {

/// Draws a rectangle from one corner to the other: press, drag, release; Shift makes it a square.
class RectangleTool : public AbstractTool
{
    Q_DECLARE_TR_FUNCTIONS(RectangleTool)

public:
    ToolAnswer press(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer move(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer release(const ToolScene& scene, const ToolPointer& pointer) override;
    void giveUp() override;
    void leave() override { m_target.reset(); }
    bool isBusy() const override { return m_isDragging; }
    ToolOverlay overlay(const ToolScene& scene) const override;

protected:
    /// What a finished drag over `area` makes; it is not empty.
    virtual ToolAnswer draw(const ToolScene& scene, const QRectF& area) const;

private:
    std::optional<QPointF> m_pressed; ///< where, before snapping
    QPointF m_corner;
    QPointF m_opposite;
    std::optional<QPointF> m_target;
    bool m_isDragging = false;
};

} // namespace palimpsest

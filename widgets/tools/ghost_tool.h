// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/placed.h"
#include "widgets/tools/abstract_tool.h"

namespace palimpsest {

/// Lays parts of another picture onto this one: they are moved, scaled, turned and mirrored until
/// they fit, then kept as one edit, or dropped.
class GhostTool : public AbstractTool
{
    Q_DECLARE_TR_FUNCTIONS(GhostTool)

public:
    /// `ghost` is what of the other picture is laid onto one of `size`.
    GhostTool(Drawing ghost, PixelSize size, const Placement& start);

    /// The parts where they lie now.
    const Drawing& laid() const { return m_laid; }
    /// The corners of the box around them, which scale when they are dragged, clockwise from what
    /// was the upper left one.
    const QPolygonF& corners() const { return m_corners; }
    /// What turns when it is dragged, and the middle of the side that it belongs to.
    QLineF handle() const { return m_handle; }

    void scaleBy(int steps); ///< by a twentieth each
    void turnBy(int steps);  ///< by 5 degrees each
    void mirror();

    ToolAnswer press(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer move(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer release(const ToolScene& scene, const ToolPointer& pointer) override;
    /// Keeps the parts.
    ToolAnswer finish(const ToolScene& scene) override;
    /// Takes back how they were moved last; drops them where they lie as in the beginning.
    ToolAnswer takeBackPoint(const ToolScene& scene) override;
    ToolAnswer bringBackPoint(const ToolScene& scene) override;
    bool hasTakenBack() const override { return !m_isOver && !m_after.empty(); }
    void giveUp() override { m_isOver = true; }
    QJsonObject unfinished() const override; ///< where the parts lie
    void resume(const QJsonObject& unfinished) override;
    void outlinesChanged(const Drawing& before, const Drawing& after) override;

    bool needsPart() const override { return false; }
    bool isBusy() const override { return !m_isOver; }
    ToolOverlay overlay(const ToolScene&) const override { return {}; }
    Qt::CursorShape cursor() const override;

private:
    enum class Grip { None, Inside, Corner, Handle };

    Grip gripAt(const ToolPointer& pointer) const;
    Placement dragged(const ToolPointer& pointer) const;
    void begin();
    void put(const Placement& placement);

    Drawing m_ghost;
    PixelSize m_size;
    Placement m_placement;
    std::vector<Placement> m_before; ///< the last is the latest
    std::vector<Placement> m_after;  ///< that were taken back, likewise
    Drawing m_laid;
    QPolygonF m_corners;
    QLineF m_handle;
    Grip m_grip = Grip::None; ///< that is dragged
    Grip m_over = Grip::None; ///< that the pointer is on
    QPointF m_pressed;
    Placement m_dragStart;
    bool m_isOver = false;
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/tools/abstract_tool.h"

namespace palimpsest {

/// Draws a polygon: a click adds a point, Shift keeps to an axis; a double click, a click on the
/// first point or finish() closes it. Edges that would cross others are refused.
class PolygonTool : public AbstractTool
{
    Q_DECLARE_TR_FUNCTIONS(PolygonTool)

public:
    ToolAnswer press(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer move(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer doubleClick(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer finish(const ToolScene& scene) override;
    ToolAnswer takeBackPoint(const ToolScene& scene) override;
    ToolAnswer bringBackPoint(const ToolScene& scene) override;
    bool hasTakenBack() const override { return !m_takenBack.isEmpty(); }
    void leave() override { m_target.reset(); }
    void giveUp() override;
    bool isBusy() const override { return !m_points.isEmpty(); }
    QJsonObject unfinished() const override; ///< its points
    void resume(const QJsonObject& unfinished) override;
    ToolOverlay overlay(const ToolScene& scene) const override;

private:
    bool isOnFirst(const ToolPointer& pointer) const;
    QPointF nextPoint(const ToolScene& scene, const ToolPointer& pointer) const;
    std::vector<QPointF> crossingsTo(QPointF point) const;

    QPolygonF m_points;
    QPolygonF m_takenBack;           ///< the last is the latest
    std::optional<QPointF> m_target; ///< where the next point would be
    bool m_closes = false;
    std::vector<QPointF> m_crossings; ///< that the next edge would make
    bool m_isRefused = false;         ///< the last click
};

} // namespace palimpsest

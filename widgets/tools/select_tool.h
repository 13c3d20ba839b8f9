// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/tools/abstract_tool.h"

namespace palimpsest {

/// Chooses parts and mends shapes: a click selects the topmost shape and its part; its points and
/// the shape itself can be dragged, Shift keeps to an axis; a double click on an edge adds a point.
class SelectTool : public AbstractTool
{
    Q_DECLARE_TR_FUNCTIONS(SelectTool)

public:
    ToolAnswer press(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer move(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer release(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer doubleClick(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer deleteSelected(const ToolScene& scene) override;
    void giveUp() override;
    /// Keeps the selection when no shape but the selected one has another outline.
    void outlinesChanged(const Drawing& before, const Drawing& after) override;
    bool isBusy() const override { return m_isDragging; }
    ToolOverlay overlay(const ToolScene& scene) const override;
    Qt::CursorShape cursor() const override;

    bool draws() const override { return false; }
    std::optional<std::size_t> selectedShape() const override { return m_shape; }
    std::optional<std::size_t> selectedPoint() const { return m_point; }

private:
    void stopDrag();
    QPolygonF outline(const ToolScene& scene) const; ///< of the selected shape
    QPolygonF points(const ToolScene& scene) const;  ///< of its outline that can be dragged
    QString selectedName(const ToolScene& scene) const;
    std::size_t pointNearest(const QPolygonF& outline, QPointF position) const;
    void dragTo(const ToolScene& scene, const ToolPointer& pointer);
    Drawing dragged(const Drawing& drawing) const;

    std::optional<std::size_t> m_shape;
    std::optional<std::size_t> m_point; ///< of the selected shape
    std::optional<QPointF> m_pressed;
    QPointF m_from; ///< the point that is dragged, or of a dragged shape that snaps, before
    QPointF m_to;   ///< and now
    bool m_isDragging = false;
    bool m_isOverPoint = false;
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/shared_corners.h"
#include "widgets/tools/abstract_tool.h"

namespace palimpsest {

/// Chooses parts and mends shapes: a click selects the topmost shape and its part. Points of the
/// selected shape can be dragged, and with them those of all neighbours at the same place; an edge
/// that is dragged gets a point, a double click on it too. A shape moves by the grip at its centre.
/// Alt moves one point alone, or the shape under the pointer; Shift keeps to an axis.
class SelectTool : public AbstractTool
{
    Q_DECLARE_TR_FUNCTIONS(SelectTool)

public:
    ToolAnswer press(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer move(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer release(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer doubleClick(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer deleteSelected(const ToolScene& scene) override;
    void leave() override { m_over = {}; }
    void giveUp() override;
    /// Keeps the selection while the shapes are the same ones, however their points lie.
    void outlinesChanged(const Drawing& before, const Drawing& after) override;
    bool isBusy() const override { return m_isDragging; }
    ToolOverlay overlay(const ToolScene& scene) const override;
    Qt::CursorShape cursor() const override;

    bool draws() const override { return false; }
    std::optional<std::size_t> selectedShape() const override { return m_shape; }
    std::optional<std::size_t> selectedPoint() const { return m_point; }

private:
    /// What of the selected shape is under the pointer.
    struct Hold
    {
        std::optional<std::size_t> point;
        std::optional<QPointF> onEdge; ///< the place of an edge
        bool isGrip = false;           ///< what moves all of it
    };

    Hold holdAt(const ToolScene& scene, const ToolPointer& pointer) const;
    void stopDrag();
    QPolygonF outline(const ToolScene& scene) const; ///< of the selected shape
    QPolygonF points(const ToolScene& scene) const;  ///< of its outline that can be dragged
    QString selectedName(const ToolScene& scene) const;
    ToolAnswer select(const ToolScene& scene, std::optional<std::size_t> shape);
    void beginDrag(const ToolScene& scene, bool isAlone);
    void dragTo(const ToolScene& scene, const ToolPointer& pointer);
    ToolAnswer drop(const ToolScene& scene);
    std::vector<OutlineAtCorner> dragged(const ToolScene& scene) const;
    ToolAnswer changed(const ToolScene& scene, const QString& what, const QString& refusal,
                       const std::vector<OutlineAtCorner>& outlines);

    std::optional<std::size_t> m_shape;
    std::optional<std::size_t> m_point; ///< of the selected shape
    Hold m_over;                        ///< while nothing is pressed
    Hold m_held;                        ///< since the press
    std::optional<QPointF> m_pressed;
    QPointF m_from; ///< the point that is dragged, or of a dragged shape that snaps, before
    QPointF m_to;   ///< and now
    bool m_isDragging = false;
    std::vector<OutlineAtCorner> m_outlines; ///< that a dragged point is of; none of a shape
    std::vector<QPointF> m_crossings;        ///< that the drag would make, or had been refused for
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tools/select_tool.h"

#include "core/parts/edits.h"
#include "widgets/tools/picking.h"

namespace palimpsest {

namespace {

/// Of a mask, its box.
QPolygonF outlineOf(const Shape& shape)
{
    return shape.mask ? QPolygonF(QRectF(shape.mask->left, shape.mask->top, shape.mask->width,
                                         shape.mask->height))
                      : toQPolygonF(shape.polygon);
}

} // namespace

QPolygonF SelectTool::outline(const ToolScene& scene) const
{
    return m_shape ? outlineOf(scene.drawing.shapes.at(*m_shape)) : QPolygonF();
}

/// Of a mask there are none.
QPolygonF SelectTool::points(const ToolScene& scene) const
{
    return m_shape ? toQPolygonF(scene.drawing.shapes.at(*m_shape).polygon) : QPolygonF();
}

QString SelectTool::selectedName(const ToolScene& scene) const
{
    const std::string& label = scene.drawing.shapes.at(*m_shape).label;
    return label == kBackgroundLabel ? tr("background") : QString::fromStdString(label);
}

std::size_t SelectTool::pointNearest(const QPolygonF& outline, QPointF position) const
{
    const auto away = [&](qsizetype i) { return QLineF(outline[i], position).length(); };
    qsizetype nearest = 0;
    for (qsizetype i = 1; i < outline.size(); ++i) {
        nearest = away(i) < away(nearest) ? i : nearest;
    }
    return static_cast<std::size_t>(nearest);
}

ToolAnswer SelectTool::press(const ToolScene& scene, const ToolPointer& pointer)
{
    stopDrag();
    m_point = pointAt(points(scene), pointer);
    if (!m_point && !placeOn(points(scene), pointer)) {
        m_shape = shapeAt(scene.drawing, pointer.position);
    }
    if (!m_shape) {
        return {};
    }
    m_pressed = pointer.position;
    const QPolygonF corners = outline(scene);
    m_from =
        corners[static_cast<qsizetype>(m_point.value_or(pointNearest(corners, pointer.position)))];
    m_to = m_from;
    const int part = partIndex(scene.drawing, scene.drawing.shapes[*m_shape].label);
    return {.chosenPart = part >= 0 ? std::optional(part) : std::nullopt};
}

ToolAnswer SelectTool::move(const ToolScene& scene, const ToolPointer& pointer)
{
    m_isOverPoint = !scene.isLocked && pointAt(points(scene), pointer).has_value();
    if (!m_pressed) {
        return {};
    }
    if (!m_isDragging && isDrag(*m_pressed, pointer)) {
        if (scene.isLocked) {
            stopDrag();
            return {.wasLocked = true};
        }
        m_isDragging = true;
    }
    if (m_isDragging) {
        dragTo(scene, pointer);
    }
    return {};
}

void SelectTool::dragTo(const ToolScene& scene, const ToolPointer& pointer)
{
    ToolPointer moved = pointer;
    moved.position = m_from + (pointer.position - *m_pressed);
    const QPointF target = snapped(scene.drawing, moved, m_shape);
    m_to = pointer.keys.testFlag(Qt::ShiftModifier) ? alongAxis(m_from, target) : target;
}

Drawing SelectTool::dragged(const Drawing& drawing) const
{
    return m_point ? withVertexAt(drawing, *m_shape, *m_point, toPoint(m_to))
                   : withShapeMoved(drawing, *m_shape, toPoint(m_to - m_from));
}

ToolAnswer SelectTool::release(const ToolScene& scene, const ToolPointer& pointer)
{
    ToolAnswer answer = move(scene, pointer);
    const bool wasDragged = m_isDragging;
    stopDrag();
    if (wasDragged && m_to != m_from) {
        const QString what = m_point ? tr("move point of %1") : tr("move %1");
        answer = attempt(scene, what.arg(selectedName(scene)),
                         [this](const Drawing& drawing) { return dragged(drawing); });
    }
    return answer;
}

ToolAnswer SelectTool::doubleClick(const ToolScene& scene, const ToolPointer& pointer)
{
    const QPolygonF corners = points(scene);
    const auto place = placeOn(corners, pointer);
    if (!place || pointAt(corners, pointer)) {
        return {};
    }
    if (const auto why = obstacle(scene, false)) {
        return *why;
    }
    const std::size_t before = (place->edge + 1) % static_cast<std::size_t>(corners.size());
    ToolPointer onEdge = pointer;
    onEdge.position = place->position;
    const Point position = toPoint(snapped(scene.drawing, onEdge, m_shape));
    return attempt(scene, tr("add point to %1").arg(selectedName(scene)),
                   [&](const Drawing& drawing) {
                       return withVertexInserted(drawing, *m_shape, before, position);
                   });
}

ToolAnswer SelectTool::deleteSelected(const ToolScene& scene)
{
    if (const auto why = obstacle(scene, false)) {
        return *why;
    }
    if (!m_shape) {
        return {.refusal = tr("Nothing is selected. Click a shape or one of its points first.")};
    }
    const QString what = m_point ? tr("delete point of %1") : tr("delete shape of %1");
    return attempt(scene, what.arg(selectedName(scene)), [this](const Drawing& drawing) {
        return m_point ? withoutVertex(drawing, *m_shape, *m_point)
                       : withoutShape(drawing, *m_shape);
    });
}

void SelectTool::stopDrag()
{
    m_pressed.reset();
    m_isDragging = false;
}

void SelectTool::giveUp()
{
    if (!m_isDragging) {
        m_shape.reset();
        m_point.reset();
    }
    stopDrag();
}

void SelectTool::outlinesChanged(const Drawing& before, const Drawing& after)
{
    stopDrag();
    bool isKept = before.shapes.size() == after.shapes.size();
    for (std::size_t i = 0; isKept && i < after.shapes.size(); ++i) {
        isKept = i == m_shape || sameRegion(after.shapes[i], before.shapes[i]);
    }
    if (!isKept) {
        m_shape.reset();
    }
    if (!m_shape ||
        after.shapes[*m_shape].polygon.size() != before.shapes[*m_shape].polygon.size()) {
        m_point.reset();
    }
}

ToolOverlay SelectTool::overlay(const ToolScene& scene) const
{
    ToolOverlay overlay;
    overlay.isClosed = true;
    overlay.hasHandles = !points(scene).isEmpty();
    overlay.chosenPoint = m_point;
    if (m_isDragging) {
        overlay.outline = outlineOf(dragged(scene.drawing).shapes[*m_shape]);
    } else {
        overlay.outline = outline(scene);
    }
    return overlay;
}

Qt::CursorShape SelectTool::cursor() const
{
    if (m_isDragging) {
        return Qt::SizeAllCursor;
    }
    return m_isOverPoint ? Qt::PointingHandCursor : Qt::ArrowCursor;
}

} // namespace palimpsest

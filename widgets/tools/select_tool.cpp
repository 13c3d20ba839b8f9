// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tools/select_tool.h"

#include "core/parts/crossings.h"
#include "core/parts/edits.h"
#include "widgets/tools/picking.h"

#include <algorithm>
#include <iterator>

namespace palimpsest {

namespace {

/// Of a mask, its box.
QPolygonF outlineOf(const Shape& shape)
{
    return shape.mask ? QPolygonF(QRectF(shape.mask->left, shape.mask->top, shape.mask->width,
                                         shape.mask->height))
                      : toQPolygonF(shape.polygon);
}

QPointF pointNearest(const QPolygonF& outline, QPointF position)
{
    return *std::ranges::min_element(
        outline, {}, [&](QPointF point) { return QLineF(point, position).length(); });
}

QPointF gripOf(const QPolygonF& outline)
{
    return outline.boundingRect().center();
}

std::vector<OutlineAtCorner> onlyOf(const std::vector<OutlineAtCorner>& outlines, std::size_t shape)
{
    std::vector<OutlineAtCorner> only;
    std::ranges::copy_if(outlines, std::back_inserter(only),
                         [&](const OutlineAtCorner& outline) { return outline.shape == shape; });
    return only;
}

std::vector<QPointF> crossingsOf(const Drawing& drawing,
                                 const std::vector<OutlineAtCorner>& outlines)
{
    std::vector<QPointF> places;
    for (const OutlineAtCorner& outline : outlines) {
        for (const Crossing& crossing :
             addedCrossings(drawing.shapes[outline.shape].polygon, outline.polygon)) {
            places.push_back(toQPointF(crossing.at));
        }
    }
    return places;
}

/// The edges that end at the corners.
std::vector<QLineF> edgesOf(const OutlineAtCorner& outline)
{
    std::vector<QLineF> edges;
    const std::size_t count = outline.polygon.size();
    for (const std::size_t corner : outline.corners) {
        for (const std::size_t beside : {corner + count - 1, corner + 1}) {
            edges.emplace_back(toQPointF(outline.polygon[corner]),
                               toQPointF(outline.polygon[beside % count]));
        }
    }
    return edges;
}

/// Whether the shapes are the same ones, with other outlines at most.
bool areSameShapes(const Drawing& a, const Drawing& b)
{
    return std::ranges::equal(a.shapes, b.shapes, [](const Shape& one, const Shape& other) {
        return one.label == other.label && one.mask.has_value() == other.mask.has_value();
    });
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

/// The nearest of points and grip, else an edge.
SelectTool::Hold SelectTool::holdAt(const ToolScene& scene, const ToolPointer& pointer) const
{
    if (!m_shape) {
        return {};
    }
    const QPolygonF corners = points(scene);
    const auto point = pointAt(corners, pointer);
    const auto away = [&](QPointF place) { return QLineF(place, pointer.position).length(); };
    const double toGrip = away(gripOf(outline(scene)));
    if (toGrip <= pointer.pickRadius &&
        (!point || toGrip < away(corners[static_cast<qsizetype>(*point)]))) {
        return {.point = {}, .onEdge = {}, .isGrip = true};
    }
    if (point) {
        return {.point = point, .onEdge = {}};
    }
    const auto place = placeOn(corners, pointer);
    return {.point = {}, .onEdge = place ? std::optional(place->position) : std::nullopt};
}

ToolAnswer SelectTool::select(const ToolScene& scene, std::optional<std::size_t> shape)
{
    m_shape = shape;
    m_point.reset();
    if (!m_shape) {
        return {};
    }
    const int part = partIndex(scene.drawing, scene.drawing.shapes[*m_shape].label);
    return {.chosenPart = part >= 0 ? std::optional(part) : std::nullopt};
}

ToolAnswer SelectTool::press(const ToolScene& scene, const ToolPointer& pointer)
{
    stopDrag();
    m_crossings.clear();
    m_over = {};
    m_held = holdAt(scene, pointer);
    m_pressed = pointer.position;
    if (m_held.point || m_held.onEdge || m_held.isGrip) {
        ToolAnswer answer = select(scene, m_shape);
        m_point = m_held.point;
        return answer;
    }
    ToolAnswer answer = select(scene, shapeAt(scene.drawing, pointer.position));
    m_held.isGrip = m_shape && pointer.keys.testFlag(Qt::AltModifier);
    return answer;
}

ToolAnswer SelectTool::move(const ToolScene& scene, const ToolPointer& pointer)
{
    if (!m_pressed) {
        m_over = scene.isLocked ? Hold{} : holdAt(scene, pointer);
        return {};
    }
    const bool isHeld = m_held.point || m_held.onEdge || m_held.isGrip;
    if (!m_isDragging && isHeld && isDrag(*m_pressed, pointer)) {
        if (scene.isLocked) {
            stopDrag();
            return {.wasLocked = true};
        }
        beginDrag(scene, pointer.keys.testFlag(Qt::AltModifier));
    }
    if (m_isDragging) {
        dragTo(scene, pointer);
    }
    return {};
}

/// What moves is made ready once, as the drag is followed by every move.
void SelectTool::beginDrag(const ToolScene& scene, bool isAlone)
{
    m_isDragging = true;
    const QPolygonF corners = outline(scene);
    if (m_held.isGrip) {
        m_from = pointNearest(corners, *m_pressed);
    } else {
        m_from = m_held.point ? corners[static_cast<qsizetype>(*m_held.point)] : *m_held.onEdge;
        m_outlines = outlinesAt(scene.drawing, toPoint(m_from));
        if (isAlone) {
            m_outlines = onlyOf(m_outlines, *m_shape);
        }
    }
    m_to = m_from;
}

void SelectTool::dragTo(const ToolScene& scene, const ToolPointer& pointer)
{
    ToolPointer moved = pointer;
    moved.position = m_from + (pointer.position - *m_pressed);
    // Neighbours' points that come along do not hold it back.
    const auto left = m_held.isGrip ? std::nullopt : std::optional(m_from);
    const QPointF target = snapped(scene.drawing, moved, m_shape, left);
    m_to = pointer.keys.testFlag(Qt::ShiftModifier) ? alongAxis(m_from, target) : target;
    m_crossings = crossingsOf(scene.drawing, dragged(scene));
}

std::vector<OutlineAtCorner> SelectTool::dragged(const ToolScene& scene) const
{
    return movedTo(m_outlines, toPoint(m_to), scene.drawing);
}

ToolAnswer SelectTool::release(const ToolScene& scene, const ToolPointer& pointer)
{
    ToolAnswer answer = move(scene, pointer);
    if (!m_pressed) {
        return answer;
    }
    if (m_isDragging) {
        answer = m_to == m_from ? ToolAnswer{} : drop(scene);
    } else if (m_held.isGrip) { // a click there looks for what lies on top, as anywhere else
        answer = select(scene, shapeAt(scene.drawing, pointer.position));
    }
    stopDrag();
    return answer;
}

ToolAnswer SelectTool::drop(const ToolScene& scene)
{
    if (m_held.isGrip) {
        return attempt(scene, tr("move %1").arg(selectedName(scene)),
                       [this](const Drawing& drawing) {
                           return withShapeMoved(drawing, *m_shape, toPoint(m_to - m_from));
                       });
    }
    const QString what = m_held.point ? tr("move point of %1") : tr("bend border of %1");
    return changed(scene, what.arg(selectedName(scene)),
                   tr("The outline would cross itself there, so the point is where it was. Move "
                      "it to a place where no edges cross."),
                   dragged(scene));
}

/// The drawing with these outlines; refused where one crosses itself more than it did.
ToolAnswer SelectTool::changed(const ToolScene& scene, const QString& what, const QString& refusal,
                               const std::vector<OutlineAtCorner>& outlines)
{
    m_crossings = crossingsOf(scene.drawing, outlines);
    if (!m_crossings.empty()) {
        return {.refusal = refusal};
    }
    return attempt(scene, what,
                   [&](const Drawing& drawing) { return withOutlines(drawing, outlines); });
}

ToolAnswer SelectTool::doubleClick(const ToolScene& scene, const ToolPointer& pointer)
{
    const Hold hold = holdAt(scene, pointer);
    if (!hold.onEdge) {
        return {};
    }
    if (const auto why = obstacle(scene, false)) {
        return *why;
    }
    ToolPointer onEdge = pointer;
    onEdge.position = *hold.onEdge;
    const Point position = toPoint(snapped(scene.drawing, onEdge, m_shape));
    return changed(
        scene, tr("add point to %1").arg(selectedName(scene)),
        tr("With a point there the outline would cross itself. Put it somewhere else."),
        movedTo(outlinesAt(scene.drawing, toPoint(*hold.onEdge)), position, scene.drawing));
}

ToolAnswer SelectTool::deleteSelected(const ToolScene& scene)
{
    if (const auto why = obstacle(scene, false)) {
        return *why;
    }
    if (!m_shape) {
        return {.refusal = tr("Nothing is selected. Click a shape or one of its points first.")};
    }
    if (!m_point) {
        return attempt(scene, tr("delete shape of %1").arg(selectedName(scene)),
                       [this](const Drawing& drawing) { return withoutShape(drawing, *m_shape); });
    }
    const std::vector<Point>& polygon = scene.drawing.shapes[*m_shape].polygon;
    constexpr std::size_t kFewestPoints = 3;
    if (polygon.size() <= kFewestPoints) {
        return {.refusal = tr("A polygon needs three points. Delete the whole shape instead.")};
    }
    return changed(
        scene, tr("delete point of %1").arg(selectedName(scene)),
        tr("Without this point the outline would cross itself. Move other points first."),
        withoutCorners(outlinesAt(scene.drawing, polygon[*m_point])));
}

void SelectTool::stopDrag()
{
    m_pressed.reset();
    m_isDragging = false;
    m_held = {};
    m_outlines.clear();
}

void SelectTool::giveUp()
{
    if (!m_isDragging) {
        m_shape.reset();
        m_point.reset();
    }
    m_over = {};
    m_crossings.clear();
    stopDrag();
}

void SelectTool::outlinesChanged(const Drawing& before, const Drawing& after)
{
    stopDrag();
    m_over = {};
    m_crossings.clear();
    if (!areSameShapes(before, after)) {
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
    overlay.outline = outline(scene);
    overlay.outlineMarks.crossings = m_crossings;
    if (m_isDragging && m_held.isGrip) {
        const Drawing alone{.width = scene.drawing.width,
                            .height = scene.drawing.height,
                            .shapes = {scene.drawing.shapes[*m_shape]},
                            .parts = {}};
        overlay.outline =
            outlineOf(withShapeMoved(alone, 0, toPoint(m_to - m_from)).shapes.front());
    }
    for (const OutlineAtCorner& moved : dragged(scene)) {
        if (moved.shape == m_shape) {
            overlay.outline = toQPolygonF(moved.polygon);
            overlay.chosenPoint = moved.corners.front();
        } else {
            std::ranges::move(edgesOf(moved), std::back_inserter(overlay.cells));
        }
    }
    if (m_outlines.empty()) {
        overlay.chosenPoint = m_point;
    }
    if (m_shape && m_outlines.empty()) {
        overlay.outlineMarks.grip = gripOf(overlay.outline);
        overlay.outlineMarks.isOnGrip = m_over.isGrip || m_held.isGrip;
        overlay.outlineMarks.hovered = m_over.point;
        overlay.target = m_over.onEdge;
    }
    return overlay;
}

Qt::CursorShape SelectTool::cursor() const
{
    if (m_isDragging || m_over.isGrip) {
        return Qt::SizeAllCursor;
    }
    return m_over.point || m_over.onEdge ? Qt::PointingHandCursor : Qt::ArrowCursor;
}

} // namespace palimpsest

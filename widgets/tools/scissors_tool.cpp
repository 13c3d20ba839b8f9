// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tools/scissors_tool.h"

#include "widgets/tools/draft_json.h"
#include "widgets/tools/picking.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>
#include <utility>

namespace palimpsest {

namespace {

constexpr double kTenth = 10.0;

double rounded(double coordinate)
{
    return std::round(coordinate * kTenth) / kTenth;
}

/// To a tenth of a pixel, and on a pixel of the picture.
QPointF placeOf(const ToolScene& scene, const ToolPointer& pointer)
{
    const auto within = [](double at, int side) {
        return std::clamp(rounded(at), 0.0, side - 1.0 / kTenth);
    };
    return {within(pointer.position.x(), scene.drawing.width),
            within(pointer.position.y(), scene.drawing.height)};
}

bool isStraightWith(const ToolPointer& pointer)
{
    return pointer.keys.testFlag(Qt::ShiftModifier);
}

} // namespace

bool ScissorsTool::isClosed() const
{
    return isBusy() && m_drawn.pieces.size() == static_cast<std::size_t>(m_drawn.anchors.size());
}

bool ScissorsTool::isOnFirst(const ToolPointer& pointer) const
{
    return m_drawn.anchors.size() > 1 &&
           QLineF(m_drawn.anchors.front(), pointer.position).length() <= pointer.pickRadius;
}

/// The first piece that waits for scissors, or the one that is to come.
std::size_t ScissorsTool::firstUnknown() const
{
    const auto found =
        std::ranges::find_if(m_drawn.pieces, [](const Piece& piece) { return !piece.isKnown; });
    return static_cast<std::size_t>(found - m_drawn.pieces.begin());
}

ToolAnswer ScissorsTool::prepare(const ToolScene& scene)
{
    const std::size_t anchor = firstUnknown();
    const bool isWanted = isBusy() && anchor < static_cast<std::size_t>(m_drawn.anchors.size()) &&
                          m_asked != anchor && !(m_scissors && m_setAt == anchor);
    if (!isWanted || scene.isLocked) {
        return {};
    }
    m_asked = anchor;
    const Point from = toPoint(m_drawn.anchors[static_cast<qsizetype>(anchor)]);
    return {.assist = [this, anchor, from](const WorkingPicture& picture,
                                           const Progress&) -> AssistResult {
        const auto scissors = std::make_shared<const Scissors>(picture, from);
        return
            [this, anchor, scissors](const ToolScene& now) { return take(now, anchor, scissors); };
    }};
}

ToolAnswer ScissorsTool::take(const ToolScene& scene, std::size_t anchor,
                              const std::shared_ptr<const Scissors>& scissors)
{
    if (m_asked != anchor) {
        return {}; // that anchor was taken back
    }
    m_asked.reset();
    m_scissors = scissors;
    m_setAt = anchor;
    if (anchor < m_drawn.pieces.size()) {
        Piece& piece = m_drawn.pieces[anchor];
        piece = {.points = wayTo(piece.points.back()), .isKnown = true};
    }
    return isClosed() ? drawnShape(scene) : prepare(scene);
}

/// Along the edges from the anchor at which the scissors are.
QPolygonF ScissorsTool::wayTo(QPointF to) const
{
    QPolygonF way;
    for (const Point& point : m_scissors->pathTo(toPoint(to))) {
        way << QPointF(rounded(point.x), rounded(point.y));
    }
    return way;
}

/// From the last anchor on; where the scissors are not there yet, it waits for them.
void ScissorsTool::addPiece(QPointF to, bool isStraight)
{
    const QPolygonF straight{m_drawn.anchors.back(), to};
    const bool areThere = m_scissors && m_setAt == m_drawn.pieces.size();
    if (isStraight || !areThere) {
        m_drawn.pieces.push_back({.points = straight, .isKnown = isStraight});
    } else {
        m_drawn.pieces.push_back({.points = wayTo(to), .isKnown = true});
    }
}

ToolAnswer ScissorsTool::press(const ToolScene& scene, const ToolPointer& pointer)
{
    if (const auto why = obstacle(scene, true)) {
        return *why;
    }
    if (isClosed()) {
        return {}; // it waits for its last pieces
    }
    if (isOnFirst(pointer)) {
        return close(scene, isStraightWith(pointer));
    }
    const QPointF place = placeOf(scene, pointer);
    if (isBusy() && m_drawn.anchors.back() != place) {
        addPiece(place, isStraightWith(pointer));
    }
    if (m_drawn.anchors.isEmpty() || m_drawn.anchors.back() != place) {
        m_drawn.anchors << place;
    }
    m_target = place;
    return prepare(scene);
}

ToolAnswer ScissorsTool::move(const ToolScene& scene, const ToolPointer& pointer)
{
    m_target = placeOf(scene, pointer);
    m_isStraight = isStraightWith(pointer);
    m_closes = isOnFirst(pointer);
    return prepare(scene);
}

ToolAnswer ScissorsTool::doubleClick(const ToolScene& scene, const ToolPointer&)
{
    return finish(scene);
}

ToolAnswer ScissorsTool::finish(const ToolScene& scene)
{
    if (m_drawn.anchors.size() < 2 || isClosed()) {
        return {};
    }
    if (const auto why = obstacle(scene, true)) {
        return *why;
    }
    return close(scene, false);
}

ToolAnswer ScissorsTool::close(const ToolScene& scene, bool isStraight)
{
    addPiece(m_drawn.anchors.front(), isStraight);
    return drawnShape(scene);
}

/// The shape, where all its pieces are known.
ToolAnswer ScissorsTool::drawnShape(const ToolScene& scene)
{
    if (firstUnknown() < m_drawn.pieces.size()) {
        return prepare(scene);
    }
    QPolygonF outline;
    for (const Piece& piece : m_drawn.pieces) {
        outline << piece.points;
        outline.removeLast(); // the next piece begins there
    }
    const auto why = obstacle(scene, true);
    ToolAnswer answer = why ? *why : drawShape(scene, outline);
    if (answer.edit) {
        giveUp();
    } else {
        m_drawn.pieces.pop_back(); // so that it can be drawn on
    }
    return answer;
}

ToolAnswer ScissorsTool::takeBackPoint(const ToolScene& scene)
{
    if (!isBusy()) {
        return {};
    }
    if (!isClosed()) {
        m_drawn.anchors.removeLast();
    }
    if (!m_drawn.pieces.empty()) {
        m_drawn.pieces.pop_back();
    }
    m_closes = false;
    m_asked.reset();
    m_scissors.reset(); // another point may come in place of theirs
    return prepare(scene);
}

void ScissorsTool::assistFailed()
{
    m_asked.reset();
    if (const std::size_t waiting = firstUnknown(); waiting < m_drawn.pieces.size()) {
        m_drawn.pieces[waiting].isKnown = true;
    }
}

void ScissorsTool::giveUp()
{
    m_drawn = {};
    m_scissors.reset();
    m_closes = false;
    dropAssist();
}

/// One that is closed and waits for scissors is open again: it is finished by hand.
QJsonObject ScissorsTool::unfinished() const
{
    if (!isBusy()) {
        return {};
    }
    QJsonArray pieces;
    for (std::size_t i = 0; i + 1 < static_cast<std::size_t>(m_drawn.anchors.size()); ++i) {
        const Piece& piece = m_drawn.pieces[i];
        pieces.append(QJsonObject{{QStringLiteral("points"), toJson(piece.points)},
                                  {QStringLiteral("isKnown"), piece.isKnown}});
    }
    return {{QStringLiteral("anchors"), toJson(m_drawn.anchors)},
            {QStringLiteral("pieces"), pieces}};
}

/// Nothing where the pieces do not lead from one anchor to the next.
ScissorsTool::Drawn ScissorsTool::drawnFrom(const QJsonObject& unfinished)
{
    Drawn drawn{.anchors = pointsFrom(unfinished.value(QLatin1String("anchors"))), .pieces = {}};
    const QJsonArray pieces = unfinished.value(QLatin1String("pieces")).toArray();
    if (pieces.size() != std::max<qsizetype>(0, drawn.anchors.size() - 1)) {
        return {};
    }
    for (qsizetype i = 0; i < pieces.size(); ++i) {
        const QJsonObject piece = pieces[i].toObject();
        const QPolygonF points = pointsFrom(piece.value(QLatin1String("points")));
        if (points.size() < 2) {
            return {};
        }
        drawn.pieces.push_back(
            {.points = points, .isKnown = piece.value(QLatin1String("isKnown")).toBool()});
    }
    return drawn;
}

void ScissorsTool::resume(const QJsonObject& unfinished)
{
    giveUp();
    m_drawn = drawnFrom(unfinished);
}

ToolOverlay ScissorsTool::overlay(const ToolScene&) const
{
    ToolOverlay overlay;
    overlay.target = m_closes ? std::optional(m_drawn.anchors.front()) : m_target;
    if (!isBusy()) {
        return overlay;
    }
    for (const Piece& piece : m_drawn.pieces) {
        overlay.outline << piece.points;
    }
    if (m_drawn.pieces.empty()) {
        overlay.outline << m_drawn.anchors.front();
    }
    const bool areThere = m_scissors && m_setAt == m_drawn.pieces.size();
    if (overlay.target && areThere && !m_isStraight) {
        overlay.outline << wayTo(*overlay.target);
    }
    overlay.anchors.assign(m_drawn.anchors.begin(), m_drawn.anchors.end());
    overlay.canClose = m_drawn.anchors.size() > 1;
    overlay.closes = m_closes;
    return overlay;
}

QString ScissorsTool::hint(const ToolScene& scene) const
{
    if (scene.isLocked) {
        return {};
    }
    return isBusy() ? tr("click along the edge, with Shift for a straight piece; Enter or a click "
                         "on the first point closes it; Backspace: take the last point back")
                    : tr("click on the edge of the part");
}

} // namespace palimpsest

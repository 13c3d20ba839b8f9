// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tools/split_tool.h"

#include "core/assists/repairs.h"
#include "core/assists/strokes.h"
#include "core/parts/edits.h"
#include "core/parts/painting.h"
#include "widgets/tools/draft_json.h"
#include "widgets/tools/picking.h"

#include <algorithm>
#include <array>
#include <functional>
#include <tuple>
#include <utility>

namespace palimpsest {

namespace {

struct Line
{
    Point from;
    Point to;
};

/// 0 outside of the picture.
std::uint8_t labelAt(const LabelMap& map, const Point& at)
{
    const bool isInside = at.x >= 0.0 && at.y >= 0.0 && at.x < map.width && at.y < map.height;
    return isInside
               ? map.labels[static_cast<std::size_t>(at.y) * static_cast<std::size_t>(map.width) +
                            static_cast<std::size_t>(at.x)]
               : std::uint8_t{0};
}

/// Parts that the line passes: those that it crosses from side to side before those that it begins
/// or ends in, the current one before others, then by their pixels under the line.
std::vector<std::size_t> partsUnder(const LabelMap& map, const Line& line, int current)
{
    std::array<std::size_t, kMaxDrawnParts + 1> pixels{};
    for (const std::size_t at :
         pixelsUnder({.points = {line.from, line.to}}, {map.width, map.height})) {
        ++pixels[map.labels[at]];
    }
    std::vector<std::size_t> parts;
    for (std::size_t part = 0; part < map.parts.size(); ++part) {
        if (pixels[part + 1] > 0) {
            parts.push_back(part);
        }
    }
    const auto rank = [&](std::size_t part) {
        const bool isCrossed =
            labelAt(map, line.from) != part + 1 && labelAt(map, line.to) != part + 1;
        return std::tuple(isCrossed, static_cast<int>(part) == current, pixels[part + 1]);
    };
    std::ranges::stable_sort(parts, std::ranges::greater{}, rank);
    return parts;
}

/// The current part, where it waits for its first pixel.
std::optional<std::size_t> emptyPart(const LabelMap& map, int current)
{
    const bool isThere = current >= 0 && current < map.partCount();
    const auto part = static_cast<std::size_t>(isThere ? current : 0);
    return isThere && map.parts[part].pixels == 0 ? std::optional(part) : std::nullopt;
}

/// What lies to the right of the line goes to `into` or, with none, to a new part at the end.
Drawing divided(const Drawing& drawing, const LabelMap& map, std::size_t part, const Line& line,
                std::optional<std::size_t> into)
{
    LabelMap split = splitByLine(map, static_cast<int>(part) + 1, line.from, line.to, {});
    if (!into) {
        return withLabels(withPart(drawing), split.labels);
    }
    std::ranges::replace(split.labels, static_cast<std::uint8_t>(split.parts.size()),
                         static_cast<std::uint8_t>(*into + 1));
    return withLabels(drawing, split.labels);
}

} // namespace

QPointF SplitTool::placeOf(const ToolPointer& pointer) const
{
    const bool keepsAxis = m_from && pointer.keys.testFlag(Qt::ShiftModifier);
    return keepsAxis ? alongAxis(*m_from, pointer.position) : pointer.position;
}

ToolAnswer SplitTool::press(const ToolScene& scene, const ToolPointer& pointer)
{
    if (const auto why = obstacle(scene, false)) {
        return *why;
    }
    m_target = placeOf(pointer);
    if (!m_from) {
        m_from = m_target;
    }
    return {};
}

ToolAnswer SplitTool::move(const ToolScene&, const ToolPointer& pointer)
{
    m_target = placeOf(pointer);
    return {};
}

/// A click where the line begins leaves it open for its other end.
ToolAnswer SplitTool::release(const ToolScene& scene, const ToolPointer& pointer)
{
    move(scene, pointer);
    if (!m_from || !isDrag(*m_from, pointer)) {
        return {};
    }
    if (const auto why = obstacle(scene, false)) {
        return *why;
    }
    return cut(scene, *m_target);
}

ToolAnswer SplitTool::cut(const ToolScene& scene, QPointF to)
{
    const Line line{toPoint(*std::exchange(m_from, std::nullopt)), toPoint(to)};
    const LabelMap map = paint(scene.drawing);
    const auto into = emptyPart(map, scene.currentPart);
    ToolAnswer refused{.refusal =
                           tr("The line passes no part. Draw it from one side of a part to the "
                              "other.")};
    bool isFirst = true;
    for (const std::size_t part : partsUnder(map, line, scene.currentPart)) {
        const QString name = QString::fromStdString(map.parts[part].name);
        ToolAnswer answer = attempt(scene, tr("split %1").arg(name), [&](const Drawing& drawing) {
            return divided(drawing, map, part, line, into);
        });
        if (answer.edit) {
            answer.chosenPart = static_cast<int>(into.value_or(answer.edit->parts.size() - 1));
            return answer;
        }
        if (std::exchange(isFirst, false)) {
            refused = answer;
        }
    }
    return refused;
}

ToolAnswer SplitTool::takeBackPoint(const ToolScene&)
{
    giveUp();
    return {};
}

QJsonObject SplitTool::unfinished() const
{
    return m_from ? QJsonObject{{QStringLiteral("from"), toJson(QPolygonF{*m_from})}}
                  : QJsonObject();
}

void SplitTool::resume(const QJsonObject& unfinished)
{
    giveUp();
    if (const QPolygonF from = pointsFrom(unfinished.value(QLatin1String("from")));
        !from.isEmpty()) {
        m_from = from.front();
    }
}

ToolOverlay SplitTool::overlay(const ToolScene&) const
{
    ToolOverlay overlay;
    overlay.target = m_target;
    if (m_from) {
        overlay.outline << *m_from;
    }
    return overlay;
}

QString SplitTool::hint(const ToolScene& scene) const
{
    if (scene.isLocked) {
        return {};
    }
    return m_from ? tr("click where the line ends; Shift: along an axis; Esc: give it up")
                  : tr("drag a line across a part, or click at both its ends: what lies to its "
                       "right becomes a new part");
}

} // namespace palimpsest

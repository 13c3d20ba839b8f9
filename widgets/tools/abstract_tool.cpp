// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tools/abstract_tool.h"

#include "core/base/error.h"
#include "core/parts/edits.h"
#include "core/parts/painting.h"
#include "widgets/tools/picking.h"

namespace palimpsest {

namespace {

constexpr double kDragShare = 3.0 / kPickRadius; // of the pick radius

bool coversNothing(const Drawing& drawing, const Shape& shape)
{
    const Drawing alone{.width = drawing.width,
                        .height = drawing.height,
                        .shapes = {shape},
                        .parts = {{.name = shape.label, .colour = {}}}};
    return paint(alone).parts.front().pixels == 0;
}

} // namespace

ToolAnswer AbstractTool::prepare(const ToolScene&)
{
    return {};
}

ToolAnswer AbstractTool::release(const ToolScene&, const ToolPointer&)
{
    return {};
}

ToolAnswer AbstractTool::doubleClick(const ToolScene&, const ToolPointer&)
{
    return {};
}

ToolAnswer AbstractTool::finish(const ToolScene&)
{
    return {};
}

ToolAnswer AbstractTool::deleteSelected(const ToolScene&)
{
    return {};
}

ToolAnswer AbstractTool::takeBackPoint(const ToolScene&)
{
    return {};
}

ToolAnswer AbstractTool::bringBackPoint(const ToolScene&)
{
    return {};
}

ToolAnswer AbstractTool::dismiss(const ToolScene&)
{
    giveUp();
    return {};
}

void AbstractTool::putAway()
{
    if (unfinished().isEmpty() && (isBusy() || hasTakenBack())) {
        giveUp();
    }
    dropAssist();
}

void AbstractTool::outlinesChanged(const Drawing& before, const Drawing& after)
{
    const bool isOtherSize = before.width != after.width || before.height != after.height;
    if (isOtherSize || unfinished().isEmpty()) {
        giveUp();
    }
}

ToolAnswer AbstractTool::attempt(const ToolScene& scene, const QString& what,
                                 const std::function<Drawing(const Drawing&)>& edit)
{
    ToolAnswer answer;
    try {
        answer.edit = edit(scene.drawing);
        answer.what = what;
    } catch (const BadInput& error) {
        answer.refusal = QString::fromUtf8(error.what());
    }
    return answer;
}

QString AbstractTool::drawingName(const ToolScene& scene)
{
    const auto part = static_cast<std::size_t>(scene.currentPart);
    return tr("draw %1").arg(QString::fromStdString(scene.drawing.parts.at(part).name));
}

ToolAnswer AbstractTool::drawShape(const ToolScene& scene, const QPolygonF& outline)
{
    const auto part = static_cast<std::size_t>(scene.currentPart);
    std::vector<Point> polygon;
    for (const QPointF& point : outline) {
        polygon.push_back(toPoint(point));
    }
    ToolAnswer answer = attempt(scene, drawingName(scene), [&](const Drawing& drawing) {
        return withShape(drawing, part, polygon);
    });
    if (answer.edit && coversNothing(*answer.edit, answer.edit->shapes.back())) {
        return {.refusal = tr("This shape covers the centre of no pixel. Draw it larger.")};
    }
    return answer;
}

ToolAnswer AbstractTool::paintPixels(const ToolScene& scene, const Mask& pixels)
{
    const auto part = static_cast<std::size_t>(scene.currentPart);
    return attempt(scene, drawingName(scene),
                   [&](const Drawing& drawing) { return withPainted(drawing, part, pixels); });
}

std::optional<ToolAnswer> AbstractTool::obstacle(const ToolScene& scene, bool needsPart)
{
    if (scene.isLocked) {
        return ToolAnswer{.wasLocked = true};
    }
    if (needsPart && (scene.currentPart < 0 ||
                      static_cast<std::size_t>(scene.currentPart) >= scene.drawing.parts.size())) {
        return ToolAnswer{.refusal = tr("Choose a part first, or press N for a new one.")};
    }
    return std::nullopt;
}

bool AbstractTool::isDrag(QPointF start, const ToolPointer& pointer)
{
    return QLineF(start, pointer.position).length() > pointer.pickRadius * kDragShare;
}

} // namespace palimpsest

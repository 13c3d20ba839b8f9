// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/canvas/parts_canvas_state.h"

#include "widgets/canvas/ghost_view.h"
#include "widgets/canvas/pixel_grid.h"
#include "widgets/canvas/pointed_text.h"
#include "widgets/canvas/tool_overlay.h"
#include "widgets/style/part_colours.h"

#include <QPainter>
#include <QStringList>

#include <utility>

namespace palimpsest {

ToolScene PartsCanvas::State::scene(qint64 picture) const
{
    const bool isOfThis = object && object->picture == PixelSize{drawing.width, drawing.height};
    return {drawing, currentPart, isLocked, picture, isOfThis ? object : nullptr};
}

bool PartsCanvas::State::set(const Drawing& after, std::optional<SeenArea> seenOfIt)
{
    LabelMap painting = palimpsest::paint(after);
    const bool isOther = tools.drawingChanged(drawing, after);
    map = std::move(painting);
    drawing = after;
    seen = std::move(seenOfIt);
    if (!hasPart(currentPart)) {
        currentPart = -1;
    }
    refreshLayer();
    return isOther;
}

bool PartsCanvas::State::optionsChanged()
{
    std::vector<int> values;
    for (const ToolOption& option : tool().options()) {
        values.push_back(option.value);
    }
    return std::exchange(shownOptions, values) != values;
}

std::string PartsCanvas::State::chosenName(const ToolAnswer& answer) const
{
    const Drawing& of = answer.edit ? *answer.edit : drawing;
    return answer.chosenPart ? of.parts.at(static_cast<std::size_t>(*answer.chosenPart)).name
                             : std::string();
}

QString PartsCanvas::State::textAt(QPointF position, const ToolScene& scene) const
{
    QStringList texts = {pointedText(map, position, seen), tool().hint(scene)};
    texts.removeAll(QString());
    return texts.join(QStringLiteral(" · "));
}

int PartsCanvas::State::notches(QPoint turn)
{
    constexpr int kNotch = 120;
    turned += turn.y() + turn.x(); // some platforms turn it sideways while Shift is held
    const int whole = turned / kNotch;
    turned %= kNotch;
    return whole;
}

void PartsCanvas::State::refreshLayer()
{
    const bool isOfModels = seen && isSeenShown;
    layer.set(drawing, isOfModels ? spreadOver(*seen, map.width, map.height) : map, currentPart,
              look.isOutlineOnly ? 0 : look.opacity);
    painted = {};
}

void PartsCanvas::State::paintLayer(const PartsCanvas& canvas)
{
    const double ratio = canvas.devicePixelRatio();
    painted = QPixmap(canvas.size() * ratio);
    painted.setDevicePixelRatio(ratio);
    painted.fill(Qt::transparent);
    QPainter painter(&painted);
    painter.setFont(canvas.font());
    painter.setRenderHint(QPainter::SmoothPixmapTransform, canvas.transform().zoom() < 1.0);
    if (seen) {
        paintSeenArea(painter, canvas.transform(), canvas.picture().size(), *seen, isSeenShown);
    }
    paintPixelGrid(painter, canvas.transform(), canvas.picture().size(), canvas.size());
    if (look.showsUncovered) {
        uncovered.paint(painter, canvas.transform(), canvas.size());
    }
    layer.paint(painter, canvas.transform());
    if (look.hasNames) {
        layer.paintNames(painter, canvas.transform());
    }
}

void PartsCanvas::State::paintTool(const PartsCanvas& canvas, QPainter& painter)
{
    const ToolOverlay overlay = tool().overlay(canvas.scene());
    segments.paint(painter, canvas.transform(), canvas.size(), overlay.segments);
    ToolStyle style{.part = partColourOfTool(),
                    .accent = canvas.palette().color(QPalette::Highlight),
                    .isLocked = isLocked,
                    .view = canvas.size(),
                    .parts = {}};
    for (std::size_t part = 0; part < drawing.parts.size(); ++part) {
        style.parts.push_back(partColour(static_cast<int>(part)));
    }
    paintToolOverlay(painter, canvas.transform(), overlay, style);
    if (const GhostTool* ghost = tools.ghost()) {
        paintGhost(painter, canvas.transform(), *ghost);
    }
    if (const auto cursor = canvas.keyCursor()) {
        paintKeyCursor(painter, canvas.transform().toView(*cursor));
    }
}

QColor PartsCanvas::State::partColour(int part) const
{
    return hasPart(part)
               ? palimpsest::partColour(drawing.parts[static_cast<std::size_t>(part)], part)
               : QColor(Qt::white);
}

QColor PartsCanvas::State::partColourOfTool() const
{
    if (const auto shape = tool().selectedShape()) {
        return partColour(partIndex(drawing, drawing.shapes[*shape].label));
    }
    return partColour(tool().needsPart() ? currentPart : -1);
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/canvas/parts_canvas_state.h"

#include "widgets/canvas/ghost_view.h"
#include "widgets/canvas/pointed_text.h"
#include "widgets/canvas/tool_overlay.h"

#include <QPainter>
#include <QStringList>

#include <utility>

namespace palimpsest {

std::string PartsCanvas::State::chosenName(const ToolAnswer& answer, const Drawing& drawing)
{
    const Drawing& of = answer.edit ? *answer.edit : drawing;
    return answer.chosenPart ? of.parts.at(static_cast<std::size_t>(*answer.chosenPart)).name
                             : std::string();
}

bool PartsCanvas::State::optionsChanged()
{
    std::vector<int> values;
    for (const ToolOption& option : tool().options()) {
        values.push_back(option.value);
    }
    return std::exchange(shownOptions, values) != values;
}

QString PartsCanvas::State::textAt(const PartsCanvas& canvas, QPointF position) const
{
    QStringList texts = {pointedText(canvas.map(), position, canvas.seen()),
                         tool().hint(canvas.scene())};
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

void PartsCanvas::State::paintTool(const PartsCanvas& canvas, QPainter& painter)
{
    const ToolOverlay overlay = tool().overlay(canvas.scene());
    segments.paint(painter, canvas.transform(), canvas.size(), overlay.segments);
    ToolStyle style{.part = partColourOfTool(canvas),
                    .accent = canvas.palette().color(QPalette::Highlight),
                    .isLocked = isLocked,
                    .view = canvas.size(),
                    .picture = {canvas.drawing().width, canvas.drawing().height},
                    .parts = {}};
    for (std::size_t part = 0; part < canvas.drawing().parts.size(); ++part) {
        style.parts.push_back(canvas.partColour(static_cast<int>(part)));
    }
    paintToolOverlay(painter, canvas.transform(), overlay, style);
    if (const GhostTool* ghost = tools.ghost()) {
        paintGhost(painter, canvas.transform(), *ghost);
    }
    if (const auto cursor = canvas.keyCursor()) {
        paintKeyCursor(painter, canvas.transform().toView(*cursor));
    }
}

QColor PartsCanvas::State::partColourOfTool(const PartsCanvas& canvas) const
{
    if (const auto shape = tool().selectedShape()) {
        const Drawing& drawing = canvas.drawing();
        return canvas.partColour(partIndex(drawing, drawing.shapes[*shape].label));
    }
    return canvas.partColour(tool().needsPart() ? canvas.currentPart() : -1);
}

} // namespace palimpsest

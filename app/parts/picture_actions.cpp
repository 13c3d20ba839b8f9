// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parts/picture_actions.h"

#include "widgets/canvas/drawing_bar.h"
#include "widgets/canvas/parts_canvas.h"
#include "widgets/canvas/tool_strip.h"
#include "widgets/commands/command_catalogue.h"
#include "widgets/tools/tool_catalogue.h"

#include <QAction>

#include <algorithm>
#include <utility>

namespace palimpsest {

PictureActions::PictureActions(PartsCanvas& canvas, const ToolStrip& tools, const DrawingBar& bar,
                               QObject* parent)
    : QObject(parent), m_canvas(canvas), m_tools(tools.toolActions()),
      m_showSeen(makeCommand("showSeen", this)),
      m_deleteShape(make("deleteShape", &PartsCanvas::deleteSelected)),
      m_zoomFit(make("zoomFit", &PartsCanvas::zoomToFit)), m_zoomPart(bar.zoomPart())
{
    m_showSeen->setCheckable(true);
    connect(m_showSeen, &QAction::toggled, &canvas, &PartsCanvas::setSeenShown);
    for (const auto& [id, steps] : {std::pair("smallerTool", -1), {"largerTool", 1}}) {
        m_sizes << makeCommand(id, this);
        connect(m_sizes.last(), &QAction::triggered, &canvas,
                [this, steps = steps] { m_canvas.stepToolOption(steps); });
    }
    m_shapes = {
        make("finishOutline", &PartsCanvas::finish),
        make("giveUpOutline", &PartsCanvas::dismiss),
        make("takeBackPoint", &PartsCanvas::takeBackPoint),
        m_deleteShape,
        make("mirrorGhost", &PartsCanvas::mirrorGhost),
    };
    m_view = {
        make("zoomIn", &PartsCanvas::zoomIn),
        make("zoomOut", &PartsCanvas::zoomOut),
        m_zoomFit,
        m_showSeen,
    };
    m_view += bar.lookActions();
}

QAction* PictureActions::make(const char* id, CanvasSlot slot)
{
    QAction* action = makeCommand(id, this);
    connect(action, &QAction::triggered, &m_canvas, slot);
    return action;
}

std::vector<ActionGroup> PictureActions::groups() const
{
    const auto toolsOf = [this](ToolKind kind) {
        QList<QAction*> tools;
        for (std::size_t i = 0; i < toolCatalogue().size(); ++i) {
            if (toolCatalogue()[i].kind == kind) {
                tools << m_tools[static_cast<qsizetype>(i)];
            }
        }
        return tools;
    };
    return {{tr("&Tools"), {toolsOf(ToolKind::Hand), m_sizes}},
            {tr("&Assist"), {toolsOf(ToolKind::Assist)}},
            {tr("&Repair"), {toolsOf(ToolKind::Repair)}},
            {tr("&What is drawn"), {m_shapes}}};
}

QList<QAction*> PictureActions::ofPage() const
{
    return m_tools + m_sizes + m_view;
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/canvas/look_actions.h"

#include "widgets/canvas/parts_canvas.h"
#include "widgets/commands/command_catalogue.h"

#include <QAction>

#include <algorithm>

namespace palimpsest {

LookActions::LookActions(PartsCanvas& canvas, QObject* parent) : QObject(parent), m_canvas(canvas)
{
    addToggle("partNames", &PartsLook::hasNames);
    addToggle("outlinesOnly", &PartsLook::isOutlineOnly);
    addToggle("showUncovered", &PartsLook::showsUncovered);
    constexpr int kStep = 15; // percent
    addStep("fainterParts", -kStep);
    addStep("strongerParts", kStep);
    addPlace("zoomPart", &PartsCanvas::zoomToPart);
    addPlace("zoomObject", &PartsCanvas::zoomToObject);
    addPlace("zoomPixels", &PartsCanvas::zoomToPixels);
    connect(&canvas, &PartsCanvas::lookChanged, this, &LookActions::follow);
    follow();
}

QList<QAction*> LookActions::toggles() const
{
    QList<QAction*> actions;
    for (const auto& [action, flag] : m_toggles) {
        actions << action;
    }
    return actions;
}

void LookActions::addToggle(const char* id, Flag flag)
{
    QAction* action = makeCommand(id, this);
    action->setCheckable(true);
    connect(action, &QAction::toggled, &m_canvas, [this, flag](bool isOn) {
        PartsLook look = m_canvas.look();
        look.*flag = isOn;
        m_canvas.setLook(look);
    });
    m_toggles.emplace_back(action, flag);
}

void LookActions::addStep(const char* id, int percent)
{
    QAction* action = makeCommand(id, this);
    connect(action, &QAction::triggered, &m_canvas, [this, percent] {
        PartsLook look = m_canvas.look();
        look.opacity = std::clamp(look.opacity + percent, 0, 100);
        m_canvas.setLook(look);
    });
    m_steps << action;
}

void LookActions::addPlace(const char* id, void (PartsCanvas::*zoom)())
{
    QAction* action = makeCommand(id, this);
    connect(action, &QAction::triggered, &m_canvas, zoom);
    m_places << action;
}

void LookActions::follow()
{
    for (const auto& [action, flag] : m_toggles) {
        action->setChecked(m_canvas.look().*flag);
    }
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/commands/action_groups.h"

#include <QAction>
#include <QMenu>

#include <algorithm>

namespace palimpsest {

namespace {

void fill(QMenu& menu, const QList<QList<QAction*>>& parts)
{
    for (const QList<QAction*>& part : parts) {
        menu.addActions(part);
        menu.addSeparator();
    }
}

bool showsAny(const QMenu& menu)
{
    return std::ranges::any_of(menu.actions(), [](const QAction* action) {
        return action->isVisible() && !action->isSeparator();
    });
}

} // namespace

void addGroups(QMenu& menu, const std::vector<ActionGroup>& groups)
{
    for (const ActionGroup& group : groups) {
        if (group.title.isEmpty()) {
            menu.addSeparator();
            fill(menu, group.parts);
            continue;
        }
        QMenu* within = menu.addMenu(group.title);
        fill(*within, group.parts);
        QObject::connect(&menu, &QMenu::aboutToShow, within,
                         [within] { within->menuAction()->setVisible(showsAny(*within)); });
    }
}

std::vector<ActionGroup> usable(const std::vector<ActionGroup>& groups)
{
    std::vector<ActionGroup> all;
    for (const ActionGroup& group : groups) {
        ActionGroup kept{.title = group.title, .parts = {}};
        for (QList<QAction*> part : group.parts) {
            part.removeIf(
                [](const QAction* action) { return !action->isEnabled() || !action->isVisible(); });
            if (!part.isEmpty()) {
                kept.parts.append(part);
            }
        }
        if (!kept.parts.isEmpty()) {
            all.push_back(kept);
        }
    }
    return all;
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/part_commands.h"

#include "app/pages/part_copying.h"
#include "app/pages/part_lists.h"
#include "app/pages/part_samples.h"
#include "app/pages/problem_list.h"
#include "app/parts/hidden_preview.h"
#include "app/parts/part_editor.h"
#include "widgets/panels/parts_panel.h"

namespace palimpsest {

using Command = PartsPanel::Command;

QList<QAction*> PartCommands::ofParts() const
{
    QList<QAction*> actions;
    for (const Command command : {Command::New, Command::Rename, Command::Recolour, Command::Merge,
                                  Command::Up, Command::Down, Command::Delete, Command::AddToSet}) {
        actions.append(m_of.panel.action(command));
    }
    return actions;
}

std::vector<ActionGroup> PartCommands::all() const
{
    std::vector<ActionGroup> groups;
    for (const PartEditor* editor : m_of.editors) {
        for (const ActionGroup& group : editor->editGroups()) {
            groups.push_back(group);
        }
    }
    groups.push_back({PartMenu::tr("&Part"), {ofParts()}});
    groups.push_back({PartMenu::tr("Pro&blems"),
                      {{m_of.lists.problemsAction(), m_of.lists.problems().giveAction()}}});
    for (const PartEditor* editor : m_of.editors) {
        if (const QList<QAction*> view = editor->viewActions(); !view.isEmpty()) {
            groups.push_back({PartMenu::tr("&View"), {view}});
        }
    }
    groups.push_back({{},
                      {m_of.copying.actions(),
                       {m_of.editSets, m_of.preview.action()},
                       {m_of.lists.samples().checkAction(), m_of.lock.unlockAction()}}});
    return groups;
}

PartMenu::Content PartCommands::at(PartEditor& editor, const PartMenu::Place& place) const
{
    const bool isOnPart = place ? editor.choosePartAt(*place) : m_of.panel.currentPart() >= 0;
    const PartsPanel& panel = m_of.panel;
    QList<QAction*> unlock;
    if (m_of.lock.isLocked()) {
        unlock << m_of.lock.unlockAction();
    }
    std::vector<ActionGroup> here;
    if (isOnPart) {
        here.push_back({{},
                        {editor.actionsAt(true),
                         {panel.action(Command::Rename), panel.action(Command::Recolour),
                          panel.action(Command::Merge), panel.action(Command::Delete)},
                         QList{m_of.preview.action()} + unlock}});
    } else {
        here.push_back({{},
                        {editor.actionsAt(false),
                         QList{panel.action(Command::New)} + m_of.copying.actions(), unlock}});
    }
    return {here, all()};
}

} // namespace palimpsest

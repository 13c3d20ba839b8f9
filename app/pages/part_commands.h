// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/pages/part_menu.h"
#include "widgets/commands/action_groups.h"

#include <QList>

#include <vector>

class QAction;

namespace palimpsest {

class HiddenPreview;
class PartCopying;
class PartEditor;
class PartLists;
class PartsLock;
class PartsPanel;

/// What the commands of the parts page belong to.
struct PartCommandOwners
{
    const std::vector<PartEditor*>& editors;
    const PartsPanel& panel;
    const PartCopying& copying;
    const PartLists& lists;
    const HiddenPreview& preview;
    const PartsLock& lock;
    QAction* editSets;
};

/// The commands of the parts page, as its menu has them and as a right click offers them.
class PartCommands
{
public:
    /// All owners must outlive them.
    explicit PartCommands(const PartCommandOwners& owners) : m_of(owners) {}

    std::vector<ActionGroup> all() const;
    /// What is of use at a place of an editor: of the part there, which is chosen then, or where
    /// none is; with everything else behind it. Where a key asks it is of the chosen part.
    PartMenu::Content at(PartEditor& editor, const PartMenu::Place& place) const;

    QList<QAction*> ofParts() const; ///< those of the list of parts

private:
    PartCommandOwners m_of;
};

} // namespace palimpsest

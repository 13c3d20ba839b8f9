// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

#include <vector>

class QAction;
class QMenu;

namespace palimpsest {

/// Actions that stand together in a menu.
struct ActionGroup
{
    QString title;                ///< of the menu within the menu that has them; empty for none
    QList<QList<QAction*>> parts; ///< between which there are lines
};

/// Adds groups to a menu. A menu within it is seen while any of its actions is.
void addGroups(QMenu& menu, const std::vector<ActionGroup>& groups);

/// What of the groups can be done now.
std::vector<ActionGroup> usable(const std::vector<ActionGroup>& groups);

} // namespace palimpsest

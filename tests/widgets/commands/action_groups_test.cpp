// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/application.h"
#include "widgets/commands/action_groups.h"

#include <QAction>
#include <QMenu>
#include <gtest/gtest.h>

namespace palimpsest {
namespace {

class ActionGroups : public testing::Test
{
protected:
    static void SetUpTestSuite() { needApplication(); }

    QObject m_owner;
    QAction* m_cut = new QAction("Cut", &m_owner);
    QAction* m_join = new QAction("Join", &m_owner);
    QAction* m_zoom = new QAction("Zoom", &m_owner);
    const std::vector<ActionGroup> m_groups = {{"Edit", {{m_cut}, {m_join}}}, {{}, {{m_zoom}}}};
};

TEST_F(ActionGroups, StandInMenusOfTheirOwnThatAreSeenWhileTheyHaveSomething)
{
    QMenu menu;
    addGroups(menu, m_groups);
    const auto* within = menu.findChild<QMenu*>();
    ASSERT_NE(within, nullptr);
    EXPECT_EQ(within->title(), "Edit");
    EXPECT_TRUE(within->actions().contains(m_cut));
    EXPECT_FALSE(menu.actions().contains(m_cut));
    EXPECT_TRUE(menu.actions().contains(m_zoom));
    m_cut->setVisible(false);
    emit menu.aboutToShow();
    EXPECT_TRUE(within->menuAction()->isVisible());
    m_join->setVisible(false);
    emit menu.aboutToShow();
    EXPECT_FALSE(within->menuAction()->isVisible());
    m_cut->setVisible(true);
    emit menu.aboutToShow();
    EXPECT_TRUE(within->menuAction()->isVisible());
}

TEST_F(ActionGroups, OnlyWhatCanBeDoneIsUsable)
{
    m_cut->setEnabled(false);
    const auto some = usable(m_groups);
    ASSERT_EQ(some.size(), 2U);
    EXPECT_EQ(some[0].title, "Edit");
    EXPECT_EQ(some[0].parts, (QList<QList<QAction*>>{{m_join}}));
    m_join->setVisible(false);
    EXPECT_EQ(usable(m_groups).size(), 1U);
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/application.h"
#include "widgets/panels/flow_bar.h"

#include <QAction>
#include <QToolButton>
#include <QVBoxLayout>
#include <gtest/gtest.h>

#include <algorithm>

namespace palimpsest {
namespace {

class FlowBarTest : public testing::Test
{
protected:
    static void SetUpTestSuite() { needApplication(); }

    FlowBarTest()
    {
        auto* layout = new QVBoxLayout(&m_window);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(m_bar);
        layout->addStretch(1);
        for (const char* name : {"First", "Second", "Third", "Fourth", "Fifth", "Sixth"}) {
            auto* action = new QAction(QLatin1String(name), m_bar);
            m_bar->addButton(action)->setToolButtonStyle(Qt::ToolButtonTextOnly);
            m_actions << action;
        }
    }

    bool seesAll() const
    {
        return std::ranges::all_of(m_bar->findChildren<QToolButton*>(),
                                   [this](const QToolButton* button) {
                                       return m_bar->rect().contains(button->geometry()) &&
                                              button->width() >= button->sizeHint().width();
                                   });
    }

    QWidget m_window;
    FlowBar* m_bar = new FlowBar;
    QList<QAction*> m_actions;
};

TEST_F(FlowBarTest, GoesOnBelowWhereItIsTooNarrow)
{
    m_window.resize(900, 300);
    m_window.show();
    ASSERT_TRUE(waitUntil([&] { return m_bar->width() == 900 && seesAll(); }));
    const int line = m_bar->height();
    m_window.resize(160, 300);
    EXPECT_TRUE(
        waitUntil([&] { return m_bar->width() == 160 && seesAll() && m_bar->height() > line; }));
}

TEST_F(FlowBarTest, ButtonsAreSeenWhileTheirActionsAre)
{
    m_actions[1]->setVisible(false);
    m_window.show();
    const auto isSeen = [&](QAction* action) {
        return std::ranges::any_of(
            m_bar->findChildren<QToolButton*>(), [&](const QToolButton* button) {
                return button->defaultAction() == action && button->isVisible();
            });
    };
    EXPECT_TRUE(isSeen(m_actions[0]));
    EXPECT_FALSE(isSeen(m_actions[1]));
    m_actions[1]->setVisible(true);
    m_actions[0]->setVisible(false);
    EXPECT_FALSE(isSeen(m_actions[0]));
    EXPECT_TRUE(isSeen(m_actions[1]));
}

} // namespace
} // namespace palimpsest

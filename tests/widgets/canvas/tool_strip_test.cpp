// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/application.h"
#include "widgets/canvas/parts_canvas.h"
#include "widgets/canvas/tool_strip.h"
#include "widgets/style/theme.h"
#include "widgets/tools/tool_catalogue.h"

#include <QAction>
#include <QApplication>
#include <QHBoxLayout>
#include <QToolButton>
#include <gtest/gtest.h>

#include <algorithm>

namespace palimpsest {
namespace {

class ToolStripTest : public testing::Test
{
protected:
    static void SetUpTestSuite() { needApplication(); }

    ToolStripTest()
    {
        applyTheme(*qApp, Theme::Light);
        auto* layout = new QHBoxLayout(&m_window);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(0);
        layout->addWidget(m_strip);
        layout->addWidget(m_canvas, 1);
        m_window.resize(600, 700);
        m_window.show();
    }

    QList<QToolButton*> buttons() const { return m_strip->findChildren<QToolButton*>(); }

    /// Whether every tool is seen wholly, and none covers another.
    bool seesAll() const
    {
        QRegion taken;
        return std::ranges::all_of(buttons(), [&](const QToolButton* button) {
            const bool isFree = !taken.intersects(button->geometry());
            taken += button->geometry();
            return isFree && button->isVisible() && m_strip->rect().contains(button->geometry()) &&
                   button->width() >= button->sizeHint().width() &&
                   button->height() >= button->sizeHint().height();
        });
    }

    int columns() const
    {
        QList<int> lefts;
        for (const QToolButton* button : buttons()) {
            if (!lefts.contains(button->x())) {
                lefts << button->x();
            }
        }
        return static_cast<int>(lefts.size());
    }

    QWidget m_window;
    PartsCanvas* m_canvas = new PartsCanvas;
    ToolStrip* m_strip = new ToolStrip(*m_canvas);
};

TEST_F(ToolStripTest, HasAllToolsInSightInAsManyColumnsAsThatTakes)
{
    ASSERT_EQ(static_cast<std::size_t>(buttons().size()), toolCatalogue().size());
    for (const auto& [height, most] : {std::pair(700, 1), {360, 2}, {230, 3}, {700, 1}}) {
        m_window.resize(600, height);
        EXPECT_TRUE(waitUntil([&, most = most] { return seesAll() && columns() == most; }))
            << height << ": " << columns();
        EXPECT_EQ(m_canvas->width(), 600 - m_strip->width()) << "all the rest is the picture's";
    }
}

TEST_F(ToolStripTest, SaysNamesAndKeysAndShowsWhichToolIsChosen)
{
    for (std::size_t i = 0; i < toolCatalogue().size(); ++i) {
        const QString tip = buttons()[static_cast<qsizetype>(i)]->toolTip();
        EXPECT_TRUE(tip.contains(toolText(toolCatalogue()[i].text))) << tip.toStdString();
        EXPECT_TRUE(tip.contains(QLatin1String(toolCatalogue()[i].key))) << tip.toStdString();
    }
    buttons()[3]->click();
    EXPECT_EQ(m_canvas->tool(), toolCatalogue()[3].id);
    m_canvas->setTool(toolCatalogue()[5].id);
    for (int i = 0; i < buttons().size(); ++i) {
        EXPECT_EQ(buttons()[i]->isChecked(), i == 5) << i;
    }
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/application.h"
#include "widgets/style/elided_header.h"
#include "widgets/style/theme.h"

#include <QApplication>
#include <QStandardItemModel>
#include <QTableView>
#include <gtest/gtest.h>

namespace palimpsest {
namespace {

class ElidedHeaderTest : public testing::Test
{
protected:
    ElidedHeaderTest()
    {
        m_header = new ElidedHeader;
        m_view.setHorizontalHeader(m_header);
        m_view.setModel(&m_model);
        m_view.setSortingEnabled(true);
    }

    void setTitles(const QStringList& titles, int width)
    {
        m_model.setHorizontalHeaderLabels(titles);
        for (int i = 0; i < titles.size(); ++i) {
            m_header->resizeSection(i, width);
        }
        m_view.sortByColumn(-1, Qt::AscendingOrder);
    }

    /// Before any widget is made.
    struct Themed
    {
        Themed()
        {
            needApplication();
            applyTheme(*qApp, Theme::Light); // whose style sheet gives titles room at their sides
        }
    } m_themed;
    QStandardItemModel m_model{0, 2};
    QTableView m_view;
    ElidedHeader* m_header = nullptr;
};

TEST_F(ElidedHeaderTest, TitlesAreWholeOrKeepBothEnds)
{
    setTitles({"vor_training/0", "warm_start_lr/6"}, 400);
    EXPECT_EQ(m_header->shownTitle(0), "vor_training/0");
    const int text = m_header->fontMetrics().horizontalAdvance("vor_training/0");
    setTitles({"vor_training/0", "warm_start_lr/6"}, text + 4); // less than with its room
    for (const int section : {0, 1}) {
        const QString shown = m_header->shownTitle(section);
        EXPECT_TRUE(shown.contains("…")) << shown.toStdString();
        EXPECT_LT(m_header->fontMetrics().horizontalAdvance(shown), text);
    }
    EXPECT_TRUE(m_header->shownTitle(0).startsWith("vor"));
    EXPECT_TRUE(m_header->shownTitle(1).endsWith("/6"));
}

TEST_F(ElidedHeaderTest, DifferentTitlesStayDifferent)
{
    const QString ends(12, 'n');
    setTitles({ends + "_a_" + ends, ends + "_b_" + ends}, 110);
    EXPECT_NE(m_header->shownTitle(0), m_header->shownTitle(1));
}

TEST_F(ElidedHeaderTest, ASectionOfItsWholeWidthShowsItsTitleBesideTheArrow)
{
    setTitles({"lost", "warm_start_lr/6"}, 20);
    for (const int section : {0, 1}) {
        const QString title = m_model.horizontalHeaderItem(section)->text();
        m_header->resizeSection(section, m_header->wholeWidth(section));
        m_view.sortByColumn(section, Qt::DescendingOrder);
        EXPECT_EQ(m_header->shownTitle(section), title);
        m_header->resizeSection(section, m_header->wholeWidth(section) - 8);
        EXPECT_NE(m_header->shownTitle(section), title) << "no wider than it needs";
    }
}

} // namespace
} // namespace palimpsest

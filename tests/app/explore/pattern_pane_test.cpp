// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/window_test.h"
#include "widgets/style/elided_header.h"
#include "widgets/tables/pattern_table_model.h"

#include <QTableView>

namespace palimpsest {
namespace {

/// The list of patterns of an extracted study.
class PatternPaneTest : public WindowTest
{
protected:
    void SetUp() override
    {
        WindowTest::SetUp();
        ASSERT_TRUE(open());
        ASSERT_TRUE(extractAll());
        m_window->showPlace(MainWindow::Place::Explore);
        ASSERT_TRUE(eventually([&] { return list().model()->rowCount() > 0; }));
    }

    QTableView& list() { return *find<QTableView>("patterns"); }
    const ElidedHeader& header() { return *list().findChild<ElidedHeader*>(); }
};

TEST_F(PatternPaneTest, NamesAndTitlesAreReadableOnASmallScreen)
{
    m_window->resize(1066, 618); // 1600 × 1000 pixels at a scale of 1.5, without the desktop's bars
    ASSERT_TRUE(eventually([&] { return header().sectionSize(PatternTableModel::Pattern) >= 128; }))
        << header().sectionSize(PatternTableModel::Pattern);
    for (const int column : {PatternTableModel::Kept, PatternTableModel::Lost,
                             PatternTableModel::Gained, PatternTableModel::Status}) {
        list().sortByColumn(column, Qt::DescendingOrder);
        EXPECT_EQ(header().shownTitle(column),
                  list().model()->headerData(column, Qt::Horizontal).toString());
    }
}

TEST_F(PatternPaneTest, NamesTakeWhatOtherColumnsLeave)
{
    m_window->resize(1066, 618);
    ASSERT_TRUE(eventually([&] { return list().viewport()->width() < 640; }));
    m_window->resize(1600, 900);
    EXPECT_TRUE(eventually([&] {
        return header().sectionSize(PatternTableModel::Reference) == 100 &&
               header().length() == list().viewport()->width();
    })) << header().length();
    EXPECT_GT(header().sectionSize(PatternTableModel::Pattern), 128);
}

} // namespace
} // namespace palimpsest

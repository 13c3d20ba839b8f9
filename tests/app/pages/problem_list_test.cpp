// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/assists/part_problems.h"
#include "core/parts/painting.h"
#include "core/study/part_sets.h"
#include "support/window_test.h"
#include "widgets/canvas/parts_canvas.h"
#include "widgets/panels/notice_bar.h"
#include "widgets/panels/notice_row.h"
#include "widgets/panels/side_splitter.h"

#include <QAction>
#include <QApplication>
#include <QListView>
#include <QTest>

#include <algorithm>

namespace palimpsest {
namespace {

/// Whether a pixel and all around it are of other parts than the first.
bool isFarFromFirst(const LabelMap& map, int x, int y)
{
    for (int dy = -1; dy <= 1; ++dy) {
        for (int dx = -1; dx <= 1; ++dx) {
            if (map.labels[static_cast<std::size_t>((y + dy) * map.width + x + dx)] == 1) {
                return false;
            }
        }
    }
    return true;
}

/// The drawing with one more pixel of its first part, apart from it.
Drawing withLonePixel(const Drawing& drawing)
{
    LabelMap map = paint(drawing);
    for (int y = 1; y + 1 < map.height; ++y) {
        for (int x = 1; x + 1 < map.width; ++x) {
            if (isFarFromFirst(map, x, y)) {
                map.labels[static_cast<std::size_t>(y * map.width + x)] = 1;
                return withLabels(drawing, map.labels);
            }
        }
    }
    ADD_FAILURE() << "the part is everywhere";
    return drawing;
}

class ProblemListTest : public WindowTest
{
protected:
    void SetUp() override
    {
        WindowTest::SetUp();
        ASSERT_TRUE(open());
        m_window->showPlace(MainWindow::Place::Parts);
        m_window->activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(m_window.get()));
        for (std::size_t sample = 0; sample < 2; ++sample) { // what the demo has of its own
            change(sample, withSliversGiven(drawing(sample)));
        }
    }

    void change(std::size_t sample, const Drawing& after)
    {
        session().document()->changeDrawing(sample, after, "an edit");
    }

    const Drawing& drawing(std::size_t sample)
    {
        return session().document()->sheet(sample).drawing;
    }

    QListView& list() { return *m_window->findChild<QListView*>("problems"); }
    PartsCanvas& canvas() { return *m_window->findChild<PartsCanvas*>(); }

    /// Rows whose text holds `what`.
    std::vector<QModelIndex> rowsWith(const QString& what)
    {
        std::vector<QModelIndex> rows;
        for (int row = 0; row < list().model()->rowCount(); ++row) {
            const QModelIndex index = list().model()->index(row, 0);
            if (index.data().toString().contains(what)) {
                rows.push_back(index);
            }
        }
        return rows;
    }

    bool comeToBe(std::size_t count, const QString& what)
    {
        return eventually([&] { return rowsWith(what).size() == count; });
    }

    void show() { find<QAction>("showProblems")->trigger(); }
};

TEST_F(ProblemListTest, NamesSliversOfAllSamplesAndLeadsToThem)
{
    change(1, withLonePixel(drawing(1)));
    ASSERT_EQ(session().selection().sample(), 0U);
    show();
    EXPECT_EQ(QApplication::focusWidget(), &list()) << "the keyboard goes on from here";
    ASSERT_TRUE(comeToBe(1, "sliver of 1 pixel"));
    const QModelIndex row = rowsWith("sliver of 1 pixel").front();
    EXPECT_TRUE(
        row.data().toString().contains(QString::fromStdString(session().study().samples[1].id)));
    canvas().setCurrentPart(1);
    list().setCurrentIndex(row);
    EXPECT_EQ(session().selection().sample(), 1U);
    EXPECT_EQ(canvas().currentPart(), 0);
    const double near = canvas().transform().zoom();
    canvas().zoomToFit();
    EXPECT_GT(near, canvas().transform().zoom()) << "the place is seen, and not all of the picture";
    EXPECT_EQ(QApplication::focusWidget(), &list()) << "so that the next one follows by a key";
}

TEST_F(ProblemListTest, RowsAreAsWideAsTheListWhichCanBeMadeWider)
{
    change(0, withLonePixel(drawing(0)));
    show();
    ASSERT_TRUE(comeToBe(1, "sliver"));
    const QModelIndex row = rowsWith("sliver").front();
    EXPECT_LE(list().visualRect(row).width(), list().viewport()->width());
    EXPECT_FALSE(row.data(Qt::ToolTipRole).toString().isEmpty());
    auto* columns = m_window->findChild<SideSplitter*>();
    const QList<int> before = columns->sizes();
    columns->setSizes({before[0] + 150, before[1] - 150, before[2]});
    EXPECT_EQ(columns->sizes()[0], before[0] + 150);
    EXPECT_TRUE(eventually(
        [&] { return list().visualRect(rowsWith("sliver").front()).width() > before[0]; }));
}

TEST_F(ProblemListTest, FollowsEdits)
{
    show();
    EXPECT_TRUE(comeToBe(0, "sliver"));
    change(0, withLonePixel(drawing(0)));
    EXPECT_TRUE(comeToBe(1, "sliver"));
    find<QAction>("undo")->trigger();
    EXPECT_TRUE(comeToBe(0, "sliver"));
}

TEST_F(ProblemListTest, TheKeyGoesFromOneToTheNextAndRoundAgain)
{
    change(0, withLonePixel(drawing(0)));
    change(1, withLonePixel(drawing(1)));
    show();
    ASSERT_TRUE(comeToBe(2, "sliver"));
    const int rows = list().model()->rowCount();
    for (int step = 0; step < 2 * rows; ++step) {
        show();
        EXPECT_EQ(list().currentIndex().row(), step % rows);
    }
}

TEST_F(ProblemListTest, SliversOfAllSamplesAreGivenToNeighboursAsOneEdit)
{
    change(0, withLonePixel(drawing(0)));
    change(1, withLonePixel(drawing(1)));
    const std::vector<Drawing> before = {drawing(0), drawing(1)};
    show();
    ASSERT_TRUE(comeToBe(2, "sliver"));
    find<QAction>("giveSlivers")->trigger();
    ASSERT_TRUE(comeToBe(0, "sliver"));
    EXPECT_NE(drawing(0), before[0]);
    EXPECT_NE(drawing(1), before[1]);
    EXPECT_FALSE(find<QAction>("giveSlivers")->isEnabled());
    find<QAction>("undo")->trigger();
    EXPECT_EQ(drawing(0), before[0]);
    EXPECT_EQ(drawing(1), before[1]) << "it was one edit";
}

TEST_F(ProblemListTest, SamplesWithStoredValuesStayAsTheyAreWhichIsSaid)
{
    change(1, withLonePixel(drawing(1)));
    ASSERT_TRUE(session().document()->save());
    ASSERT_TRUE(extractAll());
    const Drawing before = drawing(1);
    show();
    ASSERT_TRUE(comeToBe(1, "sliver"));
    find<QAction>("giveSlivers")->trigger();
    const NoticeBar& notices = *m_window->findChild<NoticeBar*>();
    EXPECT_TRUE(eventually([&] {
        return std::ranges::any_of(notices.findChildren<NoticeRow*>(), [](const NoticeRow* row) {
            return row->text().contains("1 sample stays as it is");
        });
    }));
    EXPECT_EQ(drawing(1), before);
}

TEST_F(ProblemListTest, WhatASampleLacksOfItsSetIsChosenToBeDrawn)
{
    std::vector<PartStyle> parts = drawing(0).parts;
    parts.push_back({.name = "plume", .colour = {}});
    session().document()->changeStudy(withPartSet(session().study(), partSetOf("all", parts)),
                                      "a part set");
    show();
    ASSERT_TRUE(eventually([&] { return !rowsWith("plume").empty(); }));
    list().setCurrentIndex(rowsWith("plume").front());
    EXPECT_EQ(session().selection().sample(), 0U);
    EXPECT_EQ(canvas().currentPart(), static_cast<int>(drawing(0).parts.size()));
}

} // namespace
} // namespace palimpsest

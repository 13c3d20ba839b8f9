// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/edits.h"
#include "support/parts_window_test.h"
#include "widgets/panels/ghost_bar.h"

#include <QAction>
#include <QTest>

namespace palimpsest {
namespace {

/// The second of two samples, from which all parts but the first were deleted.
class PartCopyingTest : public PartsWindowTest
{
protected:
    void SetUp() override
    {
        WindowTest::SetUp();
        ASSERT_TRUE(openParts());
        session().selection().setSample(1);
        session().document()->changeDrawing(1, Drawing{.width = 28, .height = 28}, "clear");
    }

    bool isBarShown() { return m_window->findChild<GhostBar*>()->isVisible(); }
    void copyFromBefore() { QTest::keyClick(&canvas(), Qt::Key_D, Qt::ControlModifier); }
};

TEST_F(PartCopyingTest, EnterKeepsThePartsOfTheSampleBeforeAsOneEdit)
{
    copyFromBefore();
    ASSERT_TRUE(canvas().hasGhost());
    EXPECT_TRUE(isBarShown());
    EXPECT_TRUE(drawing(1).shapes.empty()) << "until they are kept";
    QTest::keyClick(&canvas(), Qt::Key_Return);
    EXPECT_FALSE(canvas().hasGhost());
    EXPECT_FALSE(isBarShown());
    EXPECT_EQ(paint(drawing(1)).labels, paint(drawing(0)).labels);
    find<QAction>("undo")->trigger();
    EXPECT_TRUE(drawing(1).shapes.empty());
}

TEST_F(PartCopyingTest, EscDropsThemAndUndoBringsThemBackAsTheyWereFitted)
{
    copyFromBefore();
    QTest::keyClick(&canvas(), Qt::Key_M);
    const QJsonObject fitted = canvas().unfinished().drawn;
    QTest::keyClick(&canvas(), Qt::Key_Escape);
    EXPECT_FALSE(canvas().hasGhost());
    EXPECT_FALSE(isBarShown());
    find<QAction>("undo")->trigger();
    ASSERT_TRUE(canvas().hasGhost());
    EXPECT_TRUE(isBarShown());
    EXPECT_EQ(canvas().unfinished().drawn, fitted);
    QTest::keyClick(&canvas(), Qt::Key_B);
    EXPECT_FALSE(canvas().hasGhost()) << "another tool works below it";
    find<QAction>("undo")->trigger();
    EXPECT_EQ(canvas().unfinished().drawn, fitted);
    EXPECT_TRUE(drawing(1).shapes.empty());
}

TEST_F(PartCopyingTest, TheyWaitWithTheirSample)
{
    copyFromBefore();
    QTest::keyClick(&canvas(), Qt::Key_M);
    const QJsonObject fitted = canvas().unfinished().drawn;
    session().selection().setSample(0);
    EXPECT_FALSE(canvas().hasGhost());
    EXPECT_FALSE(isBarShown());
    session().selection().setSample(1);
    ASSERT_TRUE(canvas().hasGhost());
    EXPECT_TRUE(isBarShown());
    EXPECT_EQ(canvas().unfinished().drawn, fitted);
}

TEST_F(PartCopyingTest, UndoTakesBackTheFittingFirst)
{
    copyFromBefore();
    QTest::keyClick(&canvas(), Qt::Key_M);
    find<QAction>("undo")->trigger();
    EXPECT_TRUE(canvas().hasGhost());
    find<QAction>("undo")->trigger();
    EXPECT_FALSE(canvas().hasGhost());
}

TEST_F(PartCopyingTest, OnlyWhatIsMissingIsCopied)
{
    const Drawing whole = drawing(0);
    session().document()->changeDrawing(1, withoutPart(whole, 0), "most parts");
    copyFromBefore();
    QTest::keyClick(&canvas(), Qt::Key_Return);
    EXPECT_EQ(paint(drawing(1)).parts.size(), whole.parts.size());
    EXPECT_EQ(drawing(1).parts.back().name, whole.parts.front().name);
}

TEST_F(PartCopyingTest, AnotherSampleIsAskedFor)
{
    session().selection().setSample(0);
    session().document()->changeDrawing(1, drawing(0), "parts");
    copyFromBefore();
    EXPECT_FALSE(canvas().hasGhost()) << "there is none before it";
    m_dialogs.choices = {0};
    find<QAction>("copyParts")->trigger();
    EXPECT_TRUE(canvas().hasGhost());
}

} // namespace
} // namespace palimpsest

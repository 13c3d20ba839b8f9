// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/labelme.h"
#include "core/study/study_file.h"
#include "support/parts_window_test.h"

#include <QAction>
#include <QTest>

#include <algorithm>
#include <filesystem>

namespace palimpsest {
namespace {

/// The Parts page, on which something is begun.
class PictureDraftsTest : public PartsWindowTest
{
protected:
    void SetUp() override
    {
        WindowTest::SetUp();
        ASSERT_TRUE(openParts());
    }

    void click(double x, double y) { QTest::mouseClick(&canvas(), Qt::LeftButton, {}, at(x, y)); }

    QJsonObject beginPolygon()
    {
        QTest::keyClick(&canvas(), Qt::Key_G);
        for (const auto& [x, y] : {std::pair(4, 4), {12, 4}, {12, 12}}) {
            click(x, y);
        }
        return begun();
    }

    QJsonObject begun() { return canvas().unfinished().drawn; }

    /// A seed of the first part on a pixel that is its own, or nobody's.
    void sow(bool onItsOwn = true)
    {
        QTest::keyClick(&canvas(), Qt::Key_Semicolon);
        const LabelMap map = paint(drawing());
        const auto label = static_cast<std::uint8_t>(onItsOwn ? 1 : 0);
        const auto own = std::ranges::find(map.labels, label) - map.labels.begin();
        canvas().setCurrentPart(0);
        click(static_cast<double>(own % map.width) + 0.5,
              static_cast<double>(own / map.width) + 0.5);
    }

    /// Drags a box around most of the picture with GrabCut.
    bool outlineObject()
    {
        QTest::keyClick(&canvas(), Qt::Key_C);
        QTest::mousePress(&canvas(), Qt::LeftButton, {}, at(3, 3));
        QTest::mouseRelease(&canvas(), Qt::LeftButton, {}, at(25, 25));
        return eventually([&] { return drawing().object.has_value(); });
    }

    void undo() { find<QAction>("undo")->trigger(); }
    void redo() { find<QAction>("redo")->trigger(); }

    /// The window is closed and the study opened again, as on another day.
    bool openAnew()
    {
        m_window->close();
        makeWindow();
        return openParts();
    }
};

TEST_F(PictureDraftsTest, EachToolKeepsWhatItBeganWhileOthersWork)
{
    const QJsonObject polygon = beginPolygon();
    ASSERT_FALSE(polygon.isEmpty());
    sow();
    const QJsonObject seeds = begun();
    ASSERT_FALSE(seeds.isEmpty());
    QTest::keyClick(&canvas(), Qt::Key_L);
    click(2, 2);
    const QJsonObject line = begun();
    ASSERT_FALSE(line.isEmpty());
    QTest::keyClick(&canvas(), Qt::Key_B);
    EXPECT_TRUE(begun().isEmpty());
    canvas().setCurrentPart(0);
    click(20, 20);
    QTest::keyClick(&canvas(), Qt::Key_Semicolon);
    EXPECT_EQ(begun(), seeds);
    QTest::keyClick(&canvas(), Qt::Key_L);
    EXPECT_EQ(begun(), line);
    QTest::keyClick(&canvas(), Qt::Key_G);
    EXPECT_EQ(begun(), polygon);
    const std::size_t shapes = drawing().shapes.size();
    canvas().finish();
    EXPECT_GT(drawing().shapes.size(), shapes);
}

TEST_F(PictureDraftsTest, AllOfThemWaitWithTheirSampleAndTheOneInHandIsInHandAgain)
{
    const QJsonObject polygon = beginPolygon();
    QTest::keyClick(&canvas(), Qt::Key_L);
    click(2, 2);
    const QJsonObject line = begun();
    session().selection().setSample(1);
    EXPECT_TRUE(begun().isEmpty());
    QTest::keyClick(&canvas(), Qt::Key_G);
    EXPECT_TRUE(begun().isEmpty());
    session().selection().setSample(0);
    EXPECT_EQ(canvas().tool(), "split");
    EXPECT_EQ(begun(), line);
    QTest::keyClick(&canvas(), Qt::Key_G);
    EXPECT_EQ(begun(), polygon);
}

TEST_F(PictureDraftsTest, AStudyIsClosedFromAnySample)
{
    session().selection().setSample(1);
    beginPolygon();
    find<QAction>("closeStudy")->trigger();
    EXPECT_EQ(session().document(), nullptr);
}

TEST_F(PictureDraftsTest, WhatEscDropsIsBroughtBackByUndo)
{
    const Drawing before = drawing();
    const QJsonObject polygon = beginPolygon();
    QTest::keyClick(&canvas(), Qt::Key_Escape);
    EXPECT_TRUE(begun().isEmpty());
    EXPECT_TRUE(find<QAction>("undo")->text().contains("Polygon"));
    QTest::keyClick(&canvas(), Qt::Key_V);
    undo();
    EXPECT_EQ(canvas().tool(), "polygon");
    EXPECT_EQ(begun(), polygon);
    redo();
    EXPECT_TRUE(begun().isEmpty());
    undo();
    EXPECT_EQ(begun(), polygon);
    click(4, 12);
    const QJsonObject more = begun();
    redo();
    EXPECT_TRUE(begun().isEmpty());
    undo();
    EXPECT_EQ(begun(), more) << "nothing that was drawn since is lost";
    EXPECT_EQ(drawing(), before);
}

TEST_F(PictureDraftsTest, SeedsAreThereAgainOnceTheirEditIsUndone)
{
    Drawing before = drawing();
    before.shapes.pop_back(); // so that there is room to grow
    session().document()->changeDrawing(0, before, "a shape less");
    sow(false);
    const QJsonObject seeds = begun();
    canvas().finish();
    ASSERT_TRUE(eventually([&] { return begun().isEmpty(); }));
    const Drawing grown = drawing();
    ASSERT_NE(grown, before);
    undo();
    EXPECT_EQ(drawing(), before);
    EXPECT_EQ(begun(), seeds);
    redo();
    EXPECT_EQ(drawing(), grown);
    EXPECT_TRUE(begun().isEmpty());
}

TEST_F(PictureDraftsTest, SeedsThatChangeNothingAreThereAgainToo)
{
    const Drawing before = drawing();
    sow();
    const QJsonObject seeds = begun();
    canvas().finish();
    ASSERT_TRUE(eventually([&] { return begun().isEmpty(); }));
    EXPECT_EQ(drawing(), before);
    undo();
    EXPECT_EQ(begun(), seeds);
}

TEST_F(PictureDraftsTest, UndoOfGivingTheObjectToAPartLeavesItsOutline)
{
    Drawing ofOnePart = drawing(); // where more are expected, the object is none of them
    ofOnePart.parts.resize(1);
    ofOnePart.shapes = {};
    session().document()->changeDrawing(0, ofOnePart, "one part");
    ASSERT_TRUE(outlineObject());
    const Drawing outlined = drawing();
    canvas().setCurrentPart(0);
    QTest::keyClick(&canvas(), Qt::Key_Return);
    ASSERT_NE(drawing(), outlined);
    EXPECT_EQ(drawing().object, outlined.object);
    undo();
    EXPECT_EQ(drawing(), outlined);
    QTest::keyClick(&canvas(), Qt::Key_Escape);
    EXPECT_FALSE(drawing().object);
    undo();
    EXPECT_EQ(drawing(), outlined) << "Esc is undone, too";
    undo();
    EXPECT_FALSE(drawing().object);
}

TEST_F(PictureDraftsTest, TheOutlineOfTheObjectIsThereOnceTheStudyIsOpenedAgain)
{
    ASSERT_TRUE(outlineObject());
    const auto object = drawing().object;
    ASSERT_TRUE(openAnew());
    EXPECT_EQ(drawing().object, object);
}

TEST_F(PictureDraftsTest, WhatIsBegunIsThereOnceTheStudyIsOpenedAgain)
{
    const std::filesystem::path file = partsPath(study(), session().study().samples[0]);
    const auto written = std::filesystem::last_write_time(file);
    sow();
    const QJsonObject seeds = begun();
    const QJsonObject polygon = beginPolygon();
    ASSERT_TRUE(openAnew());
    EXPECT_EQ(canvas().tool(), "polygon");
    EXPECT_EQ(begun(), polygon);
    QTest::keyClick(&canvas(), Qt::Key_Semicolon);
    EXPECT_EQ(begun(), seeds);
    EXPECT_EQ(std::filesystem::last_write_time(file), written) << "it is no edit";
    QTest::keyClick(&canvas(), Qt::Key_Escape);
    QTest::keyClick(&canvas(), Qt::Key_G);
    QTest::keyClick(&canvas(), Qt::Key_Escape);
    ASSERT_TRUE(openAnew());
    QTest::keyClick(&canvas(), Qt::Key_G);
    EXPECT_TRUE(begun().isEmpty()) << "what was dropped does not come back";
}

} // namespace
} // namespace palimpsest

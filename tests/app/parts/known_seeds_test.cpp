// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/labelme.h"
#include "core/parts/part_names.h"
#include "core/study/study_file.h"
#include "support/window_test.h"
#include "widgets/canvas/drawing_bar.h"
#include "widgets/canvas/parts_canvas.h"
#include "widgets/tools/seed_growth.h"

#include <QAction>
#include <QApplication>
#include <QTest>
#include <QToolButton>

#include <algorithm>

namespace palimpsest {
namespace {

/// The parts page of a study whose samples have no part, but two places of parts.
class KnownSeedsTest : public WindowTest
{
protected:
    void SetUp() override
    {
        WindowTest::SetUp();
        const Study before = readStudy(study());
        for (const Sample& sample : before.samples) {
            Drawing drawing = readLabelMe(partsPath(study(), sample));
            drawing.shapes.clear();
            drawing.parts.clear();
            drawing.points = {{.label = "upper", .at = {14.5, 6.5}},
                              {.label = "lower", .at = {14.5, 21.5}}};
            std::filesystem::remove(partsPath(study(), sample));
            writeLabelMe(partsPath(study(), sample), drawing, ".." / sample.image, study());
        }
        ASSERT_TRUE(open());
        m_window->showPlace(MainWindow::Place::Parts);
        m_window->activateWindow();
        canvas().setFocus();
        ASSERT_TRUE(QTest::qWaitForWindowActive(m_window.get()));
    }

    PartsCanvas& canvas() { return *m_window->findChild<PartsCanvas*>(); }
    const Drawing& drawing(std::size_t sample = 0)
    {
        return session().document()->sheet(sample).drawing;
    }

    std::vector<std::string> seeds()
    {
        std::vector<std::string> parts;
        for (const PartSeed& seed : seedsFrom(canvas().unfinished().drawn)) {
            parts.push_back(seed.part);
        }
        return parts;
    }

    bool areOffered()
    {
        return eventually([&] { return canvas().isDrawing() && canvas().tool() == "seeds"; });
    }
};

TEST_F(KnownSeedsTest, AreThereOnceTheToolIsChosenAndOneKeyGrowsThem)
{
    EXPECT_FALSE(canvas().isDrawing()) << "nothing is begun unasked";
    QTest::keyClick(&canvas(), Qt::Key_Semicolon);
    ASSERT_TRUE(areOffered());
    EXPECT_EQ(seeds(), (std::vector<std::string>{"upper", "lower"}));
    QTest::keyClick(&canvas(), Qt::Key_Return);
    ASSERT_TRUE(eventually([&] { return !canvas().isDrawing(); }));
    EXPECT_EQ(drawnParts(drawing()), (std::vector<std::string>{"upper", "lower"}));
    const LabelMap map = paint(drawing());
    EXPECT_EQ(map.labels.at(6 * 28 + 14), 1);
    EXPECT_EQ(map.labels.at(21 * 28 + 14), 2);
    EXPECT_EQ(drawing().points.size(), 2U) << "they stay with the parts";
    find<QAction>("undo")->trigger();
    EXPECT_TRUE(drawing().shapes.empty()) << "it was one edit";
}

TEST_F(KnownSeedsTest, TheBarSaysThatThereAreSomeAndBringsThem)
{
    const auto* bar = m_window->findChild<DrawingBar*>();
    QAction* use = find<QAction>("useKnownSeeds");
    const auto isSeen = [&] {
        return std::ranges::any_of(bar->findChildren<QToolButton*>(), [&](const auto* button) {
            return button->defaultAction() == use && button->isVisible();
        });
    };
    EXPECT_TRUE(isSeen());
    EXPECT_EQ(use->text(), "Places of 2 parts are known (;)");
    use->trigger();
    ASSERT_TRUE(areOffered());
    canvas().dismiss();
    EXPECT_FALSE(canvas().isDrawing());
    use->trigger();
    ASSERT_TRUE(areOffered()) << "also after they were refused";
    canvas().finish();
    ASSERT_TRUE(eventually([&] { return !canvas().isDrawing(); }));
    EXPECT_FALSE(isSeen()) << "their parts are drawn";
}

TEST_F(KnownSeedsTest, AreOfTheNextSampleToo)
{
    QTest::keyClick(&canvas(), Qt::Key_Semicolon);
    ASSERT_TRUE(areOffered());
    QTest::keyClick(&canvas(), Qt::Key_Return);
    ASSERT_TRUE(eventually([&] { return !canvas().isDrawing(); }));
    session().selection().setSample(1);
    ASSERT_TRUE(areOffered());
    EXPECT_TRUE(drawing(1).shapes.empty()) << "a key grows them, and nothing else";
}

TEST_F(KnownSeedsTest, AreNotOfferedWhereTheirPartsAreDrawn)
{
    Drawing drawn = drawing();
    drawn.parts = {{.name = "upper", .colour = {}}};
    drawn.shapes = {{.label = "upper", .polygon = {{0, 0}, {28, 0}, {28, 10}}, .otherKeys = {}}};
    session().document()->changeDrawing(0, drawn, "a part");
    QTest::keyClick(&canvas(), Qt::Key_Semicolon);
    ASSERT_TRUE(areOffered());
    EXPECT_EQ(seeds(), (std::vector<std::string>{"lower"}));
    canvas().dismiss();
    EXPECT_FALSE(canvas().isDrawing());
    QApplication::processEvents();
    EXPECT_FALSE(canvas().isDrawing()) << "they were refused";
}

} // namespace
} // namespace palimpsest

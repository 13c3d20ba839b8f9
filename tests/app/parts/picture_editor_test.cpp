// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parts/seen_original.h"
#include "core/base/files.h"
#include "core/parts/edits.h"
#include "core/parts/painting.h"
#include "core/samples/picture_view.h"
#include "core/study/unsaved_edits.h"
#include "support/original_study.h"
#include "support/parts_window_test.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

/// The parts page of a study whose first picture is larger than what models see.
class DrawingOnOriginals : public PartsWindowTest
{
protected:
    void SetUp() override
    {
        needApplication();
        makeOriginalStudy(study());
        makeWindow();
    }

    QAction& showSeen() { return *find<QAction>("showSeen"); }
    const SampleSheet& sheet() { return session().document()->sheet(0); }
    fs::path file() const { return partsPath(study(), readStudy(study()).samples[0]); }

    /// What a mouse sends where it is moved.
    void move(double x, double y, Qt::MouseButtons buttons = Qt::NoButton)
    {
        QMouseEvent event(QEvent::MouseMove, at(x, y), canvas().mapToGlobal(at(x, y)), Qt::NoButton,
                          buttons, Qt::NoModifier);
        QApplication::sendEvent(&canvas(), &event);
    }

    QColor colourAt(double x, double y) { return canvas().grab().toImage().pixelColor(at(x, y)); }
};

TEST_F(DrawingOnOriginals, TheCanvasHasTheFilesPixelsAndTheListTheModels)
{
    ASSERT_TRUE(openParts());
    EXPECT_EQ(canvas().picture().size(), QSize(56, 42));
    EXPECT_TRUE(find<QLabel>("summary")->text().contains("of what the models see"));
    QSignalSpy pointed(&canvas(), &PartsCanvas::pointed);
    move(28.5, 20.5);
    ASSERT_GE(pointed.count(), 1);
    EXPECT_TRUE(pointed.last()[0].toString().startsWith("middle, "));
    EXPECT_TRUE(pointed.last()[0].toString().contains("% of what models see · original x 28."))
        << pointed.last()[0].toString().toStdString();
    move(2.5, 20.5);
    EXPECT_TRUE(pointed.last()[0].toString().endsWith("models do not see this"));
}

TEST_F(DrawingOnOriginals, WhatModelsSeeOfLabelsIsWhatTheySeeOfTheirDrawing)
{
    ASSERT_TRUE(openParts());
    const Preprocessing& preprocessing = session().study().preprocessing;
    ASSERT_FALSE(isOnView(sheet().drawing, preprocessing));
    EXPECT_EQ(seenLabels(paint(sheet().drawing), preprocessing), sheet().parts);
    EXPECT_EQ(seenLabels(sheet().parts, preprocessing), sheet().parts);
}

TEST_F(DrawingOnOriginals, AKeyShowsWhatTheModelsSeeInItsPlace)
{
    ASSERT_TRUE(openParts());
    canvas().setLook({.hasNames = false});
    ASSERT_TRUE(showSeen().isEnabled());
    const QColor dimmed = colourAt(52.5, 41.5);
    QTest::keyClick(&canvas(), Qt::Key_Q);
    EXPECT_TRUE(showSeen().isChecked());
    EXPECT_EQ(colourAt(52.5, 41.5), colourAt(-0.5, 20.5)) << "the ground, as nothing is seen there";
    QTest::keyClick(&canvas(), Qt::Key_Q);
    EXPECT_EQ(colourAt(52.5, 41.5), dimmed);
}

TEST_F(DrawingOnOriginals, WhatIsDrawnIsSavedInItsPixelsAndUndone)
{
    ASSERT_TRUE(openParts());
    const Drawing before = sheet().drawing;
    const LabelMap seen = sheet().parts;
    QTest::keyClick(&canvas(), Qt::Key_R);
    QTest::mousePress(&canvas(), Qt::LeftButton, {}, at(10, 32));
    move(18, 36, Qt::LeftButton);
    move(22, 40, Qt::LeftButton);
    QTest::mouseRelease(&canvas(), Qt::LeftButton, {}, at(22, 40));
    ASSERT_EQ(sheet().drawing.shapes.size(), before.shapes.size() + 1);
    EXPECT_GT(sheet().drawing.shapes.back().polygon[2].x, 20.0);
    EXPECT_EQ(sheet().parts.width, 28);
    EXPECT_GT(sheet().parts.parts[0].pixels, seen.parts[0].pixels);
    ASSERT_TRUE(session().document()->save());
    EXPECT_EQ(readLabelMe(file()), sheet().drawing);
    find<QAction>("undo")->trigger();
    EXPECT_EQ(sheet().drawing, before);
    EXPECT_EQ(sheet().parts, seen);
}

TEST_F(DrawingOnOriginals, PaintedPartsAreKeptUndoneAndRecovered)
{
    ASSERT_TRUE(openParts());
    const Drawing before = sheet().drawing;
    const Drawing painted =
        withPainted(before, 1, {.left = 2, .top = 3, .width = 2, .height = 1, .pixels = {1, 1}});
    session().document()->changeDrawing(0, painted, "paint");
    EXPECT_EQ(sheet().drawing, painted);
    ASSERT_TRUE(session().document()->save());
    EXPECT_EQ(readLabelMe(file()), painted);
    UnsavedEdits edits;
    edits.drawings[readStudy(study()).samples[0].id] = painted;
    std::filesystem::create_directories(m_folder / "recovery/parts");
    writeEdits(m_folder / "recovery", edits);
    EXPECT_EQ(readEdits(m_folder / "recovery"), edits);
    find<QAction>("undo")->trigger();
    EXPECT_EQ(sheet().drawing, before);
}

TEST_F(DrawingOnOriginals, PartsOnWhatTheModelsSeeAreDrawnOnThat)
{
    writeLabelMe(file(), drawingOf({box("a", 1, 1, 9, 9)}, 28, 28), "x.png");
    const std::string before = readFile(file(), 1 << 20);
    ASSERT_TRUE(openParts());
    EXPECT_EQ(canvas().picture().size(), QSize(28, 28));
    EXPECT_FALSE(showSeen().isEnabled());
    EXPECT_TRUE(session().document()->save());
    EXPECT_EQ(readFile(file(), 1 << 20), before);
}

TEST_F(DrawingOnOriginals, APictureOfAnotherSizeIsToldAndWhatWasDrawnStays)
{
    ASSERT_TRUE(openParts());
    const Drawing edited = withPartRenamed(sheet().drawing, 0, "edge");
    session().document()->changeDrawing(0, edited, "rename");
    Image other{.width = 30, .height = 40, .channels = 1};
    other.pixels.assign(30 * 40, 7);
    writePng(study() / readStudy(study()).samples[0].image, other);
    ASSERT_TRUE(session().document()->lookOutside());
    EXPECT_EQ(sheet().drawing, edited) << "it was not saved yet";
    EXPECT_TRUE(canvas().picture().isNull());
    find<QAction>("undo")->trigger();
    EXPECT_TRUE(sheet().partsProblem.contains("56 × 42"));
}

TEST_F(DrawingOnOriginals, TheGridMakesTheNumberItShows)
{
    ASSERT_TRUE(openParts());
    session().document()->changeDrawing(
        0, Drawing{.width = drawing().width, .height = drawing().height}, "clear");
    int shown = 1;
    for (const QSpinBox* spin : m_window->findChildren<QSpinBox*>()) {
        shown *= spin->accessibleName().contains("grid") ? spin->value() : 1;
    }
    QTest::keyClick(&canvas(), Qt::Key_T);
    QTest::mouseDClick(&canvas(), Qt::LeftButton, {}, canvas().rect().center());
    EXPECT_EQ(static_cast<int>(drawing().parts.size()), shown);
    EXPECT_GT(shown, 1);
}

} // namespace
} // namespace palimpsest

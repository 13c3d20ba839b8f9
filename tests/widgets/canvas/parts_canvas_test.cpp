// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/canvas/parts_on_canvas.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace palimpsest {
namespace {

using Polygon = std::vector<Point>;

TEST_F(PartsOnCanvas, APolygonIsDrawnByClicks)
{
    canvas->setTool("polygon");
    canvas->setCurrentPart(1);
    QSignalSpy states(canvas.get(), &PartsCanvas::drawingStateChanged);
    clickTriangle();
    EXPECT_TRUE(canvas->isDrawing());
    EXPECT_EQ(states.count(), 1);
    EXPECT_TRUE(names.isEmpty());
    click(2, 2);
    EXPECT_FALSE(canvas->isDrawing());
    EXPECT_EQ(states.count(), 2);
    EXPECT_EQ(names, QStringList{"draw hem"});
    EXPECT_EQ(drawing.shapes.back(), (Shape{"hem", {{2, 2}, {10, 2}, {10, 9}}, {}}));
}

TEST_F(PartsOnCanvas, EnterRightButtonAndDoubleClickFinish)
{
    canvas->setTool("polygon");
    canvas->setCurrentPart(0);
    clickTriangle();
    QTest::keyClick(canvas.get(), Qt::Key_Return);
    EXPECT_EQ(names.size(), 1);
    clickTriangle();
    click(5, 5, Qt::RightButton);
    EXPECT_EQ(names.size(), 2);
    click(2, 2);
    click(10, 2);
    click(10, 9);
    QTest::mouseDClick(canvas.get(), Qt::LeftButton, {}, at(10, 9));
    EXPECT_EQ(names.size(), 3);
    for (std::size_t i = 2; i < 5; ++i) {
        EXPECT_EQ(drawing.shapes[i].polygon, (Polygon{{2, 2}, {10, 2}, {10, 9}}));
    }
    EXPECT_FALSE(canvas->isDrawing());
}

TEST_F(PartsOnCanvas, BackspaceTakesBackAndEscapeGivesUp)
{
    canvas->setTool("polygon");
    canvas->setCurrentPart(0);
    clickTriangle();
    click(5, 11);
    QTest::keyClick(canvas.get(), Qt::Key_Backspace);
    QTest::keyClick(canvas.get(), Qt::Key_Enter);
    EXPECT_EQ(drawing.shapes.back().polygon.size(), 3u);
    clickTriangle();
    QSignalSpy dropped(canvas.get(), &PartsCanvas::dropped);
    QTest::keyClick(canvas.get(), Qt::Key_Escape);
    EXPECT_FALSE(canvas->isDrawing());
    EXPECT_EQ(dropped.count(), 1) << "so that it can be brought back";
    QTest::keyClick(canvas.get(), Qt::Key_Enter);
    EXPECT_EQ(names.size(), 1);
}

TEST_F(PartsOnCanvas, CoordinatesHoldWhenZoomedAndPanned)
{
    canvas->setTool("rectangle");
    canvas->setCurrentPart(0);
    for (int i = 0; i < 4; ++i) {
        canvas->zoomIn();
    }
    const QPointF before = canvas->transform().offset();
    QTest::mousePress(canvas.get(), Qt::MiddleButton, {}, QPoint(300, 300));
    QMouseEvent pan(QEvent::MouseMove, QPoint(340, 270), canvas->mapToGlobal(QPoint(340, 270)),
                    Qt::NoButton, Qt::MiddleButton, Qt::NoModifier);
    QApplication::sendEvent(canvas.get(), &pan);
    QTest::mouseRelease(canvas.get(), Qt::MiddleButton, {}, QPoint(340, 270));
    EXPECT_EQ(canvas->transform().offset(), before + QPointF(40, -30));
    drag({9, 10}, {14, 16});
    EXPECT_EQ(drawing.shapes.back(), box("body", 9, 10, 14, 16));
}

TEST_F(PartsOnCanvas, AClickChoosesAPartAndAPointIsDragged)
{
    QSignalSpy chosen(canvas.get(), &PartsCanvas::partChosen);
    click(15, 15);
    EXPECT_EQ(chosen.count(), 1);
    EXPECT_EQ(canvas->currentPart(), 0);
    drag({20, 20}, {24, 21});
    EXPECT_EQ(names, QStringList{"move point of body"});
    EXPECT_EQ(drawing.shapes[0].polygon, (Polygon{{12, 12}, {20, 12}, {24, 21}, {12, 20}}));
    QTest::keyClick(canvas.get(), Qt::Key_Delete); // the point is still selected
    EXPECT_EQ(drawing.shapes[0].polygon.size(), 3u);
    click(1, 1);
    click(15, 24);
    EXPECT_EQ(canvas->currentPart(), 1);
    QTest::keyClick(canvas.get(), Qt::Key_Delete);
    EXPECT_EQ(names.back(), "delete shape of hem");
    EXPECT_EQ(drawing.shapes.size(), 1u);
}

TEST_F(PartsOnCanvas, ADoubleClickOnAnEdgeAddsAPoint)
{
    click(15, 15);
    QTest::mouseDClick(canvas.get(), Qt::LeftButton, {}, at(12, 16));
    EXPECT_EQ(names, QStringList{"add point to body"});
    EXPECT_EQ(drawing.shapes[0].polygon.size(), 5u);
}

TEST_F(PartsOnCanvas, LockedItLetsPartsBeChosenAndNothingBeDrawn)
{
    canvas->setLocked(true);
    QSignalSpy locked(canvas.get(), &PartsCanvas::lockedEdit);
    QSignalSpy chosen(canvas.get(), &PartsCanvas::partChosen);
    click(15, 15);
    EXPECT_EQ(chosen.count(), 1);
    EXPECT_EQ(locked.count(), 0);
    drag({16, 16}, {18, 18}); // its grip
    EXPECT_EQ(locked.count(), 1);
    QTest::keyClick(canvas.get(), Qt::Key_Delete);
    EXPECT_EQ(locked.count(), 2);
    canvas->setTool("polygon");
    click(2, 2);
    EXPECT_EQ(locked.count(), 3);
    EXPECT_FALSE(canvas->isDrawing());
    EXPECT_EQ(canvas->cursor().shape(), Qt::ForbiddenCursor);
    EXPECT_TRUE(names.isEmpty());
}

TEST_F(PartsOnCanvas, WithoutAPartItSaysWhatToDo)
{
    canvas->setTool("polygon");
    QSignalSpy refused(canvas.get(), &PartsCanvas::refused);
    click(2, 2);
    ASSERT_EQ(refused.count(), 1);
    EXPECT_EQ(refused[0][0].toString(), "Choose a part first, or press N for a new one.");
    EXPECT_EQ(canvas->cursor().shape(), Qt::CrossCursor);
}

TEST_F(PartsOnCanvas, AGridChoosesItsFirstPart)
{
    canvas->setTool("grid");
    canvas->setToolOption("grid", 0, 2);
    canvas->setToolOption("grid", 1, 3);
    QSignalSpy chosen(canvas.get(), &PartsCanvas::partChosen);
    drag({0, 0}, {8, 9});
    EXPECT_EQ(names, QStringList{"grid 2 × 3"});
    ASSERT_EQ(chosen.count(), 1);
    EXPECT_EQ(chosen[0][0].toInt(), 2);
    EXPECT_EQ(canvas->currentPart(), 2);
    EXPECT_EQ(drawing.parts.size(), 8u);
}

TEST_F(PartsOnCanvas, SaysWhatIsUnderThePointer)
{
    QSignalSpy pointed(canvas.get(), &PartsCanvas::pointed);
    move(15, 15.5);
    ASSERT_EQ(pointed.count(), 1);
    EXPECT_TRUE(pointed.last()[0].toString().startsWith("body, 8.2 % · x 15."));
    move(2, 2);
    EXPECT_TRUE(pointed.last()[0].toString().startsWith("background · "));
    move(28.5, 2);
    EXPECT_EQ(pointed.last()[0].toString(), "");
    move(2, 2);
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(canvas.get(), &leave);
    EXPECT_EQ(pointed.last()[0].toString(), "");
}

TEST_F(PartsOnCanvas, SaysItAnewWhereThePointerRestsAndWhatIsBelowChanges)
{
    QSignalSpy pointed(canvas.get(), &PartsCanvas::pointed);
    move(15, 15.5);
    ASSERT_TRUE(pointed.last()[0].toString().startsWith("body, "));
    canvas->setDrawing(drawingOf({box("hem", 12, 12, 20, 26)}, 28, 28));
    EXPECT_TRUE(pointed.last()[0].toString().startsWith("hem, "));
    const int said = static_cast<int>(pointed.count());
    canvas->zoomIn();
    EXPECT_GT(pointed.count(), said);
}

TEST_F(PartsOnCanvas, SaysAndShowsWhatKeysAndNumbersChangeThoughThePointerRests)
{
    canvas->setCurrentPart(0);
    QSignalSpy pointed(canvas.get(), &PartsCanvas::pointed);
    move(5, 5);
    const QImage before = canvas->grab().toImage();
    canvas->setTool("brush");
    const QImage ring = canvas->grab().toImage();
    EXPECT_NE(ring, before) << "it is where the pointer is";
    canvas->stepToolOption(5);
    EXPECT_NE(canvas->grab().toImage(), ring);
    canvas->setTool("wand");
    EXPECT_TRUE(pointed.last()[0].toString().contains("press on a colour"));
    QTest::mousePress(canvas.get(), Qt::LeftButton, {}, at(5, 5));
    EXPECT_TRUE(pointed.last()[0].toString().endsWith("tolerance 10"));
    canvas->stepToolOption(1);
    EXPECT_TRUE(pointed.last()[0].toString().endsWith("tolerance 11"));
    canvas->giveUp();
    EXPECT_TRUE(pointed.last()[0].toString().contains("press on a colour"));
}

TEST_F(PartsOnCanvas, AKeyThatIsHeldActsWhileThePointerRests)
{
    canvas->setTool("rectangle");
    canvas->setCurrentPart(0);
    move(2, 2);
    QTest::mousePress(canvas.get(), Qt::LeftButton, {}, at(2, 2));
    move(10, 6, Qt::LeftButton);
    QTest::keyPress(canvas.get(), Qt::Key_Shift);
    QTest::mouseRelease(canvas.get(), Qt::LeftButton, Qt::ShiftModifier, at(10, 6));
    EXPECT_EQ(drawing.shapes.back(), box("body", 2, 2, 6, 6)) << "a square";
}

TEST_F(PartsOnCanvas, AStrokeIsEndedAsIfTheButtonWasLetGoOf)
{
    canvas->setTool("brush");
    canvas->setCurrentPart(0);
    QTest::mousePress(canvas.get(), Qt::LeftButton, {}, at(3, 3));
    move(8, 3, Qt::LeftButton);
    EXPECT_TRUE(names.isEmpty());
    canvas->endStroke();
    EXPECT_EQ(names, QStringList{"draw body"});
    QTest::mouseRelease(canvas.get(), Qt::LeftButton, {}, at(9, 3));
    canvas->endStroke();
    EXPECT_EQ(names.size(), 1);
}

TEST_F(PartsOnCanvas, ItNeverChangesTheDrawingItself)
{
    QObject::disconnect(canvas.get(), &PartsCanvas::edited, nullptr, nullptr);
    canvas->setTool("rectangle");
    canvas->setCurrentPart(0);
    QSignalSpy edited(canvas.get(), &PartsCanvas::edited);
    const QImage before = canvas->grab().toImage();
    drag({1, 1}, {9, 9});
    EXPECT_EQ(edited.count(), 1);
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(canvas.get(), &leave);
    EXPECT_EQ(canvas->grab().toImage(), before);
}

TEST_F(PartsOnCanvas, WhatIsDrawnOutlastsAnotherToolAndOtherEditsAndNotAnotherSize)
{
    canvas->setTool("polygon");
    canvas->setCurrentPart(0);
    QSignalSpy tools(canvas.get(), &PartsCanvas::toolChosen);
    clickTriangle();
    canvas->setTool("select");
    EXPECT_FALSE(canvas->isDrawing());
    EXPECT_EQ(tools.count(), 1);
    canvas->setTool("polygon");
    EXPECT_TRUE(canvas->isDrawing());
    canvas->setDrawing(drawingOf({box("other", 0, 0, 9, 9)}, 28, 28));
    EXPECT_TRUE(canvas->isDrawing());
    canvas->setDrawing(drawingOf({box("other", 0, 0, 9, 9)}, 29, 28));
    EXPECT_FALSE(canvas->isDrawing());
    EXPECT_TRUE(names.isEmpty());
}

TEST_F(PartsOnCanvas, RenamingAPartDoesNotEndWhatIsDrawn)
{
    canvas->setTool("polygon");
    canvas->setCurrentPart(0);
    clickTriangle();
    Drawing renamed = drawing;
    renamed.parts[0].name = "torso";
    renamed.shapes[0].label = "torso";
    canvas->setDrawing(renamed);
    EXPECT_TRUE(canvas->isDrawing());
    canvas->finish();
    EXPECT_EQ(names, QStringList{"draw torso"});
}

TEST_F(PartsOnCanvas, AVanishedPartIsCurrentNoMore)
{
    canvas->setCurrentPart(1);
    drawing.parts.pop_back();
    drawing.shapes.pop_back();
    canvas->setDrawing(drawing);
    EXPECT_EQ(canvas->currentPart(), -1);
    canvas->setCurrentPart(7);
    EXPECT_EQ(canvas->currentPart(), -1);
}

// The pointer is followed by repainting, so that must not be felt.
TEST_F(PartsOnCanvas, RepaintsAtOnce)
{
    std::vector<Shape> shapes;
    for (int i = 0; i < 20; ++i) {
        Shape shape{.label = "part " + std::to_string(i), .polygon = {}, .otherKeys = {}};
        for (int corner = 0; corner < 24; ++corner) {
            const double angle = 2.0 * std::numbers::pi * corner / 24;
            shape.polygon.push_back(
                {30 + i % 5 * 41 + 28 * std::cos(angle), 30 + i / 5 * 52 + 28 * std::sin(angle)});
        }
        shapes.push_back(shape);
    }
    canvas->setPicture(blackPicture(224));
    canvas->setDrawing(drawingOf(shapes, 224, 224));
    QImage target(canvas->size(), QImage::Format_RGB32);
    double fastest = 1e9; // milliseconds
    for (int run = 0; run < 10; ++run) {
        QElapsedTimer timer;
        timer.start();
        canvas->render(&target);
        fastest = std::min(fastest, static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    RecordProperty("milliseconds", std::to_string(fastest));
    EXPECT_LT(fastest, 8.0);
}

} // namespace
} // namespace palimpsest

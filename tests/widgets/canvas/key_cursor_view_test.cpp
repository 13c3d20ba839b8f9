// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/canvas/parts_on_canvas.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

#include <cmath>

namespace palimpsest {
namespace {

using Polygon = std::vector<Point>;

/// A canvas that is worked on without a mouse, which only says where the cursor begins.
class KeysOnCanvas : public PartsOnCanvas
{
protected:
    void press(Qt::Key key, int times = 1, Qt::KeyboardModifiers keys = Qt::NoModifier)
    {
        for (int i = 0; i < times; ++i) {
            QTest::keyClick(canvas.get(), key, keys);
        }
    }

    /// The first number that the status bar has of the place.
    static double saidX(const QSignalSpy& pointed)
    {
        static const QRegularExpression place(QStringLiteral("x ([0-9.]+)"));
        return place.match(pointed.last()[0].toString()).captured(1).toDouble();
    }
};

TEST_F(KeysOnCanvas, APolygonIsDrawn)
{
    canvas->setTool("polygon");
    canvas->setCurrentPart(0);
    move(3.5, 3.5);
    press(Qt::Key_Right);
    press(Qt::Key_Space);
    EXPECT_TRUE(canvas->isDrawing());
    press(Qt::Key_Right, 1, Qt::ShiftModifier);
    press(Qt::Key_Space);
    press(Qt::Key_Down, 6);
    press(Qt::Key_Space);
    press(Qt::Key_Return);
    EXPECT_EQ(names, QStringList{"draw body"});
    EXPECT_EQ(drawing.shapes.back().polygon, (Polygon{{4.5, 3.5}, {14.5, 3.5}, {14.5, 9.5}}));
}

TEST_F(KeysOnCanvas, ArrowsDragWhileSpaceIsHeld)
{
    canvas->setTool("rectangle");
    canvas->setCurrentPart(0);
    move(2.5, 2.5);
    press(Qt::Key_Right);
    QTest::keyPress(canvas.get(), Qt::Key_Space);
    press(Qt::Key_Right, 1, Qt::ShiftModifier);
    press(Qt::Key_Down, 4);
    EXPECT_TRUE(canvas->isDrawing());
    EXPECT_TRUE(names.isEmpty());
    QTest::keyRelease(canvas.get(), Qt::Key_Space);
    EXPECT_EQ(drawing.shapes.back(), box("body", 3.5, 2.5, 13.5, 6.5));
}

TEST_F(KeysOnCanvas, ASeedIsPutAndTakenBack)
{
    canvas->setTool("seeds");
    canvas->setCurrentPart(0);
    QSignalSpy asked(canvas.get(), &PartsCanvas::assistAsked);
    press(Qt::Key_Up);
    press(Qt::Key_Space);
    EXPECT_TRUE(canvas->isDrawing());
    EXPECT_EQ(asked.count(), 1);
    press(Qt::Key_Backspace);
    EXPECT_FALSE(canvas->isDrawing());
}

TEST_F(KeysOnCanvas, TheCursorIsSeenAndStaysOnThePictureAndInView)
{
    move(14.5, 14.5);
    const QImage before = canvas->grab().toImage();
    press(Qt::Key_Left);
    EXPECT_NE(canvas->grab().toImage(), before);
    for (int i = 0; i < 5; ++i) {
        canvas->zoomIn();
    }
    QSignalSpy pointed(canvas.get(), &PartsCanvas::pointed);
    press(Qt::Key_Left, 3, Qt::ShiftModifier);
    EXPECT_EQ(saidX(pointed), 0.5);
    EXPECT_TRUE(canvas->rect().contains(at(0.5, 14.5)));
}

// Else nobody would see it move, or it would take a hundred presses to cross a photograph.
TEST_F(KeysOnCanvas, APressMovesByAPixelOfTheScreenAtLeast)
{
    canvas->setPicture(blackPicture(2048));
    canvas->setDrawing(drawingOf({box("body", 100, 100, 300, 300)}, 2048, 2048));
    const double zoom = canvas->transform().zoom();
    ASSERT_LT(zoom, 0.5);
    QSignalSpy pointed(canvas.get(), &PartsCanvas::pointed);
    press(Qt::Key_Right);
    const double before = saidX(pointed);
    press(Qt::Key_Right);
    EXPECT_EQ(saidX(pointed) - before, std::ceil(1.0 / zoom));
}

TEST_F(KeysOnCanvas, TheMouseTakesOverWhenItIsMoved)
{
    canvas->setTool("polygon");
    canvas->setCurrentPart(0);
    move(3.5, 3.5);
    press(Qt::Key_Right);
    move(9, 9);
    QTest::keyPress(canvas.get(), Qt::Key_Space);
    EXPECT_FALSE(canvas->isDrawing());
    EXPECT_EQ(canvas->cursor().shape(), Qt::OpenHandCursor) << "Space drags the picture again";
    QTest::keyRelease(canvas.get(), Qt::Key_Space);
    click(9, 9);
    EXPECT_TRUE(canvas->isDrawing());
}

TEST_F(KeysOnCanvas, WhatSpaceHoldsIsDraggedOnByTheMouse)
{
    canvas->setTool("rectangle");
    canvas->setCurrentPart(0);
    move(2.5, 2.5);
    press(Qt::Key_Right);
    QTest::keyPress(canvas.get(), Qt::Key_Space);
    move(10, 6);
    EXPECT_TRUE(canvas->isDrawing());
    QTest::keyRelease(canvas.get(), Qt::Key_Space);
    EXPECT_EQ(drawing.shapes.back(), box("body", 3.5, 2.5, 10, 6));
}

TEST_F(KeysOnCanvas, WhatIsDraggedEndsWhereTheFocusGoes)
{
    canvas->setTool("brush");
    canvas->setCurrentPart(0);
    move(3.5, 3.5);
    press(Qt::Key_Right);
    QTest::keyPress(canvas.get(), Qt::Key_Space);
    press(Qt::Key_Right, 2);
    QFocusEvent leave(QEvent::FocusOut);
    QApplication::sendEvent(canvas.get(), &leave);
    EXPECT_EQ(names, QStringList{"draw body"});
    EXPECT_FALSE(canvas->isDrawing());
}

} // namespace
} // namespace palimpsest

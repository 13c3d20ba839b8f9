// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/application.h"
#include "support/drawings.h"
#include "widgets/canvas/parts_canvas.h"

#include <QApplication>
#include <QMouseEvent>
#include <QTest>
#include <gtest/gtest.h>

#include <memory>

namespace palimpsest {

/// A canvas in a window, with the mouse in coordinates of the picture. Edits come back to it, as
/// the document sends them.
class PartsOnCanvas : public testing::Test
{
protected:
    void SetUp() override
    {
        needApplication();
        canvas = std::make_unique<PartsCanvas>();
        QObject::connect(canvas.get(), &PartsCanvas::edited, canvas.get(),
                         [this](const Drawing& after, const QString& what) {
                             drawing = after;
                             names << what;
                             canvas->setDrawing(after);
                         });
        canvas->resize(600, 600);
        canvas->setPicture(blackPicture(28));
        canvas->setDrawing(drawing);
        canvas->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(canvas.get()));
    }

    static QImage blackPicture(int side)
    {
        QImage picture(side, side, QImage::Format_RGB888);
        picture.fill(Qt::black);
        return picture;
    }

    QPoint at(double x, double y) const { return canvas->transform().toView({x, y}).toPoint(); }

    void move(double x, double y, Qt::MouseButtons buttons = Qt::NoButton,
              Qt::KeyboardModifiers keys = Qt::NoModifier)
    {
        QMouseEvent event(QEvent::MouseMove, at(x, y), canvas->mapToGlobal(at(x, y)), Qt::NoButton,
                          buttons, keys);
        QApplication::sendEvent(canvas.get(), &event);
    }
    void click(double x, double y, Qt::MouseButton button = Qt::LeftButton)
    {
        move(x, y);
        QTest::mouseClick(canvas.get(), button, {}, at(x, y));
    }
    void drag(QPointF from, QPointF to)
    {
        QTest::mousePress(canvas.get(), Qt::LeftButton, {}, at(from.x(), from.y()));
        move((from.x() + to.x()) / 2, (from.y() + to.y()) / 2, Qt::LeftButton);
        move(to.x(), to.y(), Qt::LeftButton);
        QTest::mouseRelease(canvas.get(), Qt::LeftButton, {}, at(to.x(), to.y()));
    }
    void clickTriangle()
    {
        click(2, 2);
        click(10, 2);
        click(10, 9);
    }

    Drawing drawing = drawingOf({box("body", 12, 12, 20, 20), box("hem", 12, 22, 20, 26)}, 28, 28);
    QStringList names; ///< of the edits
    std::unique_ptr<PartsCanvas> canvas;
};

} // namespace palimpsest

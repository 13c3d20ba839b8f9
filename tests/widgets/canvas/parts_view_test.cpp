// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/canvas/parts_on_canvas.h"

#include <QSignalSpy>

namespace palimpsest {
namespace {

class PartsLookOnCanvas : public PartsOnCanvas
{
};

TEST_F(PartsLookOnCanvas, PartsAreAsOpaqueAsWished)
{
    drawing.parts[0].colour = "#ff0000";
    canvas->setDrawing(drawing);
    const auto red = [this] { return canvas->grab().toImage().pixelColor(at(14.5, 17.5)).red(); };
    canvas->setLook({.opacity = 80, .hasNames = false});
    EXPECT_NEAR(red(), 0.8 * 255, 3);
    canvas->setLook({.isOutlineOnly = true, .hasNames = false});
    EXPECT_EQ(red(), 0);
}

TEST_F(PartsLookOnCanvas, LargePixelsHaveAGrid)
{
    canvas->setDrawing(Drawing{.width = 28, .height = 28});
    const auto greysIn = [this] {
        const QImage image = canvas->grab().toImage().copy(QRect(at(2.5, 2.5), at(6.5, 6.5)));
        int count = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                count += image.pixelColor(x, y) != QColor(Qt::black) ? 1 : 0;
            }
        }
        return count;
    };
    ASSERT_GE(canvas->transform().zoom(), 8.0);
    EXPECT_GT(greysIn(), 4 * 80);
    canvas->zoomToPixels();
    EXPECT_EQ(greysIn(), 0);
}

TEST_F(PartsLookOnCanvas, ZoomsToAPartToAllAndToPixels)
{
    canvas->setCurrentPart(1);
    canvas->zoomToPart();
    EXPECT_NEAR(canvas->transform().toPicture({300, 300}).x(), 16, 0.1);
    EXPECT_NEAR(canvas->transform().toPicture({300, 300}).y(), 24, 0.1);
    const double near = canvas->transform().zoom();
    canvas->zoomToObject();
    EXPECT_LT(canvas->transform().zoom(), near);
    EXPECT_NEAR(canvas->transform().toPicture({300, 300}).y(), 19, 0.1);
    canvas->zoomToPixels();
    EXPECT_NEAR(canvas->transform().zoom(), 1.0, 1e-9);
}

TEST_F(PartsLookOnCanvas, HatchesWhatThePartsLeaveOutAndTellsItsShare)
{
    drawing = drawingOf({box("ring", 4, 4, 24, 24), box(kBackgroundLabel, 9, 9, 19, 19)}, 28, 28);
    canvas->setDrawing(drawing);
    const auto inside = [this] {
        return canvas->grab().toImage().copy(QRect(at(10, 10), at(18, 18)));
    };
    const QImage before = inside();
    QSignalSpy changed(canvas.get(), &PartsCanvas::lookChanged);
    canvas->setLook({.showsUncovered = true});
    EXPECT_GE(changed.count(), 1);
    EXPECT_NEAR(canvas->uncoveredShare(), 0.25, 1e-9);
    EXPECT_NE(inside(), before);
    canvas->setDrawing(drawingOf({box("ring", 4, 4, 24, 24)}, 28, 28));
    EXPECT_EQ(canvas->uncoveredShare(), 0.0);
}

TEST_F(PartsLookOnCanvas, HatchesWhatIsLeftOutOfTheObjectWhereOneIsOutlined)
{
    canvas->setLook({.showsUncovered = true});
    ASSERT_EQ(canvas->uncoveredShare(), 0.0);
    const auto beside = [this] {
        return canvas->grab().toImage().copy(QRect(at(5, 13), at(11, 19)));
    };
    const QImage before = beside();
    QSignalSpy changed(canvas.get(), &PartsCanvas::lookChanged);
    drawing.object = objectOfBox(4, 12, 16, 8);
    canvas->setDrawing(drawing);
    EXPECT_EQ(canvas->uncoveredShare(), 0.5) << "body covers half of it";
    EXPECT_EQ(changed.count(), 1);
    EXPECT_NE(beside(), before);
    drawing.object.reset();
    canvas->setDrawing(drawing);
    EXPECT_EQ(beside(), before);
}

TEST_F(PartsLookOnCanvas, ShowsPartsInTheirColoursOverThePicture)
{
    drawing.parts[0].colour = "#ff0000";
    canvas->setLook({.hasNames = false});
    canvas->setDrawing(drawing);
    const auto colourAt = [this](double x, double y) {
        return canvas->grab().toImage().pixelColor(at(x, y));
    };
    EXPECT_EQ(colourAt(2.5, 5.5), QColor(Qt::black));
    const QColor body = colourAt(15.5, 15.5);
    EXPECT_NEAR(body.red(), 0.45 * 255, 3);
    EXPECT_EQ(body.green(), 0);
    canvas->setCurrentPart(0);
    EXPECT_GT(colourAt(15.5, 15.5).red(), body.red() + 30);
}

TEST_F(PartsLookOnCanvas, WhatModelsDoNotSeeIsDimmedAndHiddenWhereTheirViewIsShown)
{
    QImage white(28, 28, QImage::Format_RGB888);
    white.fill(Qt::white);
    QImage grey(2, 2, QImage::Format_RGB888);
    grey.fill(QColor(90, 90, 90));
    const LabelMap labels{
        .width = 2, .height = 2, .parts = {{.name = "body", .pixels = 1}}, .labels = {0, 0, 0, 1}};
    const SeenArea seen{.area = QRectF(4, 4, 20, 20), .picture = grey, .parts = labels};
    drawing = drawingOf({{.label = "body", .polygon = {{6, 6}, {9, 6}, {9, 9}}}}, 28, 28);
    drawing.parts[0].colour = "#ff0000";
    canvas->setLook({.hasNames = false});
    canvas->setPicture(white);
    canvas->setDrawing(drawing, seen);
    const auto colourAt = [this](double x, double y) {
        return canvas->grab().toImage().pixelColor(at(x, y));
    };
    EXPECT_EQ(colourAt(12.5, 12.5), QColor(Qt::white));
    const QColor dimmed = colourAt(2.5, 12.5);
    EXPECT_NE(dimmed, QColor(Qt::white));
    canvas->setSeenShown(true);
    EXPECT_EQ(colourAt(12.5, 8.5), QColor(90, 90, 90));
    EXPECT_NE(colourAt(2.5, 12.5), dimmed);
    EXPECT_GT(colourAt(18.5, 18.5).red(), colourAt(18.5, 18.5).blue() + 50) << "as models see it";
    canvas->setSeenShown(false);
    EXPECT_EQ(colourAt(18.5, 18.5), QColor(Qt::white));
}

TEST_F(PartsLookOnCanvas, ThePictureIsDrawnAnewWhereAnotherIsShown)
{
    drawing = Drawing{.width = 28, .height = 28};
    canvas->setDrawing(drawing);
    QImage white(28, 28, QImage::Format_RGB888);
    white.fill(Qt::white);
    const auto middle = [this] { return canvas->grab().toImage().pixelColor(at(14.5, 14.5)); };
    EXPECT_EQ(middle(), QColor(Qt::black));
    canvas->setPicture(white);
    EXPECT_EQ(middle(), QColor(Qt::white));
    canvas->zoomIn();
    EXPECT_EQ(middle(), QColor(Qt::white));
    canvas->setPicture({});
    EXPECT_NE(middle(), QColor(Qt::white));
}

} // namespace
} // namespace palimpsest

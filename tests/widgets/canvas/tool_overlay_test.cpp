// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/application.h"
#include "support/drawn_pixels.h"
#include "widgets/canvas/tool_overlay.h"

#include <QImage>
#include <QPainter>
#include <gtest/gtest.h>

namespace palimpsest {
namespace {

/// What a tool shows over a white picture of 4 × 2 pixels, each of which is 20 pixels wide.
class ShownOverlays : public testing::Test
{
protected:
    void SetUp() override { needApplication(); }

    QImage painted(const ToolOverlay& overlay) const
    {
        QImage image(80, 40, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::white);
        ViewTransform transform;
        transform.fit({4, 2}, image.size(), 0.0);
        QPainter painter(&image);
        paintToolOverlay(painter, transform, overlay,
                         {.part = Qt::red,
                          .accent = Qt::blue,
                          .isLocked = false,
                          .view = image.size(),
                          .picture = {4, 2},
                          .parts = {Qt::red, Qt::green}});
        return image;
    }

    /// In the middle of a pixel of the picture.
    static QColor at(const QImage& image, int x, int y)
    {
        return image.pixelColor(20 * x + 10, 20 * y + 10);
    }
};

TEST_F(ShownOverlays, PartsAsTheyWouldBeHaveTheirColours)
{
    ToolOverlay overlay;
    overlay.labels = std::make_shared<const LabelMap>(mapOfRows({"12..", "...."}));
    const QImage image = painted(overlay);
    EXPECT_GT(at(image, 0, 0).red(), at(image, 0, 0).green() + 100);
    EXPECT_GT(at(image, 1, 0).green(), at(image, 1, 0).red() + 100);
    EXPECT_EQ(at(image, 2, 0), QColor(Qt::white));
}

TEST_F(ShownOverlays, WhatSurroundsTheObjectIsDimmed)
{
    ToolOverlay overlay;
    const ObjectOutline object{
        .pixels = {.left = 1, .top = 0, .width = 2, .height = 1, .pixels = {1, 1}}};
    overlay.object = &object;
    const QImage image = painted(overlay);
    EXPECT_EQ(at(image, 1, 0), QColor(Qt::white));
    EXPECT_EQ(at(image, 2, 0), QColor(Qt::white));
    for (const auto& [x, y] : {std::pair(0, 0), {3, 0}, {1, 1}}) {
        EXPECT_LT(at(image, x, y).lightness(), 160) << x << ", " << y;
    }
}

TEST_F(ShownOverlays, ClicksAndStrokesHaveTheColourOfTheirPart)
{
    ToolOverlay overlay;
    overlay.marks = {{.points = QPolygonF{QPointF(0.5, 0.5)}, .part = 1},
                     {.points = QPolygonF{QPointF(1.5, 1.5), QPointF(3.5, 1.5)}, .part = 0}};
    const QImage image = painted(overlay);
    EXPECT_EQ(at(image, 0, 0), QColor(Qt::green));
    EXPECT_EQ(at(image, 2, 1), QColor(Qt::red));
    overlay.marks[1].isDropped = true;
    EXPECT_NE(at(painted(overlay), 2, 1), QColor(Qt::red));
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/canvas/part_drawing.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace palimpsest {
namespace {

/// Two parts side by side in 4 × 3 pixels, the last column background.
const LabelMap kMap{.width = 4,
                    .height = 3,
                    .parts = {{"a", 3}, {"b", 6}},
                    .labels = {1, 2, 2, 0, 1, 2, 2, 0, 1, 2, 2, 0}};

TEST(PartTints, AreTheMoreOpaqueTheLargerTheAmount)
{
    const std::vector<QColor> tints = partTints({0.0, 0.01, 1.0, 2.0, 9.0}, 2.0, Qt::red);
    EXPECT_EQ(tints[0].alpha(), 0);
    EXPECT_GT(tints[1].alpha(), 20); // a little is not nothing
    EXPECT_GT(tints[2].alpha(), tints[1].alpha());
    EXPECT_GT(tints[3].alpha(), tints[2].alpha());
    EXPECT_EQ(tints[4], tints[3]);
    EXPECT_LT(tints[3].alpha(), 255); // the picture stays visible
    EXPECT_EQ(tints[3].rgb(), QColor(Qt::red).rgb());
}

TEST(PartTints, AreNothingWhereThereIsNoLargest)
{
    EXPECT_EQ(partTints({0.0}, 0.0, Qt::red).front().alpha(), 0);
}

TEST(PaintedParts, GivesEveryPixelTheColourOfItsPart)
{
    const QImage image = paintedParts(kMap, {Qt::red, Qt::green}, Qt::blue);
    EXPECT_EQ(image.pixelColor(0, 2), QColor(Qt::red));
    EXPECT_EQ(image.pixelColor(2, 0), QColor(Qt::green));
    EXPECT_EQ(image.pixelColor(3, 1), QColor(Qt::blue));
}

TEST(DrawInk, BlackensWhereThePictureIsDarkAndThePartIsChosen)
{
    QImage picture(4, 3, QImage::Format_RGB888);
    picture.fill(Qt::white);
    picture.setPixelColor(0, 1, Qt::black);
    picture.setPixelColor(2, 1, Qt::black);
    QColor tint(Qt::green);
    tint.setAlphaF(0.5F);
    const QImage before = paintedParts(kMap, {tint, tint}, Qt::transparent);
    QImage overlay = before;
    drawInk(overlay, picture, kMap, 0b01);
    EXPECT_EQ(overlay.pixelColor(0, 1), QColor(Qt::black));
    EXPECT_EQ(overlay.pixelColor(0, 0), before.pixelColor(0, 0)); // paper
    EXPECT_EQ(overlay.pixelColor(2, 1), before.pixelColor(2, 1)); // another part
}

TEST(UpperRightOf, IsTheCornerOfTheBox)
{
    EXPECT_EQ(upperRightOf(kMap, 0b10, {1.5, 2.5}), QPointF(3, 0));
    EXPECT_EQ(upperRightOf(kMap, 0b01, {0.5, 1.5}), QPointF(1, 0));
}

TEST(FadedPicture, IsGreyAndNearerToTheGround)
{
    QImage picture(2, 1, QImage::Format_RGB888);
    picture.setPixelColor(0, 0, Qt::black);
    picture.setPixelColor(1, 0, Qt::red);
    const QImage faded = fadedPicture(picture, Qt::white);
    EXPECT_EQ(faded.size(), picture.size());
    const QColor black = faded.pixelColor(0, 0);
    const QColor red = faded.pixelColor(1, 0);
    EXPECT_GT(black.value(), 100);
    EXPECT_GT(red.value(), black.value());
    EXPECT_EQ(red.saturation(), 0);
}

TEST(Outlines, SurroundTheChosenPartsAlone)
{
    const auto has = [](const std::vector<QLineF>& lines, const QLineF& line) {
        return std::ranges::find(lines, line) != lines.end();
    };
    const QLineF between(1, 0, 1, 3);
    const QLineF right(3, 0, 3, 3);
    const QLineF left(0, 0, 0, 3);
    const std::vector<QLineF> one = outlines(kMap, 0b10);
    EXPECT_TRUE(has(one, between) && has(one, right));
    EXPECT_FALSE(has(one, left));
    const std::vector<QLineF> both = outlines(kMap, 0b11);
    EXPECT_TRUE(has(both, between) && has(both, right) && has(both, left));
    EXPECT_TRUE(outlines(kMap, 0).empty());
}

TEST(Anchor, LiesInsideOfTheParts)
{
    EXPECT_EQ(anchorOf(kMap, 0b01), QPointF(0.5, 1.5));
    EXPECT_EQ(anchorOf(kMap, 0), std::nullopt);
    // A ring: its middle is not part of it.
    const LabelMap ring{
        .width = 3, .height = 3, .parts = {{"ring", 8}}, .labels = {1, 1, 1, 1, 0, 1, 1, 1, 1}};
    const std::optional<QPointF> anchor = anchorOf(ring, 1);
    ASSERT_TRUE(anchor.has_value());
    EXPECT_EQ(partAtPosition(ring, *anchor), 0);
}

TEST(PartAtPosition, IsNoneOutsideOfParts)
{
    EXPECT_EQ(partAtPosition(kMap, {0.9, 0.1}), 0);
    EXPECT_EQ(partAtPosition(kMap, {1.0, 2.9}), 1);
    EXPECT_EQ(partAtPosition(kMap, {3.5, 1.0}), -1);
    for (const QPointF outside :
         {QPointF(-0.1, 1), QPointF(1, -0.1), QPointF(4, 1), QPointF(1, 3)}) {
        EXPECT_EQ(partAtPosition(kMap, outside), -1);
    }
}

} // namespace
} // namespace palimpsest

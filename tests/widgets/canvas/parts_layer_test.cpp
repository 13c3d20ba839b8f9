// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/drawings.h"
#include "widgets/canvas/parts_layer.h"
#include "widgets/pictures/part_borders.h"
#include "widgets/style/part_colours.h"

#include <gtest/gtest.h>

#include <cmath>

namespace palimpsest {
namespace {

TEST(NamePlaces, LieWithinTheirParts)
{
    // A ring around a part, and a part in the shape of an L: their centroids lie elsewhere.
    const Drawing drawing =
        drawingOf({box("ring", 0, 0, 16, 16),
                   box("core", 4, 4, 12, 12),
                   {"ell", {{18, 0}, {20, 0}, {20, 14}, {28, 14}, {28, 20}, {18, 20}}, {}},
                   box("below", 22, 22, 24, 24),
                   box("above", 21, 21, 25, 25)},
                  30, 30);
    const LabelMap map = paint(drawing);
    const std::vector<NamePlace> places = namePlaces(map);
    ASSERT_EQ(places.size(), 5u);
    for (std::size_t part = 0; part < 5; ++part) {
        if (map.parts[part].pixels > 0) {
            const auto pixel = static_cast<std::size_t>(places[part].centre.y()) * 30 +
                               static_cast<std::size_t>(places[part].centre.x());
            EXPECT_EQ(map.labels[pixel], part + 1) << map.parts[part].name;
            EXPECT_GT(places[part].room, 0.0);
        }
    }
    EXPECT_EQ(places[1].centre.x(), 8.0);
    EXPECT_EQ(places[1].room, 8.0);
    EXPECT_EQ(places[3].room, 0.0); // nothing of it is seen
}

TEST(NamePlaces, OfLargePicturesLieWithinTheirPartsToo)
{
    const Drawing drawing = drawingOf({box("ring", 0, 0, 1601, 1601),
                                       box("core", 401, 403, 1203, 1207), box("dot", 9, 9, 10, 10)},
                                      2048, 2003);
    const LabelMap map = paint(drawing);
    const std::vector<NamePlace> places = namePlaces(map);
    for (std::size_t part = 0; part < 2; ++part) {
        const auto pixel = static_cast<std::size_t>(places[part].centre.y()) * 2048 +
                           static_cast<std::size_t>(places[part].centre.x());
        EXPECT_EQ(map.labels[pixel], part + 1);
    }
    EXPECT_NEAR(places[1].room, 802, 8);
}

TEST(PartBorders, GoAroundEveryPartOnce)
{
    const LabelMap map{.width = 3,
                       .height = 3,
                       .parts = {},
                       .labels = {0, 1, 1, //
                                  0, 1, 2, //
                                  0, 1, 2}};
    EXPECT_EQ(
        partBorders(map),
        (std::vector<QLineF>{
            {1, 0, 3, 0}, {2, 1, 3, 1}, {1, 3, 3, 3}, {1, 0, 1, 3}, {2, 1, 2, 3}, {3, 0, 3, 3}}));
    EXPECT_TRUE(partBorders({}).empty());
}

TEST(PartColours, AreToldApart)
{
    for (int a = 0; a < kPartColours; ++a) {
        for (int b = 0; b < a; ++b) {
            const QColor one = partColour(a);
            const QColor other = partColour(b);
            EXPECT_GT(std::hypot(one.red() - other.red(), one.green() - other.green(),
                                 one.blue() - other.blue()),
                      60.0)
                << a << " and " << b;
        }
    }
    EXPECT_EQ(partColour(kPartColours), partColour(0));
}

TEST(PartColours, APartsOwnColourGoesFirst)
{
    EXPECT_EQ(partColour(PartStyle{"a", "#102030"}, 3), QColor(16, 32, 48));
    EXPECT_EQ(partColour(PartStyle{"a", ""}, 3), partColour(3));
}

} // namespace
} // namespace palimpsest

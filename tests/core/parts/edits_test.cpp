// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/coalition.h"
#include "core/base/error.h"
#include "core/parts/edits.h"
#include "support/drawings.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

namespace palimpsest {
namespace {

using Labels = std::vector<std::uint8_t>;
using Polygon = std::vector<Point>;

/// "a" under "b" under "c", each two pixels wide and one over the next.
Drawing overlapping()
{
    return drawingOf({box("a", 0, 0, 2, 1), box("b", 1, 0, 3, 1), box("c", 2, 0, 4, 1)}, 5, 1);
}

std::vector<std::string> names(const Drawing& drawing)
{
    std::vector<std::string> result;
    for (const PartStyle& part : drawing.parts) {
        result.push_back(part.name);
    }
    return result;
}

template<typename Edit>
void expectRefused(Edit&& edit, const std::string& text)
{
    expectError<BadInput>(edit, text);
}

TEST(Edits, NewPartsComeLastAndGetAFreeName)
{
    Drawing drawing = withPart(overlapping());
    drawing = withPart(drawing, {.name = "  sleeve ", .colour = "#12aBef"});
    drawing = withPart(drawing);
    EXPECT_EQ(names(drawing),
              (std::vector<std::string>{"a", "b", "c", "part 1", "sleeve", "part 2"}));
    EXPECT_EQ(drawing.parts[4].colour, "#12aBef");
    EXPECT_EQ(drawing.shapes, overlapping().shapes);
    expectRefused([&] { withPart(drawing, {.name = "a", .colour = {}}); }, "already");
    expectRefused([&] { withPart(drawing, {.name = "d", .colour = "red"}); }, "#rrggbb");
    expectRefused([&] { withPart(drawing, {.name = "d", .colour = "#12345g"}); }, "#rrggbb");
    expectRefused([&] { withPart(drawing, {.name = kBackgroundLabel, .colour = {}}); }, "no part");
}

TEST(Edits, PartsEndWhereLabelsDo)
{
    Drawing drawing = overlapping();
    while (drawing.parts.size() < kMaxDrawnParts) {
        drawing = withPart(drawing);
    }
    expectRefused([&] { withPart(drawing); }, "at most 255");
}

TEST(Edits, ANewShapeLiesOnTopWithinThePicture)
{
    const Drawing drawing = withShape(overlapping(), 0, {{-3, -1}, {9, -1}, {9, 9}, {-3, 9}});
    EXPECT_EQ(drawing.shapes.back(), (Shape{"a", {{0, 0}, {5, 0}, {5, 1}, {0, 1}}, {}}));
    EXPECT_EQ(paint(drawing).labels, (Labels{1, 1, 1, 1, 1}));
    expectRefused([&] { withShape(drawing, 3, {{0, 0}, {1, 0}, {1, 1}}); }, "part number 4");
    expectRefused([&] { withShape(drawing, 0, {{0, 0}, {1, 0}}); }, "three points");
    const double nowhere = std::numeric_limits<double>::quiet_NaN();
    expectRefused([&] { withShape(drawing, 0, {{0, 0}, {1, 0}, {nowhere, 1}}); }, "finite");
}

TEST(Edits, AGridTilesItsRectangle)
{
    const Drawing drawing = withGrid(drawingOf({}, 10, 9), {12, 9}, {0, 0}, 4, 3);
    EXPECT_EQ(drawing.parts.size(), 12u);
    EXPECT_EQ(drawing.parts.front().name, "r1c1");
    EXPECT_EQ(drawing.parts.back().name, "r3c4");
    const LabelMap map = rasterise(drawing);
    EXPECT_EQ(std::ranges::count(map.labels, 0), 0);
    EXPECT_EQ(map.labels[0], 1);
    EXPECT_EQ(map.labels[9], 4);
    EXPECT_EQ(map.labels.back(), 12);
}

TEST(Edits, ASecondGridFindsFreeNames)
{
    const Drawing drawing =
        withGrid(withGrid(drawingOf({}, 8, 8), {0, 0}, {8, 4}, 2, 1), {0, 4}, {8, 8}, 2, 1);
    EXPECT_EQ(names(drawing), (std::vector<std::string>{"r1c1", "r1c2", "r1c1 2", "r1c2 2"}));
}

TEST(Edits, AGridThatMakesNoSenseIsRefused)
{
    const Drawing drawing = drawingOf({box("a", 0, 0, 19, 2)}, 19, 8);
    const auto grid = [&](int columns, int rows, Point to = {19, 8}) {
        return withGrid(drawing, {0, 1}, to, columns, rows);
    };
    EXPECT_EQ(grid(19, 1).parts.size(), static_cast<std::size_t>(kMaxParts));
    expectRefused([&] { grid(4, 5); }, "more than 20 parts, the most, with the 1 part that is");
    expectRefused([&] { grid(100'000, 100'000); }, "more than 20 parts");
    expectRefused([&] { grid(0, 5); }, "at least one");
    expectRefused([&] { grid(2, 2, {0, 8}); }, "empty");
    expectRefused([&] { grid(2, 2, {-4, 8}); }, "empty");
}

TEST(Edits, AGridLeavesNoPartWithoutPixels)
{
    const Drawing empty = drawingOf({}, 28, 28);
    expectRefused([&] { withGrid(empty, {0, 0}, {3, 3}, 6, 3); }, "finer than the pixels: \"r1c");
    EXPECT_EQ(withGrid(empty, {0, 0}, {3, 3}, 3, 3).parts.size(), 9U);
    const Drawing first = withGrid(empty, {0, 0}, {28, 28}, 2, 2);
    expectRefused(
        [&] {
            withGrid(first, {0, 0}, {28, 14}, 4, 1);
        },
        "cover the last pixels of \"r1c1\", \"r1c2\"");
    EXPECT_EQ(withGrid(first, {0, 0}, {28, 13}, 4, 1).parts.size(), 8U);
    const Drawing unpainted = withPart(empty, {.name = "to come", .colour = {}});
    EXPECT_EQ(withGrid(unpainted, {0, 0}, {28, 28}, 2, 2).parts.size(), 5U) << "it had none before";
}

TEST(Edits, VerticesMoveComeAndGo)
{
    const Drawing before = overlapping();
    EXPECT_EQ(withVertexAt(before, 0, 2, {1.5, 7}).shapes[0].polygon,
              (Polygon{{0, 0}, {2, 0}, {1.5, 1}, {0, 1}}));
    EXPECT_EQ(withVertexInserted(before, 0, 1, {1, -2}).shapes[0].polygon,
              (Polygon{{0, 0}, {1, 0}, {2, 0}, {2, 1}, {0, 1}}));
    const Drawing triangle = withoutVertex(before, 0, 3);
    EXPECT_EQ(triangle.shapes[0].polygon, (Polygon{{0, 0}, {2, 0}, {2, 1}}));
    expectRefused([&] { withoutVertex(triangle, 0, 0); }, "three points");
    expectRefused([&] { withVertexAt(before, 0, 4, {0, 0}); }, "4 points");
    expectRefused([&] { withVertexInserted(before, 3, 0, {0, 0}); }, "shape number 4");
}

TEST(Edits, AMovedShapeKeepsItsFormAtTheEdge)
{
    const Drawing before = drawingOf({box("a", 1, 1, 3, 2)}, 5, 5);
    EXPECT_EQ(withShapeMoved(before, 0, {1, 2}).shapes[0], box("a", 2, 3, 4, 4));
    EXPECT_EQ(withShapeMoved(before, 0, {-9, 9}).shapes[0], box("a", 0, 4, 2, 5));
    // Files may hold shapes that reach out of the picture; they may come in but not go further.
    const Drawing outside = drawingOf({box("a", -2, 1, 3, 2)}, 5, 5);
    EXPECT_EQ(withShapeMoved(outside, 0, {-1, 0}).shapes[0], box("a", -2, 1, 3, 2));
    EXPECT_EQ(withShapeMoved(outside, 0, {1, 0}).shapes[0], box("a", -1, 1, 4, 2));
}

TEST(Edits, DeletingAShapeUncoversWhatLiesBelow)
{
    const Drawing after = withoutShape(overlapping(), 1);
    EXPECT_EQ(paint(after).labels, (Labels{1, 1, 3, 3, 0}));
    EXPECT_EQ(after.parts.size(), 3u);
    expectRefused([&] { withoutShape(after, 2); }, "shape number 3");
}

TEST(Edits, RenamingTakesTheShapesAlong)
{
    const Drawing after = withPartRenamed(overlapping(), 1, " hem ");
    EXPECT_EQ(names(after), (std::vector<std::string>{"a", "hem", "c"}));
    EXPECT_EQ(after.shapes[1].label, "hem");
    EXPECT_EQ(withPartRenamed(after, 1, "hem"), after);
    expectRefused([&] { withPartRenamed(after, 1, "c"); }, "already a part called \"c\"");
    expectRefused([&] { withPartRenamed(after, 1, " "); }, "needs a name");
    expectRefused([&] { withPartRenamed(after, 1, kBackgroundLabel); }, "no part");
    expectRefused([&] { withPartRenamed(after, 7, "x"); }, "part number 8");
}

TEST(Edits, ColoursChangeNothingElse)
{
    Drawing after = withPartRecoloured(overlapping(), 2, "#00ff80");
    EXPECT_EQ(after.parts[2].colour, "#00ff80");
    EXPECT_EQ(withPartRecoloured(after, 2, ""), overlapping());
    expectRefused([&] { withPartRecoloured(after, 2, "#0f8"); }, "#rrggbb");
}

TEST(Edits, AMovedPartIsRenumbered)
{
    const Drawing before = overlapping();
    EXPECT_EQ(names(withPartMoved(before, 0, 2)), (std::vector<std::string>{"b", "c", "a"}));
    EXPECT_EQ(names(withPartMoved(before, 2, 0)), (std::vector<std::string>{"c", "a", "b"}));
    EXPECT_EQ(withPartMoved(before, 1, 1), before);
    EXPECT_EQ(coarsening(paint(before), paint(withPartMoved(before, 0, 2))),
              (std::vector<int>{2, 0, 1}));
    expectRefused([&] { withPartMoved(before, 0, 3); }, "part number 4");
}

TEST(Edits, MergedPartsAreOneRegion)
{
    const Drawing before = overlapping();
    const Drawing after = withPartsMerged(before, 0, 2);
    EXPECT_EQ(names(after), (std::vector<std::string>{"b", "c"}));
    EXPECT_EQ(paint(after).labels, (Labels{2, 1, 2, 2, 0}));
    EXPECT_EQ(coarsening(paint(before), paint(after)), (std::vector<int>{1, 0, 1}));
    expectRefused([&] { withPartsMerged(before, 1, 1); }, "itself");
}

TEST(Edits, ARemovedPartBringsNothingToLight)
{
    const Drawing before = overlapping();
    const Drawing after = withoutPart(before, 1);
    EXPECT_EQ(paint(after).labels, (Labels{1, 0, 2, 2, 0}));
    EXPECT_EQ(after.shapes[1].label, kBackgroundLabel);
    EXPECT_EQ(withoutPart(before, 0).shapes.size(), 2u); // it lay over nothing
    expectRefused([&] { withoutPart(before, 3); }, "part number 4");
}

/// Draws edits at random; those that make no sense for a drawing leave it as it is.
class RandomEdits
{
public:
    explicit RandomEdits(std::uint32_t seed) : m_random(seed) {}

    std::size_t below(std::size_t end)
    {
        return std::uniform_int_distribution<std::size_t>(0, end - 1)(m_random);
    }

    Point point()
    {
        std::uniform_real_distribution<double> position(-4.0, 28.0);
        return {position(m_random), position(m_random)};
    }

    Polygon polygon()
    {
        Polygon result(below(5) + 2); // two points are refused
        std::ranges::generate(result, [this] { return point(); });
        return result;
    }

    Drawing apply(const Drawing& drawing)
    {
        const std::size_t part = below(drawing.parts.size() + 1);
        const std::size_t shape = below(drawing.shapes.size() + 1);
        switch (below(12)) {
        case 0:
            return withPart(drawing);
        case 1:
        case 2:
        case 3:
            return withShape(drawing, part, polygon());
        case 4:
            return withGrid(drawing, point(), point(), static_cast<int>(below(3)), 2);
        case 5:
            return withVertexAt(drawing, shape, below(4), point());
        case 6:
            return withVertexInserted(drawing, shape, below(4), point());
        case 7:
            return withoutVertex(drawing, shape, below(4));
        case 8:
            return withShapeMoved(drawing, shape, point());
        case 9:
            return withoutShape(drawing, shape);
        case 10:
            return withPartRenamed(drawing, part, "name " + std::to_string(below(9)));
        default:
            return withPartRecoloured(drawing, part, "#102030");
        }
    }

    /// Moves, merges or removes parts.
    Drawing applyCoarse(const Drawing& drawing)
    {
        const std::size_t part = below(drawing.parts.size() + 1);
        const std::size_t other = below(drawing.parts.size() + 1);
        switch (below(3)) {
        case 0:
            return withPartMoved(drawing, part, other);
        case 1:
            return withPartsMerged(drawing, part, other);
        default:
            return withoutPart(drawing, part);
        }
    }

private:
    std::mt19937 m_random;
};

void expectSound(const Drawing& drawing)
{
    std::vector<std::string> sorted = names(drawing);
    std::ranges::sort(sorted);
    ASSERT_TRUE(std::ranges::adjacent_find(sorted) == sorted.end()) << "a part is listed twice";
    ASSERT_FALSE(std::ranges::binary_search(sorted, std::string(kBackgroundLabel)));
    for (const Shape& shape : drawing.shapes) {
        ASSERT_TRUE(shape.label == kBackgroundLabel || partIndex(drawing, shape.label) >= 0);
        ASSERT_GE(shape.polygon.size(), 3u);
        for (const Point& point : shape.polygon) {
            ASSERT_TRUE(point.x >= -1e-9 && point.x <= drawing.width + 1e-9);
            ASSERT_TRUE(point.y >= -1e-9 && point.y <= drawing.height + 1e-9);
        }
    }
}

/// The map of `before` with its parts renamed to what they are in `after` must be `after`.
void expectOnlyJoinedOrDropped(const Drawing& before, const Drawing& after)
{
    const LabelMap fine = paint(before);
    const LabelMap coarse = paint(after);
    const std::optional<std::vector<int>> into = coarsening(fine, coarse);
    ASSERT_TRUE(into) << "a region was cut, or something came to light";
    for (std::size_t i = 0; i < before.parts.size(); ++i) {
        const int kept = partIndex(after, before.parts[i].name);
        if (fine.parts[i].pixels > 0 && kept >= 0) {
            ASSERT_EQ((*into)[i], kept) << before.parts[i].name;
        }
    }
}

class EditSequences : public testing::TestWithParam<std::uint32_t>
{
};

TEST_P(EditSequences, KeepPartsAndShapesTogether)
{
    RandomEdits random(GetParam());
    Drawing drawing = drawingOf({box("a", 0, 0, 12, 12), box("b", 6, 6, 24, 24)}, 24, 24);
    int applied = 0;
    for (int step = 0; step < 1000; ++step) {
        const bool isCoarse = random.below(6) == 0;
        const Drawing before = drawing;
        try {
            drawing = isCoarse ? random.applyCoarse(before) : random.apply(before);
            ++applied;
        } catch (const BadInput&) {
            continue;
        }
        ASSERT_NO_FATAL_FAILURE(expectSound(drawing)) << "step " << step;
        if (isCoarse) {
            ASSERT_NO_FATAL_FAILURE(expectOnlyJoinedOrDropped(before, drawing)) << "step " << step;
        }
    }
    EXPECT_GT(applied, 500);
}

INSTANTIATE_TEST_SUITE_P(Seeds, EditSequences, testing::Range(1u, 9u));

/// Two pixels beside one another, of which the left one is at (x, y).
Shape painted(const std::string& label, int x, int y)
{
    return {label, {}, {}, Mask{.left = x, .top = y, .width = 2, .height = 1, .pixels = {1, 1}}};
}

TEST(PaintedShapes, MoveByWholePixelsWithinThePicture)
{
    const Drawing drawing = drawingOf({painted("a", 1, 1)}, 6, 4);
    EXPECT_EQ(withShapeMoved(drawing, 0, {1.4, 1.6}).shapes[0], painted("a", 2, 3));
    EXPECT_EQ(withShapeMoved(drawing, 0, {-9, 90}).shapes[0], painted("a", 0, 3));
    EXPECT_EQ(withShapeMoved(drawing, 0, {9, -0.4}).shapes[0], painted("a", 4, 1));
}

TEST(PaintedShapes, HaveNoPointsToMove)
{
    const Drawing drawing = drawingOf({painted("a", 1, 1)}, 6, 4);
    expectError<BadInput>([&] { withVertexAt(drawing, 0, 0, {1, 1}); }, "is painted");
    expectError<BadInput>([&] { withVertexInserted(drawing, 0, 0, {1, 1}); }, "is painted");
    expectError<BadInput>([&] { withoutVertex(drawing, 0, 0); }, "is painted");
}

TEST(PaintedShapes, AreRenamedMergedAndRemovedLikeOthers)
{
    const Drawing drawing =
        drawingOf({box("a", 0, 0, 6, 4), painted("b", 1, 1), painted("c", 3, 1)}, 6, 4);
    EXPECT_EQ(withPartRenamed(drawing, 1, "hem").shapes[1], painted("hem", 1, 1));
    EXPECT_EQ(withPartsMerged(drawing, 2, 1).shapes[2], painted("b", 3, 1));
    const Drawing without = withoutPart(drawing, 1);
    EXPECT_EQ(without.shapes[1], painted(kBackgroundLabel, 1, 1)) << "what is below stays hidden";
    EXPECT_EQ(withoutPart(withoutPart(drawing, 0), 0).shapes.size(), 1U);
}

} // namespace
} // namespace palimpsest

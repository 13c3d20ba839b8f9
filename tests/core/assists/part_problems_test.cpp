// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/assists/part_problems.h"
#include "core/assists/pieces.h"
#include "core/base/error.h"
#include "core/parts/painting.h"
#include "support/drawings.h"
#include "support/drawn_pixels.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace palimpsest {
namespace {

std::vector<PartProblem> problemsOf(const Drawing& drawing)
{
    return partProblems(drawing, paint(drawing));
}

TEST(PartProblems, AreNoneWherePartsLieSideBySide)
{
    const Drawing drawing = drawingOf(
        {box("beak", 0, 0, 4, 8), box("crown", 4, 0, 8, 8), box("eye", 8, 0, 10, 8)}, 10, 8);
    EXPECT_TRUE(problemsOf(drawing).empty());
}

TEST(PartProblems, NamePartsOfWhichModelsSeeNothingOrOnePixel)
{
    Drawing drawing = drawingOf({box("beak", 0, 0, 8, 8), box("eye", 8, 8, 10, 10)}, 20, 20);
    drawing.parts.push_back({.name = "tail", .colour = {}}); // that nobody has drawn yet
    LabelMap seen = paint(drawing);
    seen.parts[1].pixels = 1; // at their size
    EXPECT_EQ(partProblems(drawing, seen),
              (std::vector<PartProblem>{
                  {.kind = ProblemKind::OnePixel,
                   .part = "eye",
                   .pixels = 4,
                   .place = {.left = 8, .top = 8, .width = 2, .height = 2}},
                  {.kind = ProblemKind::Empty, .part = "tail"},
              }));
}

TEST(PartProblems, NameWhatReachesBeyondThePictureByMoreThanAPixel)
{
    const auto problems = problemsOf(drawingOf(
        {box("near", -1, 0, 4, 4), box("far", 8, 8, 12, 10), box("gone", 30, 30, 40, 40)}, 10, 10));
    ASSERT_EQ(problems.size(), 2U);
    EXPECT_EQ(problems[0], (PartProblem{.kind = ProblemKind::Outside,
                                        .part = "far",
                                        .pixels = 4,
                                        .place = {.left = 8, .top = 8, .width = 2, .height = 2}}));
    EXPECT_EQ(problems[1].kind, ProblemKind::Outside) << "and not also that it is empty";
    EXPECT_EQ(problems[1].part, "gone");
    EXPECT_EQ(problems[1].pixels, 0U);
}

TEST(PartProblems, NameOutlinesThatCoverOtherPartsWithTheirPixels)
{
    const Drawing drawing = drawingOf(
        {box("wing", 0, 0, 6, 6), box("back", 4, 0, 10, 6), box("back", 0, 4, 3, 6)}, 10, 10);
    EXPECT_EQ(problemsOf(drawing), (std::vector<PartProblem>{
                                       {.kind = ProblemKind::Overlap,
                                        .part = "back",
                                        .covered = "wing",
                                        .pixels = 18,
                                        .place = {.left = 0, .top = 0, .width = 6, .height = 6}}}));
}

TEST(PartProblems, AreNotMadeByPaintingAndErasing)
{
    const Drawing outlined = drawingOf({box("wing", 0, 0, 6, 6), box("back", 6, 0, 10, 6)}, 10, 10);
    const Drawing painted = withPainted(
        outlined, 1,
        {.left = 4, .width = 3, .height = 6, .pixels = std::vector<std::uint8_t>(18, 1)});
    EXPECT_TRUE(problemsOf(painted).empty());
    Drawing erased = outlined;
    erased.shapes.push_back(box(kBackgroundLabel, 2, 2, 8, 4));
    EXPECT_TRUE(problemsOf(erased).empty());
}

TEST(PartProblems, NameSliversWhichGoToTheirNeighboursInOneGo)
{
    // A pixel of "1" stands within "2", and one of "2" apart from the rest.
    const LabelMap map = mapOfRows({"111112222.", "111112122.", "11111222.2", "111112222."});
    Drawing drawing{.width = map.width,
                    .height = map.height,
                    .shapes = {},
                    .parts = {{.name = "1", .colour = {}}, {.name = "2", .colour = {}}}};
    drawing = withLabels(drawing, map.labels);
    const auto problems = problemsOf(drawing);
    ASSERT_EQ(problems.size(), 1U) << "corners join pixels of a part";
    EXPECT_EQ(problems[0], (PartProblem{.kind = ProblemKind::Sliver,
                                        .part = "1",
                                        .pixels = 1,
                                        .place = {.left = 6, .top = 1, .width = 1, .height = 1}}));
    const Drawing after = withSliversGiven(drawing);
    EXPECT_TRUE(problemsOf(after).empty());
    EXPECT_EQ(rowsOf(paint(after)),
              (std::vector<std::string>{"111112222.", "111112222.", "11111222.2", "111112222."}));
    EXPECT_EQ(withSliversGiven(after), after) << "nothing is touched where there is none";
}

TEST(PartProblems, SliversStayWhereModelsSeeNothingElseOfTheirPart)
{
    const LabelMap map = mapOfRows({"11222221222222"});
    Drawing drawing{.width = map.width,
                    .height = map.height,
                    .shapes = {},
                    .parts = {{.name = "1", .colour = {}}, {.name = "2", .colour = {}}}};
    drawing = withLabels(drawing, map.labels);
    EXPECT_EQ(rowsOf(paint(withSliversGiven(drawing))), std::vector<std::string>{"11222222222222"});
    const auto endAlone = [](const Drawing& drawn) { // models see what lies right of pixel 2
        LabelMap seen = paint(drawn);
        for (std::size_t part = 0; part < seen.parts.size(); ++part) {
            seen.parts[part].pixels = static_cast<std::size_t>(
                std::ranges::count(seen.labels.begin() + 2, seen.labels.end(), part + 1));
        }
        return seen;
    };
    EXPECT_EQ(withSliversGiven(drawing, endAlone), drawing);
}

TEST(PartProblems, CountSliversByThePicture)
{
    EXPECT_EQ(mostOfSliver({28, 28}), 4U);
    EXPECT_EQ(mostOfSliver({500, 400}), 20U);
}

TEST(PartProblems, AreOfPicturesOfAnyShape)
{
    for (const auto& [width, height] : {std::pair(1, 1), {1, 9}}) {
        const Drawing drawing = drawingOf({box("all", 0, 0, width, height)}, width, height);
        const auto problems = problemsOf(drawing);
        EXPECT_EQ(std::ranges::count(problems, ProblemKind::OnePixel, &PartProblem::kind),
                  height == 1 ? 1 : 0);
        EXPECT_EQ(withSliversGiven(drawing), drawing);
    }
    EXPECT_THROW(partProblems(drawingOf({box("a", 0, 0, 1, 1)}, 2, 2), {},
                              [](std::size_t, std::size_t) { return false; }),
                 Cancelled);
}

} // namespace
} // namespace palimpsest

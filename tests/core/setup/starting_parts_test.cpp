// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/pictures/image.h"
#include "core/samples/preprocessing_presets.h"
#include "core/setup/starting_parts.h"
#include "support/expect_error.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace palimpsest {
namespace {

/// The label at the middle of a pixel of the picture as the model sees it; 0 for none.
int labelAt(const LabelMap& map, int x, int y)
{
    return map.labels[static_cast<std::size_t>(y) * map.width + x];
}

TEST(PartsAround, LieWhereTheModelSeesTheirPlaces)
{
    // 500 × 400 to 320 × 256, of which columns 48 to 272 and rows 16 to 240 are seen.
    const Drawing drawing = partsAround({{"beak", 250.0, 200.0}, {"tail", 312.5, 200.0}}, 500, 400,
                                        torchvisionPreprocessing(), 10);
    const LabelMap map = rasterise(drawing);
    ASSERT_EQ(map.parts.size(), 2u);
    EXPECT_EQ(map.parts[0].name, "beak");
    EXPECT_EQ(labelAt(map, 112, 112), 1);
    EXPECT_EQ(labelAt(map, 152, 112), 2);
    EXPECT_EQ(labelAt(map, 130, 112), 1); // nearer to the beak
    EXPECT_EQ(labelAt(map, 134, 112), 2);
    EXPECT_EQ(labelAt(map, 112, 145), 0); // further than an eighth of the side
    EXPECT_EQ(labelAt(map, 112, 137), 1);
}

TEST(PartsAround, AreJoinedUntilThereAreFewEnough)
{
    const Preprocessing exact{
        .width = 100, .height = 100, .mean = {0.5}, .std = {0.5}, .resizing = {}};
    const std::vector<PartLocation> places = {
        {"crown", 20, 20}, {"nape", 30, 20}, {"leg", 60, 80}, {"gone", 120, 20}};
    const Drawing all = partsAround(places, 100, 100, exact, 10);
    ASSERT_EQ(all.parts.size(), 3u); // one lies outside
    const Drawing two = partsAround(places, 100, 100, exact, 2);
    ASSERT_EQ(two.parts.size(), 2u);
    EXPECT_EQ(two.parts[0].name, "crown + nape");
    EXPECT_EQ(labelAt(rasterise(two), 25, 20), 1);
    EXPECT_EQ(partsAround({{"a", 50, 50}, {"b", 51, 50}}, 100, 100, exact, 10).parts.size(), 1u);
    EXPECT_TRUE(partsAround({}, 100, 100, exact, 10).parts.empty());
    const LabelMap corner = rasterise(partsAround({{"a", 0, 0}}, 100, 100, exact, 10));
    EXPECT_EQ(labelAt(corner, 0, 0), 1);
}

TEST(PartsBeside, LeaveOutAndNameWhatHasNoArea)
{
    const TemporaryFolder folder;
    writePng(folder / "a.png",
             {.width = 20, .height = 20, .channels = 1, .pixels = std::vector<std::uint8_t>(400)});
    writeFileAtomically(folder / "a.json", R"({"imageWidth": 20, "imageHeight": 20, "shapes": [
        {"label": "eye", "shape_type": "point", "points": [[3, 3]]},
        {"label": "leg", "points": [[5, 6], [6, 7]]},
        {"label": "box", "shape_type": "rectangle", "points": [[5, 6]]},
        {"label": "head", "points": [[0, 0], [10, 0], [10, 10]]}]})");
    const Preprocessing exact{
        .width = 20, .height = 20, .mean = {0.5}, .std = {0.5}, .resizing = {}};
    std::vector<std::string> warnings;
    const auto parts = partsBeside(folder / "a.png", exact, warnings);
    ASSERT_TRUE(parts);
    ASSERT_EQ(parts->parts.size(), 1U);
    EXPECT_EQ(parts->parts[0].name, "head");
    ASSERT_EQ(warnings.size(), 1U);
    EXPECT_EQ(parts->points, (std::vector<PartPoint>{{.label = "eye", .at = {3.0, 3.0}}}));
    EXPECT_NE(
        warnings[0].find("the polygon \"leg\" of 2 points, the rectangle \"box\" of 1 point."),
        std::string::npos)
        << warnings[0];
}

TEST(PartsBeside, OfAnotherPictureAreRefusedNamingBoth)
{
    const TemporaryFolder folder;
    writePng(folder / "a.png",
             {.width = 20, .height = 20, .channels = 1, .pixels = std::vector<std::uint8_t>(400)});
    const Preprocessing exact{
        .width = 20, .height = 20, .mean = {0.5}, .std = {0.5}, .resizing = {}};
    const auto read = [&](const std::string& keys) {
        writeFileAtomically(folder / "a.json", "{" + keys + R"(, "shapes": [
            {"label": "head", "points": [[0, 0], [10, 0], [10, 10]]}]})");
        std::vector<std::string> warnings;
        return partsBeside(folder / "a.png", exact, warnings).has_value();
    };
    EXPECT_TRUE(read(R"("imagePath": "..\\img\\A.jpg")"));
    expectError<BadFile>([&] { read(R"("imagePath": "b.png")"); },
                         "drawn on \"b.png\", and stands beside \"a.png\"");
    expectError<BadFile>([&] { read(R"("imageWidth": 30, "imageHeight": 20)"); }, "30 × 20");
    writeFileAtomically(folder / "a.json", R"({"shapes": [)");
    std::vector<std::string> warnings;
    EXPECT_THROW(partsBeside(folder / "a.png", exact, warnings), BadFile) << "cut off";
    writeFileAtomically(folder / "a.json", R"({"camera": 5})");
    EXPECT_FALSE(partsBeside(folder / "a.png", exact, warnings)) << "no file of LabelMe";
}

TEST(GridParts, CoverEveryPixelOnce)
{
    const Preprocessing exact{
        .width = 10, .height = 7, .mean = {0.5}, .std = {0.5}, .resizing = {}};
    const LabelMap map = rasterise(gridParts(exact, 3, 2));
    ASSERT_EQ(map.parts.size(), 6u);
    EXPECT_EQ(std::ranges::count(map.labels, 0), 0);
    EXPECT_EQ(labelAt(map, 0, 0), 1);
    EXPECT_EQ(labelAt(map, 9, 0), 3);
    EXPECT_EQ(labelAt(map, 9, 6), 6);
    EXPECT_EQ(map.parts[5].name, "r2c3");
    expectError<BadInput>([&] { gridParts(exact, 5, 5); },
                          "more than 20 parts, which are the most");
    expectError<BadInput>([&] { gridParts(exact, 14, 1); }, "finer than the pixels");
}

} // namespace
} // namespace palimpsest

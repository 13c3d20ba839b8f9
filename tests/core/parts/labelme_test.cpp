// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/parts/labelme.h"
#include "core/parts/labelme_picture.h"
#include "core/pictures/image.h"
#include "support/drawings.h"
#include "support/expect_error.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>

namespace palimpsest {
namespace {

using nlohmann::json;

class LabelMe : public testing::Test
{
protected:
    Drawing readText(const std::string& text)
    {
        writeFileAtomically(m_file, text);
        return readLabelMe(m_file);
    }

    Drawing read(const std::string& shapes)
    {
        return readText(R"({"imageWidth": 10, "imageHeight": 8, "shapes": )" + shapes + "}");
    }

    void expectRefused(const std::string& shapes, const std::string& message)
    {
        expectError<BadFile>([&] { read(shapes); }, message);
    }

    TemporaryFolder m_folder;
    std::filesystem::path m_file = m_folder / "parts.json";
};

TEST_F(LabelMe, ReadsPolygonsAndRectanglesInOrder)
{
    const Drawing file = read(R"([
        {"label": "sole", "points": [[0, 1.5], [2, 3], [4, 5]], "shape_type": "polygon"},
        {"label": "box", "points": [[1, 2], [3, 4]], "shape_type": "rectangle"}])");
    EXPECT_EQ(file.width, 10);
    EXPECT_EQ(file.height, 8);
    EXPECT_EQ(file.shapes, (std::vector<Shape>{{"sole", {{0, 1.5}, {2, 3}, {4, 5}}, {}},
                                               {"box", {{1, 2}, {3, 2}, {3, 4}, {1, 4}}, {}}}));
}

TEST_F(LabelMe, RefusesEveryShapeItCannotUseByName)
{
    expectRefused(R"([{"label": "a", "points": [[0, 0], [1, 1]]}])", "fewer than three points");
    expectRefused(R"([{"label": "a", "points": [[0, 0], [1, "1"], [2, 2]]}])", "pair of numbers");
    expectRefused(R"([{"label": "a", "points": [[0, 0], [1], [2, 2]]}])", "pair of numbers");
    expectRefused(R"([{"label": "a", "points": [[0, 0], [1, true], [2, 2]]}])", "pair of numbers");
    expectRefused(R"([{"points": [[0, 0], [1, 1], [2, 0]]}])", "shape 1 has no label");
    expectRefused(R"([{"label": "a", "points": [[0, 0], [3, 3]], "shape_type": "line"}])",
                  "\"line\" of 2 points");
    expectRefused(R"([{"label": "a", "points": [[0, 0]], "shape_type": "circle"}])",
                  "\"circle\" of 1 points");
    expectRefused(R"([{"label": "a", "points": [[0, 0], [1, 1]], "shape_type": "mask",)"
                  R"( "mask": "§"}])",
                  "The mask of shape 1");
    expectRefused(R"([{"label": "a", "points": [[-1.5e308, -1.5e308], [1.5e308, 1.5e308],
                                              [1.5e308, -1.5e308]]}])",
                  "millions of pixels away");
    expectRefused("7", "no list \"shapes\"");
}

TEST_F(LabelMe, IsKnownByItsShapesEvenWhereItIsDamaged)
{
    const auto isOne = [&](const std::string& text) {
        writeFileAtomically(m_file, text);
        return isLabelMe(m_file);
    };
    EXPECT_TRUE(isOne(R"({"shapes": []})"));
    EXPECT_TRUE(isOne(R"({"shapes": [{"label": "a")")) << "cut off, which its reader says";
    EXPECT_FALSE(isOne(R"({"shapes": 3})"));
    EXPECT_FALSE(isOne(R"({"images": [)"));
    EXPECT_FALSE(isLabelMe(m_folder / "none.json"));
}

TEST_F(LabelMe, ReadsRectanglesOfFourCornersAndCircles)
{
    const Drawing drawing = read(
        R"([{"label": "r", "points": [[3, 0], [6, 3], [3, 6], [0, 3]], "shape_type": "rotation"},)"
        R"( {"label": "q", "points": [[6, 0], [8, 0], [8, 2], [6, 2]], "shape_type": "rectangle",)"
        R"(  "flags": null, "attributes": {}},)"
        R"( {"label": "c", "points": [[7, 5], [7, 7]], "shape_type": "circle"}])");
    ASSERT_EQ(drawing.shapes.size(), 3U);
    EXPECT_EQ(drawing.shapes[1].polygon, (std::vector<Point>{{6, 0}, {8, 0}, {8, 2}, {6, 2}}));
    const LabelMap map = rasterise(drawing);
    EXPECT_EQ(map.parts[1].pixels, 4U);
    EXPECT_EQ(map.parts[2].pixels, 12U) << "the pixels whose centres are within 2 of (7, 5)";
}

/// A ring of 4 × 4 with a hole, a pixel that touches it by a corner, and one apart.
Mask ringMask(int left, int top)
{
    const std::string rows = "####.."
                             "#..#.."
                             "#..#.#"
                             "####.."
                             "....#.";
    Mask mask{.left = left, .top = top, .width = 6, .height = 5, .pixels = {}};
    std::ranges::transform(rows, std::back_inserter(mask.pixels),
                           [](char c) { return c == '#' ? 1 : 0; });
    return mask;
}

TEST_F(LabelMe, AnOutlineOfPixelsIsPaintedLikeThese)
{
    const Mask mask = ringMask(2, 1);
    const Drawing painted = drawingOf({{"m", {}, {}, mask}}, 9, 8);
    const Drawing outlined = drawingOf({{"m", outlineOf(mask), {}}}, 9, 8);
    EXPECT_EQ(paint(outlined), paint(painted));
    EXPECT_TRUE(outlineOf(std::vector<bool>(30, false), {6, 5}, {}).empty());
}

/// A PNG of 3 × 2 as LabelMe writes masks: the first row and the last pixel are set.
std::string smallMask(const TemporaryFolder& folder)
{
    writePng(folder / "mask.png",
             {.width = 3, .height = 2, .channels = 1, .pixels = {255, 1, 255, 0, 0, 255}});
    return toBase64(readFile(folder / "mask.png", 1 << 20));
}

/// A shape of LabelMe that is this mask, with its first and last pixel where `points` says.
std::string maskShape(const std::string& points, const std::string& mask)
{
    return R"([{"label": "m", "shape_type": "mask", "points": )" + points + R"(, "mask": ")" +
           mask + R"("}])";
}

TEST_F(LabelMe, ReadsMasksWhosePointsAreTheirFirstAndLastPixel)
{
    const Drawing drawing = read(maskShape("[[4.0, 5.0], [6.0, 6.0]]", smallMask(m_folder)));
    EXPECT_EQ(drawing.shapes[0].mask,
              (Mask{.left = 4, .top = 5, .width = 3, .height = 2, .pixels = {1, 1, 1, 0, 0, 1}}));
    EXPECT_TRUE(drawing.shapes[0].polygon.empty());
    EXPECT_TRUE(drawing.shapes[0].otherKeys.empty()) << "the mask is none of them";
    const LabelMap seen = rasterise(drawing);
    EXPECT_EQ(seen.parts[0].pixels, 4U);
    EXPECT_EQ(seen.labels[5 * 10 + 4], 1);
    EXPECT_EQ(seen.labels[6 * 10 + 6], 1);
    EXPECT_EQ(seen.labels[6 * 10 + 5], 0);
}

TEST_F(LabelMe, RefusesMasksThatDoNotFitTheirBoxByName)
{
    const std::string mask = smallMask(m_folder);
    const std::string what = "The mask of shape 1 (\"m\")";
    for (const char* points : {"[[4, 5], [7, 7]]", "[[6, 6], [4, 5]]", "[[0, 0], [900000, 900000]]",
                               "[[-1000000, 0], [1000000, 1]]"}) {
        expectRefused(maskShape(points, mask), what);
    }
    expectRefused(maskShape("[[4, 5], [7, 7]]", mask),
                  "has 3 × 2 pixels, but the box that its points span has 4 × 3 pixels");
    expectRefused(maskShape("[[4, 5]]", mask), "\"mask\" of 1 points");
    // A PNG that says it has 60000 × 60000 pixels is refused before any of them is decoded.
    std::string bytes = readFile(m_folder / "mask.png", 1 << 20);
    for (const std::size_t at : {std::size_t{16}, std::size_t{20}}) {
        bytes.replace(at, 4, std::string("\x00\x00\xEA\x60", 4));
    }
    expectRefused(maskShape("[[0, 0], [59999, 59999]]", toBase64(bytes)), what);
}

TEST_F(LabelMe, MasksThatAreWrittenAreRead)
{
    Drawing drawing = drawingOf({box("a", 0, 0, 4, 5),
                                 {"m", {}, R"({"score":1})", ringMask(2, 1)},
                                 {kBackgroundLabel, {}, {}, ringMask(-2, 5)}},
                                10, 8);
    writeLabelMe(m_file, drawing, "x.png");
    EXPECT_EQ(readLabelMe(m_file), drawing);
    const json shape = readJson(m_file)["shapes"][1];
    EXPECT_EQ(shape["shape_type"], "mask");
    EXPECT_EQ(shape["points"], json::parse("[[2, 1], [7, 5]]"));
    const std::string first = readFile(m_file, 1 << 20);
    writeLabelMe(m_file, readLabelMe(m_file), "x.png");
    EXPECT_EQ(readFile(m_file, 1 << 20), first);
}

TEST_F(LabelMe, TakesTheSizeFromThePictureInItOrBesideIt)
{
    writePng(m_folder / "a.png",
             {.width = 3, .height = 2, .channels = 1, .pixels = std::vector<std::uint8_t>(6)});
    const std::string shapes = R"("shapes": [{"label": "a", "points": [[0, 0], [2, 0], [2, 2]]}])";
    const Drawing drawing =
        readText(R"({"version": "3.0.0", "imageData": ")" +
                 toBase64(readFile(m_folder / "a.png", 1 << 20)) + "\", " + shapes + "}");
    EXPECT_EQ(drawing.width, 3);
    EXPECT_EQ(drawing.height, 2);
    expectError<BadFile>([&] { readText("{" + shapes + "}"); }, "and it holds no picture");
    EXPECT_EQ(readLabelMe(m_file, PixelSize{7, 5}).width, 7);
    EXPECT_TRUE(isLabelMe(m_file));
    writeFileAtomically(m_file, R"({"images": []})");
    EXPECT_FALSE(isLabelMe(m_file));
}

TEST_F(LabelMe, TheListOfPartsGivesOrderAndColours)
{
    const Drawing drawing = readText(
        R"({"imageWidth": 10, "imageHeight": 8,
            "parts": [{"name": "b", "colour": "#a0B1c2"}, {"name": "empty"}, {"name": "a"}],
            "shapes": [{"label": "new", "points": [[0, 0], [1, 1], [2, 0]]},
                       {"label": "a", "points": [[0, 0], [1, 1], [2, 0]]},
                       {"label": "_background_", "points": [[0, 0], [1, 1], [2, 0]]},
                       {"label": "b", "points": [[0, 0], [1, 1], [2, 0]]}]})");
    EXPECT_EQ(drawing.parts,
              (std::vector<PartStyle>{{"b", "#a0B1c2"}, {"empty", ""}, {"a", ""}, {"new", ""}}));
}

TEST_F(LabelMe, RefusesListsOfPartsItCannotUse)
{
    const auto refused = [&](const std::string& parts, const std::string& message) {
        expectError<BadFile>(
            [&] {
                readText(R"({"imageWidth": 10, "imageHeight": 8, "shapes": [], "parts": )" + parts +
                         "}");
            },
            message);
    };
    refused("7", "\"parts\" is not a list");
    refused(R"([{"colour": "#000000"}])", "entry 1 of its list \"parts\" has no name");
    refused(R"([{"name": "a"}, {"name": "a"}])", "holds \"a\" twice");
    refused(R"([{"name": "a", "colour": "red"}])", "#rrggbb");
    refused(R"([{"name": "a", "colour": 7}])", "#rrggbb");
    refused(R"([{"name": "_background_"}])", "background");
}

TEST_F(LabelMe, RefusesMoreLabelsThanAMapHolds)
{
    std::string shapes;
    for (int i = 0; i < 256; ++i) {
        shapes += (i == 0 ? "" : ",") + (R"({"label": ")" + std::to_string(i)) +
                  R"(", "points": [[0, 0], [1, 1], [2, 0]]})";
    }
    expectRefused("[" + shapes + "]", "more than 255 different labels");
}

TEST_F(LabelMe, WhatIsWrittenIsRead)
{
    Drawing drawing = drawingOf({box("a", 0.1, 1.0 / 3.0, 4, 5), box(kBackgroundLabel, 1, 1, 2, 2),
                                 box("b \"é\"", 4, 0, 9, 8)},
                                10, 8);
    drawing.shapes[0].otherKeys = R"({"description":"torn","flags":{"seen":true},"group_id":4})";
    drawing.parts.push_back({.name = "empty", .colour = "#010203"});
    std::swap(drawing.parts[0], drawing.parts[2]);
    writeLabelMe(m_file, drawing, "../images/x.png");
    EXPECT_EQ(readLabelMe(m_file), drawing);
    const std::string first = readFile(m_file, 1 << 20);
    writeLabelMe(m_file, drawing, "../images/x.png");
    EXPECT_EQ(readFile(m_file, 1 << 20), first);

    writeLabelMe(m_file, drawingOf({}, 10, 8), "../images/x.png");
    EXPECT_EQ(readLabelMe(m_file), drawingOf({}, 10, 8));
}

TEST_F(LabelMe, TheOutlineOfTheObjectStandsBesideTheShapes)
{
    Drawing drawing = drawingOf({box("a", 0, 0, 4, 5)}, 10, 8);
    drawing.object = objectOfBox(1, 2, 6, 5);
    drawing.object->pixels.pixels[3] = 0;
    drawing.object->keep = {{.points = {{1.5, 2.25}, {3, 4}}, .width = 2}};
    drawing.object->drop = {{.points = {{9, 7}}, .width = 8}};
    drawing.object->isDrawn = false;
    writeLabelMe(m_file, drawing, "x.png");
    EXPECT_EQ(readLabelMe(m_file), drawing);
    EXPECT_TRUE(otherKeysOfLabelMe(m_file).empty()) << "it is no key of others";
    drawing.object.reset();
    writeLabelMe(m_file, drawing, "x.png");
    EXPECT_FALSE(readJson(m_file).contains("objectOutline"));
}

TEST_F(LabelMe, RefusesAnOutlineOfTheObjectThatItCannotUse)
{
    Drawing drawing = drawingOf({}, 10, 8);
    drawing.object = objectOfBox(1, 2, 6, 5);
    writeLabelMe(m_file, drawing, "x.png");
    const json good = readJson(m_file);
    const auto refuses = [&](const char* key, const json& value) {
        json bad = good;
        bad["objectOutline"][key] = value;
        expectError<BadFile>([&] { readText(bad.dump()); }, "objectOutline");
    };
    refuses("box", {1, 2, 3});
    refuses("box", {1, 2, 3, 1e300});
    refuses("keep", "much");
    refuses("drop", json::array({{{"width", -1}, {"points", {1, 2}}}}));
    refuses("isDrawn", 3);
    json bad = good;
    bad["imageWidth"] = 6;
    expectError<BadFile>([&] { readText(bad.dump()); }, "objectOutline");
    bad["objectOutline"] = "here";
    expectError<BadFile>([&] { readText(bad.dump()); }, "objectOutline");
}

TEST_F(LabelMe, ANewFileHasAllThatLabelMeAsksFor)
{
    writeLabelMe(m_file, drawingOf({box("a", 0, 0, 4, 5)}, 10, 8), "../images/x.png");
    const json document = readJson(m_file);
    for (const char* key : {"version", "flags", "imageData"}) {
        EXPECT_TRUE(document.contains(key)) << key;
    }
    EXPECT_EQ(document["imagePath"], "../images/x.png");
    EXPECT_EQ(document["imageWidth"], 10);
    EXPECT_EQ(document["imageHeight"], 8);
    EXPECT_EQ(document["shapes"][0],
              json::parse(R"({"label": "a", "points": [[0, 0], [4, 0], [4, 5], [0, 5]],
                              "group_id": null, "shape_type": "polygon", "flags": {}})"));
}

TEST_F(LabelMe, KeysItDoesNotKnowSurvive)
{
    Drawing drawing = readText(
        R"({"version": "5.4.1", "imageWidth": 10, "imageHeight": 8, "imageData": "aGVsbG8=",
            "flags": {"checked": true}, "lab": {"people": ["x", "y"], "score": 0.1},
            "shapes": [{"label": "a", "points": [[0, 0], [3, 4]], "shape_type": "rectangle",
                        "flags": {"torn": false}, "mask": null, "score": 12345678901234567},
                       {"label": "b", "points": [[0, 0], [1, 1], [2, 0]]}]})");
    std::swap(drawing.shapes[0], drawing.shapes[1]);
    writeLabelMe(m_file, drawing, "x.png");
    const json document = readJson(m_file);
    EXPECT_EQ(document["version"], "5.4.1");
    EXPECT_EQ(document["imageData"], "aGVsbG8=");
    EXPECT_EQ(document["flags"], json::parse(R"({"checked": true})"));
    EXPECT_EQ(document["lab"], json::parse(R"({"people": ["x", "y"], "score": 0.1})"));
    const json& shape = document["shapes"][1];
    EXPECT_EQ(shape["shape_type"], "polygon");
    EXPECT_EQ(shape["points"].size(), 4u);
    EXPECT_EQ(shape["flags"], json::parse(R"({"torn": false})"));
    EXPECT_EQ(shape["score"], 12345678901234567);
    EXPECT_TRUE(shape.contains("mask"));
}

TEST_F(LabelMe, AFileThatIsNotJsonIsNotReplaced)
{
    for (const std::string standing : {"not JSON", "[1, 2]"}) {
        writeFileAtomically(m_file, standing);
        expectError<BadFile>([&] { writeLabelMe(m_file, drawingOf({}, 10, 8), "x.png"); }, "JSON");
        EXPECT_EQ(readFile(m_file, 1 << 20), standing);
    }
}

} // namespace
} // namespace palimpsest

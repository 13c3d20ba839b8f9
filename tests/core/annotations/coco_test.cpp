// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/json.h"
#include "support/annotation_bench.h"
#include "support/expect_error.h"

#include <nlohmann/json.hpp>

namespace palimpsest {
namespace {

class Coco : public AnnotationBench
{
protected:
    void writeCocoFile(const std::string& annotations, const std::string& name = "instances.json")
    {
        write(name, R"({"images": [{"id": 7, "width": 10, "height": 5, "file_name": "set/a.jpg"}],
            "categories": [{"id": 1, "name": "wing"}, {"id": 2, "name": "eye"}],
            "annotations": [)" +
                        annotations + "]}");
    }

    void expectRefused(const std::string& annotations, const std::string& message)
    {
        writeCocoFile(annotations);
        expectError<BadFile>([&] { read("coco"); }, message);
    }
};

TEST_F(Coco, ReadsPolygonsAsOnePartPerObject)
{
    writeCocoFile(R"({"id": 1, "image_id": 7, "category_id": 1,
                      "segmentation": [[0, 0, 4, 0, 4, 2.5, 0, 2.5], [6, 0, 8, 0, 8, 2]]},
                     {"id": 2, "image_id": 7, "category_id": 1, "segmentation": [[5, 3, 9, 3, 9, 5]]},
                     {"id": 3, "image_id": 7, "category_id": 2, "segmentation": [],
                      "bbox": [1, 1, 2, 1]})");
    const Annotations annotations = read();
    ASSERT_EQ(annotations.pictures.size(), 1U);
    EXPECT_EQ(annotations.pictures[0].name, "set/a.jpg");
    const Drawing& drawing = annotations.pictures[0].drawing;
    EXPECT_EQ(namesOf(drawing), (std::vector<std::string>{"wing", "wing 2", "eye"}));
    ASSERT_EQ(drawing.shapes.size(), 4U);
    EXPECT_EQ(drawing.shapes[1].label, "wing") << "both polygons of the first object";
    EXPECT_EQ(drawing.shapes[3].polygon, box("", 1, 1, 3, 2).polygon);
    EXPECT_NE(remarks().find("\"wing 2\""), std::string::npos) << remarks();
    EXPECT_NE(remarks().find("1 × a box without an outline became a rectangle"), std::string::npos);
}

TEST_F(Coco, ReadsRunsBothPlainAndCompressed)
{
    writeCocoFile(R"({"image_id": 7, "category_id": 1,
                      "segmentation": {"size": [5, 10], "counts": [10, 10, 5, 10, 15]}})");
    const LabelMap map = paint(only());
    EXPECT_EQ(map.parts[0].pixels, 20U);
    EXPECT_EQ(map.labels[2], 1) << "columns 2 and 3";
    EXPECT_EQ(map.labels[4], 0);
    writeCocoFile(R"({"image_id": 7, "category_id": 1,
                      "segmentation": {"size": [5, 10], "counts": "::50:"}})");
    EXPECT_EQ(paint(only()), map);
}

TEST_F(Coco, LeavesOutByNameWhatHasNoOutline)
{
    writeCocoFile(R"({"image_id": 7, "category_id": 0, "caption": "hello"},
                     {"image_id": 7, "category_id": 1},
                     {"image_id": 7, "segments_info": [{"id": 3}], "file_name": "../../x.png"})");
    EXPECT_TRUE(only().parts.empty());
    for (const char* what : {"captions", "without outline and box", "panoptic segments"}) {
        EXPECT_NE(remarks().find(what), std::string::npos) << remarks();
    }
}

TEST_F(Coco, TakesThePicturesSizeFromElsewhereOrLeavesItOut)
{
    const std::string file = R"({"images": [{"id": "x", "file_name": "a.jpg"}],
        "categories": [{"id": 1, "name": "eye"}],
        "annotations": [{"image_id": "x", "category_id": 1, "bbox": [0, 0, 2, 2]}]})";
    write("a.json", file);
    EXPECT_TRUE(read("coco").pictures.empty());
    EXPECT_NE(remarks("coco").find("whose size nobody says"), std::string::npos);
    m_size = {4, 4};
    EXPECT_EQ(only("coco").width, 4);
}

TEST_F(Coco, OfRepeatedPicturesTheFirstFileWithPartsCounts)
{
    const std::string object = R"({"image_id": 7, "category_id": 1, "bbox": [0, 0, 2, 2]})";
    writeCocoFile("", "captions.json");
    writeCocoFile(object, "instances.json");
    writeCocoFile(object + "," + object, "keypoints.json");
    EXPECT_EQ(only().parts.size(), 1U);
    EXPECT_NE(remarks().find("what a further file says"), std::string::npos);
}

TEST_F(Coco, CategoriesOfNumberedPartsAreWrittenAgain)
{
    writeCocoFile(R"({"image_id": 7, "category_id": 1, "bbox": [0, 0, 2, 2]},
                     {"image_id": 7, "category_id": 1, "bbox": [4, 0, 2, 2]})");
    Annotations annotations = read();
    const auto written = [&] {
        return parseJson(formatCalled("coco").write(annotations.pictures).files[0].bytes, "coco");
    };
    EXPECT_EQ(written()["categories"].size(), 1U);
    EXPECT_EQ(written()["annotations"][1]["bbox"], (nlohmann::json{4, 0, 2, 2}));
    Drawing& drawing = annotations.pictures[0].drawing;
    drawing.parts[1].name = drawing.shapes[1].label = "left wing";
    EXPECT_EQ(written()["categories"][1]["name"], "left wing") << "what is renamed is another";
}

TEST_F(Coco, RefusesWhatIsDamagedByName)
{
    expectRefused(R"({"category_id": 1})", "annotation 1 names no picture");
    expectRefused(R"({"image_id": 8, "category_id": 1, "bbox": [0, 0, 2, 2]})",
                  "annotation 1 is of image 8");
    expectRefused(R"({"image_id": 7, "category_id": 9, "bbox": [0, 0, 2, 2]})", "a category");
    expectRefused(R"({"image_id": 7, "category_id": 1, "segmentation": [[0, 0, 1]]})",
                  "x and y by turns");
    expectRefused(R"({"image_id": 7, "category_id": 1, "segmentation": [[0, 0, 1, 1, 1e300, 0]]})",
                  "millions of pixels away");
    expectRefused(R"({"image_id": 7, "category_id": 1,
                      "segmentation": {"size": [50000, 50000], "counts": [2500000000]}})",
                  "another size");
    expectRefused(R"({"image_id": 7, "category_id": 1,
                      "segmentation": {"size": [5, 10], "counts": [9, 99]}})",
                  "more pixels");
    expectRefused(R"({"image_id": 7, "category_id": 1, "segmentation": {"size": [5, 10]}})",
                  "without counts");
    write("instances.json", R"({"images": [{"id": 1, "width": 60000, "height": 60000,
        "file_name": "a"}], "annotations": []})");
    expectError<BadFile>([&] { read("coco"); }, "60000 × 60000");
    write("instances.json", "{");
    expectError<BadFile>([&] { read("coco"); }, "not valid JSON");
}

} // namespace
} // namespace palimpsest

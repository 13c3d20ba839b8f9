// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/json.h"
#include "support/annotation_bench.h"
#include "support/expect_error.h"

#include <nlohmann/json.hpp>

namespace palimpsest {
namespace {

class LabelMeFiles : public AnnotationBench
{
};

TEST_F(LabelMeFiles, UnknownKeysSurvive)
{
    write("bird.json", R"({"version": "5.0.1", "flags": {"sharp": true}, "imagePath": "bird.jpg",
        "imageData": null, "imageWidth": 9, "imageHeight": 9, "camera": {"lens": 50},
        "shapes": [{"label": "eye", "points": [[1, 1], [4, 1], [4, 4]], "group_id": 3,
                    "shape_type": "polygon", "flags": {"hidden": true}, "description": "left"}]})");
    const AnnotationFiles files = formatCalled("labelme").write(read().pictures);
    ASSERT_EQ(files.files.size(), 1U);
    const nlohmann::json written = parseJson(files.files[0].bytes, "written");
    EXPECT_EQ(written["camera"]["lens"], 50);
    EXPECT_EQ(written["flags"]["sharp"], true);
    EXPECT_EQ(written["shapes"][0]["group_id"], 3);
    EXPECT_EQ(written["shapes"][0]["description"], "left");
    EXPECT_EQ(written["shapes"][0]["flags"]["hidden"], true);
}

TEST_F(LabelMeFiles, LinesAreLeftOutByNameAndPointsSayWherePartsLie)
{
    write("bird.json", R"({"imageWidth": 9, "imageHeight": 9, "shapes": [
        {"label": "beak", "points": [[1, 1], [4, 1]], "shape_type": "line"},
        {"label": "eye", "points": [[1, 1.5]], "shape_type": "point", "description": "left"},
        {"label": "foot", "points": [[1, 1], [2, 2]], "shape_type": "points"},
        {"label": "head", "points": [[1, 1], [4, 4]], "shape_type": "rectangle"}]})");
    write("other.json", "[]");
    EXPECT_EQ(namesOf(only()), (std::vector<std::string>{"head"})) << "a point is no part";
    ASSERT_EQ(only().points.size(), 1U);
    EXPECT_EQ(only().points[0].label, "eye");
    EXPECT_EQ(only().points[0].at, (Point{1.0, 1.5}));
    const AnnotationFiles files = formatCalled("labelme").write(read().pictures);
    const nlohmann::json written = parseJson(files.files.at(0).bytes, "written")["shapes"].back();
    EXPECT_EQ(written["shape_type"], "point");
    EXPECT_EQ(written["points"], nlohmann::json::parse("[[1, 1.5]]"));
    EXPECT_EQ(written["description"], "left");
    for (const char* what : {"the line \"beak\"", "the points \"foot\"", "\"other.json\""}) {
        EXPECT_NE(remarks().find(what), std::string::npos) << remarks();
    }
}

TEST_F(LabelMeFiles, DamagedOnesAreNamedWithTheirReasonAndLeaveTheOthers)
{
    const std::string good = R"({"imageWidth": 9, "imageHeight": 9, "shapes": [
        {"label": "head", "points": [[1, 1], [4, 4]], "shape_type": "rectangle"}]})";
    write("bird.json", good);
    write("cut.json", good.substr(0, 60));
    write("far.json", R"({"imageWidth": 9, "imageHeight": 9, "shapes": [
        {"label": "leg", "points": [[1, 1], [4, 1]], "shape_type": "line"},
        {"label": "tail", "points": [[0, 0], [1e300, 0], [0, 1]]}]})");
    write("._bird.json", "what macOS puts beside a file");
    const Annotations annotations = read();
    ASSERT_EQ(annotations.pictures.size(), 1U);
    EXPECT_EQ(annotations.pictures[0].name, "bird");
    for (const char* what : {"cut.json", "far.json", "millions of pixels away"}) {
        EXPECT_NE(remarks().find(what), std::string::npos) << remarks();
    }
    EXPECT_EQ(remarks().find("leg"), std::string::npos) << "nothing of a file that is left out";
    EXPECT_EQ(remarks().find("._bird"), std::string::npos);
    for (int i = 0; i < 6; ++i) {
        write("more" + std::to_string(i) + ".json", R"({"shapes": [)");
    }
    EXPECT_NE(remarks().find("3 more that cannot be used"), std::string::npos) << remarks();
    std::filesystem::remove(m_folder / "bird.json");
    expectError<BadFile>([&] { read("labelme"); }, "3 more cannot be used");
}

TEST_F(LabelMeFiles, SayWhichPictureTheyAreDrawnOn)
{
    write("bird.json", R"({"imagePath": "..\\img\\cat.jpg", "imageWidth": 9, "imageHeight": 9,
        "shapes": []})");
    EXPECT_EQ(read().pictures.at(0).name, "bird");
    EXPECT_EQ(read().pictures.at(0).drawnOn.name, "cat.jpg");
}

} // namespace
} // namespace palimpsest

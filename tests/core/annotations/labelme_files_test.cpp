// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/json.h"
#include "support/annotation_bench.h"

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

TEST_F(LabelMeFiles, LinesAndPointsAreLeftOutByName)
{
    write("bird.json", R"({"imageWidth": 9, "imageHeight": 9, "shapes": [
        {"label": "beak", "points": [[1, 1], [4, 1]], "shape_type": "line"},
        {"label": "eye", "points": [[1, 1]], "shape_type": "point"},
        {"label": "head", "points": [[1, 1], [4, 4]], "shape_type": "rectangle"}]})");
    write("other.json", "[]");
    EXPECT_EQ(namesOf(only()), (std::vector<std::string>{"head"}));
    for (const char* what : {"the line \"beak\"", "the point \"eye\"", "\"other.json\""}) {
        EXPECT_NE(remarks().find(what), std::string::npos) << remarks();
    }
}

} // namespace
} // namespace palimpsest

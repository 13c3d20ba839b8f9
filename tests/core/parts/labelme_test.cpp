// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/parts/label_map.h"
#include "core/parts/labelme.h"
#include "core/samples/image.h"
#include "core/study/study_file.h"
#include "support/expect_error.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

class LabelMe : public testing::Test
{
protected:
    LabelMeFile read(const std::string& shapes)
    {
        const auto path = m_folder / "parts.json";
        writeFileAtomically(path,
                            R"({"imageWidth": 10, "imageHeight": 8, "shapes": )" + shapes + "}");
        return readLabelMe(path);
    }

    void expectRefused(const std::string& shapes, const std::string& message)
    {
        expectError<BadFile>([&] { read(shapes); }, message);
    }

private:
    TemporaryFolder m_folder;
};

TEST_F(LabelMe, ReadsPolygonsAndRectanglesInOrder)
{
    const LabelMeFile file = read(R"([
        {"label": "sole", "points": [[0, 1.5], [2, 3], [4, 5]], "shape_type": "polygon"},
        {"label": "box", "points": [[1, 2], [3, 4]], "shape_type": "rectangle"}])");
    EXPECT_EQ(file.width, 10);
    EXPECT_EQ(file.height, 8);
    EXPECT_EQ(file.shapes, (std::vector<Shape>{{"sole", {{0, 1.5}, {2, 3}, {4, 5}}},
                                               {"box", {{1, 2}, {3, 2}, {3, 4}, {1, 4}}}}));
}

TEST_F(LabelMe, RefusesEveryShapeItCannotUseByName)
{
    expectRefused(R"([{"label": "a", "points": [[0, 0], [1, 1]]}])", "fewer than three points");
    expectRefused(R"([{"label": "a", "points": [[0, 0], [1, "1"], [2, 2]]}])", "pair of numbers");
    expectRefused(R"([{"label": "a", "points": [[0, 0], [1], [2, 2]]}])", "pair of numbers");
    expectRefused(R"([{"label": "a", "points": [[0, 0], [1, true], [2, 2]]}])", "pair of numbers");
    expectRefused(R"([{"points": [[0, 0], [1, 1], [2, 0]]}])", "shape 1 has no label");
    expectRefused(R"([{"label": "a", "points": [[0, 0], [3, 3]], "shape_type": "circle"}])",
                  "\"circle\"");
    expectRefused(R"([{"label": "a", "points": [[-1.5e308, -1.5e308], [1.5e308, 1.5e308],
                                              [1.5e308, -1.5e308]]}])",
                  "millions of pixels away");
    expectRefused("7", "no list \"shapes\"");
}

// What the demo promises: eight to ten parts, which together cover the garment.
TEST(DemoParts, TileTheGarments)
{
    const Study study = readStudy(demoFolder());
    EXPECT_EQ(study.samples.size(), 8u);
    for (const Sample& sample : study.samples) {
        const LabelMeFile file = readLabelMe(partsPath(demoFolder(), sample));
        const LabelMap map = rasterise(file.shapes, file.width, file.height);
        EXPECT_GE(map.partCount(), 8) << sample.id;
        EXPECT_LE(map.partCount(), 10) << sample.id;
        const Image picture = readImage(demoFolder() / sample.image, 1);
        for (std::size_t pixel = 0; pixel < map.labels.size(); ++pixel) {
            EXPECT_TRUE(map.labels[pixel] > 0 || picture.pixels[pixel] <= 10) << sample.id;
        }
    }
}

} // namespace
} // namespace palimpsest

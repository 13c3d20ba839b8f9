// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/files.h"
#include "core/base/json.h"
#include "core/parts/labelme.h"
#include "core/pictures/image.h"
#include "core/study/study_file.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <map>

namespace palimpsest {
namespace {

// What the demo promises: eight to ten parts, which together cover the garment.
TEST(DemoParts, TileTheGarments)
{
    const Study study = readStudy(demoFolder());
    EXPECT_EQ(study.samples.size(), 8u);
    for (const Sample& sample : study.samples) {
        const LabelMap map = rasterise(readLabelMe(partsPath(demoFolder(), sample)));
        EXPECT_GE(map.partCount(), 8) << sample.id;
        EXPECT_LE(map.partCount(), 10) << sample.id;
        const Image picture = readImage(demoFolder() / sample.image, 1);
        for (std::size_t pixel = 0; pixel < map.labels.size(); ++pixel) {
            EXPECT_TRUE(map.labels[pixel] > 0 || picture.pixels[pixel] <= 10) << sample.id;
        }
    }
}

// Stored values hold as long as these do: a unit's key has the hash of the label map.
TEST(DemoParts, HaveTheLabelMapsThatTheirValuesAreOf)
{
    const std::map<std::string, std::string> known = {
        {"coat_1", "67e1d073f4b97a0a"},     {"coat_2", "1cdd39798e698c9a"},
        {"pullover_1", "8428dc421a6b6c23"}, {"pullover_2", "663e795ea3944d55"},
        {"shirt_1", "6936543ec65c8814"},    {"shirt_2", "acbaaa7449705eeb"},
        {"sneaker_1", "251457a7d11e9961"},  {"sneaker_2", "8b7239147336532b"},
    };
    for (const Sample& sample : readStudy(demoFolder()).samples) {
        const LabelMap map = rasterise(readLabelMe(partsPath(demoFolder(), sample)));
        EXPECT_EQ(sha256(map).substr(0, 16), known.at(sample.id)) << sample.id;
    }
}

// Saving what was not changed leaves every line as it is; only the list of parts comes at the end.
TEST(DemoParts, SurviveASaveLineByLine)
{
    const TemporaryFolder folder;
    for (const Sample& sample : readStudy(demoFolder()).samples) {
        const auto original = partsPath(demoFolder(), sample);
        const auto copy = folder / (sample.id + ".json");
        std::filesystem::copy_file(original, copy);
        const Drawing drawing = readLabelMe(original);
        const std::string image = readJson(original)["imagePath"].get<std::string>();
        writeLabelMe(copy, drawing, image);
        EXPECT_EQ(readLabelMe(copy), drawing) << sample.id;

        std::string kept = readFile(original, 1 << 20);
        ASSERT_TRUE(kept.ends_with("\n}\n"));
        kept.resize(kept.size() - 3);
        EXPECT_TRUE(readFile(copy, 1 << 20).starts_with(kept + ",\n  \"parts\": [\n")) << sample.id;
    }
}

} // namespace
} // namespace palimpsest

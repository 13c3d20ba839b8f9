// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/files.h"
#include "core/parts/labelme.h"
#include "core/study/named_files.h"
#include "core/study/study_edits.h"
#include "core/study/study_file.h"
#include "support/analysed_study.h"
#include "support/folder_bytes.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

class NamedFilesTest : public AnalysedStudy
{
};

TEST_F(NamedFilesTest, AStudyNamesAllThatItConsistsOf)
{
    EXPECT_EQ(unnamedFiles(m_folder.path(), m_study), std::vector<fs::path>());
    const fs::path report =
        fs::path(m_study.lineages[0].checkpoints[0].weights).replace_extension(".json");
    EXPECT_TRUE(NamedFiles(m_study).contains(report)) << "what is told of a probe";
    EXPECT_FALSE(NamedFiles(m_study).contains("study.json"));
}

TEST_F(NamedFilesTest, WhatIsLeftOfOthersIsListed)
{
    for (const char* file : {"images/left.png", "parts/left.json", "images/left.png.12.part",
                             "checkpoints/left/epoch_00/model.safetensors"}) {
        writeFileAtomically(m_folder / file, "left");
    }
    const Sample gone = m_study.samples.back();
    m_study.samples.pop_back();
    const std::vector<fs::path> left = unnamedFiles(m_folder.path(), m_study);
    for (const fs::path& file :
         {fs::path("images/left.png"), fs::path("parts/left.json"), gone.image,
          fs::path("checkpoints/left/epoch_00/model.safetensors"), partsPath({}, gone)}) {
        EXPECT_EQ(std::ranges::count(left, file), 1) << file;
    }
    EXPECT_EQ(left.size(), 5U + 7U) << "and a unit of each checkpoint";
}

// As an addition that was undone has left them.
TEST_F(NamedFilesTest, PicturesThatLieThereAndNothingNamesAreUsedAgain)
{
    Image pixels{.width = 28, .height = 28, .channels = 1};
    pixels.pixels.assign(784, 77);
    const auto add = [&](const std::optional<Drawing>& parts) {
        NewFiles made;
        const Study after = withSamples(m_folder.path(), m_study,
                                        {{.path = "left.png", .pixels = pixels, .parts = parts}},
                                        Taking::Copy, made);
        made.keep();
        return after.samples.back();
    };
    const Drawing parts = readLabelMe(partsPath(m_folder.path(), m_study.samples[0]));
    const Sample once = add(parts);
    const FolderBytes before = bytesBelow(m_folder.path());
    EXPECT_EQ(add(parts), once);
    EXPECT_EQ(bytesBelow(m_folder.path()), before);
    EXPECT_EQ(add(std::nullopt).id, "left_2") << "parts are not taken over";
}

TEST_F(NamedFilesTest, CheckpointsThatLieThereAndNothingNamesAreUsedAgain)
{
    const auto add = [&](int file) {
        NewFiles made;
        const fs::path weights =
            demoFolder() / ("checkpoints/scratch/epoch_0" + std::to_string(file) + ".safetensors");
        const Study after = withCheckpoints(m_folder.path(), m_study, "scratch", Role::Scratch,
                                            {{.path = weights, .epoch = 2}}, {}, made);
        made.keep();
        return after.lineages[2].checkpoints[1].weights;
    };
    const fs::path once = add(2);
    EXPECT_EQ(once, "checkpoints/scratch/epoch_02.safetensors");
    EXPECT_EQ(add(2), once);
    EXPECT_EQ(add(3), "checkpoints/scratch/epoch_02_2.safetensors") << "another one";
    {
        NewFiles undone; // which takes back nothing that it has not made
        withCheckpoints(m_folder.path(), m_study, "scratch", Role::Scratch,
                        {{.path = m_folder / once, .epoch = 2}}, {}, undone);
    }
    EXPECT_TRUE(fs::exists(m_folder / once));
    m_study.lineages[2].checkpoints[1].weights = once; // by another epoch
    EXPECT_NE(add(2), once);
}

} // namespace
} // namespace palimpsest

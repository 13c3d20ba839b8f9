// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/files.h"
#include "core/study/named_files.h"
#include "core/study/study_file.h"
#include "support/analysed_study.h"

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

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/study_file.h"
#include "support/program.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

// The program that made the demo still makes one, on a handful of pictures.
TEST(MakeDemoStudy, MakesAStudyOfThreeLineages)
{
    const TemporaryFolder folder;
    const ProgramResult result =
        runProgram("make-demo-study", {"--out", folder / "demo", "--pretraining-images", "600",
                                       "--pretraining-epochs", "1", "--epochs", "2"});
    ASSERT_EQ(result.exitCode, 0) << result.err;
    const Study study = readStudy(folder / "demo");
    ASSERT_EQ(study.lineages.size(), 3u);
    EXPECT_EQ(study.lineages[0].checkpoints.size(), 1u);
    EXPECT_EQ(study.lineages[1].checkpoints.size(), 3u);
    EXPECT_EQ(study.lineages[2].checkpoints.size(), 3u);
    EXPECT_EQ(study.samples.size(), 8u);
    EXPECT_GT(*study.lineages[0].checkpoints[0].accuracy, 0.3); // four classes: chance is 0.25
}

} // namespace
} // namespace palimpsest

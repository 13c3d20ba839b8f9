// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/readers/safetensors.h"
#include "core/setup/joining.h"
#include "core/study/study_file.h"
#include "core/study/study_names.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

/// The small study, and checkpoints of its network under other names.
class StepRunsTest : public testing::Test
{
protected:
    std::vector<CheckpointRow> rowsOf(const std::vector<std::string>& names, const Study& study)
    {
        std::vector<fs::path> paths;
        for (std::size_t i = 0; i < names.size(); ++i) {
            const fs::path own = study.lineages[1].checkpoints[i].weights;
            paths.push_back(m_files / ("run/" + names[i] + ".safetensors"));
            fs::create_directories(m_files / "run");
            fs::copy_file(m_folder / own, paths.back());
        }
        std::vector<CheckpointRow> rows = checkpointTable(paths).rows;
        RowCheck(m_folder.path()).check(rows, study, {});
        return rows;
    }

    TemporaryFolder m_folder;
    TemporaryFolder m_files;
    Study m_study = makeSmallStudy(m_folder.path());
};

TEST_F(StepRunsTest, ThatARunCountsStepsIsSaidOnceAndKept)
{
    const auto rows = rowsOf({"step_1000", "step_2000"}, m_study);
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0].problem, "");
    ASSERT_EQ(rows[0].warnings.size(), 1u);
    EXPECT_NE(rows[0].warnings[0].find("steps of training and no epochs"), std::string::npos);
    EXPECT_TRUE(rows[1].warnings.empty());
    EXPECT_NE(describe(rows[1]).find("a step of training, not an epoch"), std::string::npos);

    const Study study = withCheckpoints(m_folder.path(), m_study, rows, {});
    EXPECT_TRUE(study.lineages.back().countsSteps);
    EXPECT_EQ(countName(study.lineages.back()), "step");
    EXPECT_EQ(countName(study.lineages.front()), "epoch");
    writeStudy(m_folder.path(), study);
    EXPECT_EQ(readStudy(m_folder.path()), study);
}

TEST_F(StepRunsTest, ARunOfEpochsSaysNothing)
{
    const auto rows = rowsOf({"epoch=1-step=500", "epoch=2-step=1000"}, m_study);
    EXPECT_EQ(rows.at(0).epoch, 1);
    EXPECT_FALSE(rows.at(0).isStep);
    EXPECT_TRUE(rows.at(0).warnings.empty());
    EXPECT_FALSE(withCheckpoints(m_folder.path(), m_study, rows, {}).lineages.back().countsSteps);
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/extraction/extraction.h"
#include "core/study/study_file.h"
#include "core/units/unit_check.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

std::uintmax_t bytesBelow(const fs::path& folder)
{
    std::uintmax_t bytes = 0;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
        bytes += entry.is_regular_file() ? entry.file_size() : 0;
    }
    return bytes;
}

// What the demo of photographs promises, on the files that are shipped.
class PhotoDemo : public testing::Test
{
protected:
    Study m_study = readStudy(photoDemoFolder());
};

TEST_F(PhotoDemo, HasEightPetsOfEightToTenNamedParts)
{
    StudyInputs inputs(photoDemoFolder(), m_study);
    ASSERT_EQ(m_study.samples.size(), 8u);
    ASSERT_EQ(m_study.partSets.size(), 1u);
    for (std::size_t i = 0; i < m_study.samples.size(); ++i) {
        const std::size_t parts = inputs.parts(i).parts.size();
        EXPECT_GE(parts, 8u) << m_study.samples[i].id;
        EXPECT_LE(parts, 10u) << m_study.samples[i].id;
    }
}

TEST_F(PhotoDemo, IsSmallEnoughToShip)
{
    EXPECT_LE(bytesBelow(photoDemoFolder() / "checkpoints"), 18'000'000u);
    EXPECT_LE(bytesBelow(photoDemoFolder() / "values"), 4'000'000u);
}

TEST_F(PhotoDemo, ComesWithAllItsValues)
{
    StudyInputs inputs(photoDemoFolder(), m_study);
    const ExtractionPlan plan = planExtraction(inputs, {.threads = 1});
    EXPECT_TRUE(plan.units.empty());
    EXPECT_EQ(plan.complete, 88u);
}

TEST_F(PhotoDemo, ValuesMadeAgainAreThoseThatAreShipped)
{
    const TemporaryFolder folder;
    for (const char* name : {"study.json", "images", "parts", "checkpoints"}) {
        fs::copy(photoDemoFolder() / name, folder / name, fs::copy_options::recursive);
    }
    StudyInputs shipped(photoDemoFolder(), m_study);
    Study one = m_study;
    one.samples.resize(1);
    StudyInputs inputs(folder.path(), one);
    const ExtractionResult result =
        runExtraction(inputs, planExtraction(inputs, {.threads = 2, .only = "pretrained/0"}));
    ASSERT_TRUE(result.failures.empty()) << result.failures[0].message;
    const std::vector<double> again = checkUnit(inputs, {{0, 0}, 0}).table.v;
    const std::vector<double> before = checkUnit(shipped, {{0, 0}, 0}).table.v;
    ASSERT_EQ(again.size(), before.size());
    for (std::size_t row = 0; row < again.size(); ++row) {
        EXPECT_NEAR(again[row], before[row], 1e-4) << row; // other kernels, another rounding
    }
}

} // namespace
} // namespace palimpsest

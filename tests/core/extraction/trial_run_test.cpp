// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/extraction/trial_run.h"
#include "core/study/study_file.h"
#include "core/units/unit_check.h"
#include "support/expect_error.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <chrono>

namespace palimpsest {
namespace {

constexpr UnitIndex kUnit{{1, 2}, 1};

class TrialRun : public testing::Test
{
protected:
    TrialRun() : m_study(makeSmallStudy(m_folder.path())) {}

    StudyInputs inputs() const { return {m_folder.path(), m_study}; }

    double measured(const ExtractionOptions& options = {}) const
    {
        StudyInputs of = inputs();
        return estimateRun(of, planExtraction(of, options)).passesPerSecond;
    }

    TemporaryFolder m_folder;
    Study m_study;
};

TEST_F(TrialRun, MeasuresWhatARunWouldDoAndWritesNothing)
{
    const auto start = std::chrono::steady_clock::now();
    EXPECT_GT(measured(), 1.0);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
    EXPECT_FALSE(std::filesystem::exists(m_folder / "values"));
    EXPECT_FALSE(std::filesystem::exists(m_folder / "plans.json"));
}

TEST_F(TrialRun, OfNothingOrABrokenModelIsZero)
{
    writeFileAtomically(m_folder / "checkpoints/pretrained/epoch_00.safetensors", "broken");
    EXPECT_EQ(measured(), 0.0);
    m_study.samples.clear();
    EXPECT_EQ(measured(), 0.0);
}

TEST_F(TrialRun, EstimatesWhatTheUnitsTakeOnDisk)
{
    StudyInputs of = inputs();
    const ExtractionPlan plan = planExtraction(of, {});
    const RunEstimate estimate = estimateRun(of, plan);
    EXPECT_EQ(estimate.mostParts, 3);
    EXPECT_EQ(estimate.mostPartsSample, "pullover_1");
    runExtraction(of, plan);
    std::uint64_t bytes = 0;
    for (const UnitIndex& unit : plan.units) {
        bytes += std::filesystem::file_size(of.valuesPath(unit));
    }
    EXPECT_NEAR(static_cast<double>(estimate.bytes), static_cast<double>(bytes), 0.3 * bytes);
}

TEST(RunEstimate, IsSaidInUnitsAPersonWouldUse)
{
    EXPECT_EQ(roughDuration(0.2), "about 1 s");
    EXPECT_EQ(roughDuration(89.0), "about 89 s");
    EXPECT_EQ(roughDuration(120.0), "about 2 min");
    EXPECT_EQ(roughDuration(3.5 * 3600), "about 3.5 h");
    EXPECT_EQ(roughDuration(4.2 * 86400), "about 4 days");
    EXPECT_EQ(roughSize(12'345), "12 kB");
    EXPECT_EQ(roughSize(3'400'000), "3.4 MB");
    EXPECT_EQ(roughSize(1'200'000'000), "1.2 GB");
}

TEST(SpaceProblem, IsOfValuesThatTakeMoreThanIsFree)
{
    EXPECT_EQ(spaceProblem(1000, 1000), "");
    const std::string problem = spaceProblem(3'400'000, 12'345);
    EXPECT_NE(problem.find("about 3.4 MB, and 12 kB are free"), std::string::npos) << problem;
    EXPECT_EQ(spaceProblem(1000, std::nullopt), "") << "nobody knows what is free";
    const TemporaryFolder folder;
    EXPECT_GT(freeBytes(folder.path()).value_or(1), 0U);
    EXPECT_EQ(freeBytes(folder / "nowhere"), std::nullopt);
}

TEST_F(TrialRun, PreviewsTheEndsOfTheValueTable)
{
    StudyInputs of = inputs();
    const ExtractionPlan plan = planExtraction(of, {});
    const VisibilityPreview preview = previewVisibility(of, kUnit, plan.executions[1]);
    EXPECT_FALSE(std::filesystem::exists(m_folder / "values"));
    runExtraction(of, plan);
    const ValueTable table = checkUnit(of, kUnit).table;
    EXPECT_NEAR(preview.none, table.v.front(), 1e-4);
    EXPECT_NEAR(preview.all, table.v.back(), 1e-4);
    ASSERT_EQ(preview.logitsNone.size(), 4u);
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_NEAR(preview.logitsNone[i], table.logits.row(0)[i], 1e-4);
        EXPECT_NEAR(preview.logitsAll[i], table.logits.row(7)[i], 1e-4);
    }
}

TEST_F(TrialRun, APreviewSaysWhatARunWouldRefuse)
{
    m_study.classes.push_back("boot");
    StudyInputs of = inputs();
    expectError<BadInput>([&] { previewVisibility(of, kUnit, {}); },
                          "4 classes and study.json lists 5");
    std::filesystem::remove(partsPath(m_folder.path(), m_study.samples[1]));
    StudyInputs withoutParts = inputs();
    EXPECT_THROW(previewVisibility(withoutParts, kUnit, {}), BadInput);
}

} // namespace
} // namespace palimpsest

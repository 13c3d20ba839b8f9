// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/extraction/extraction.h"
#include "core/extraction/unit_maker.h"
#include "core/study/packing.h"
#include "core/study/study_file.h"
#include "core/units/unit_check.h"
#include "core/values/value_function.h"
#include "support/expect_error.h"
#include "support/fake_classifier.h"
#include "support/scripted_net.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <cmath>

namespace palimpsest {
namespace {

// Four classes, as the demo has; the mean level decides.
constexpr const char* kFourLogits = "return torch.stack([m, -m, 0.5 * m, torch.zeros_like(m)], 1)";

/// The small study with one more lineage, of a net written for the test.
class UnitMaker : public testing::Test
{
protected:
    UnitMaker() : m_study(makeSmallStudy(m_folder.path())) {}

    /// Adds the lineage "scripted"; `lines` compute m, one number per picture, from x.
    void addNet(const std::string& lines)
    {
        std::filesystem::create_directories(m_folder / "nets");
        writeScriptedNet(m_folder / "nets/0.pt", lines + "\n" + kFourLogits);
        m_study.lineages.push_back({.name = "scripted",
                                    .role = Role::Other,
                                    .checkpoints = {{.epoch = 0, .weights = "nets/0.pt"}}});
        writeStudy(m_folder.path(), m_study);
    }

    ExtractionResult extract(int batchSize, const Trust& trust = {.everything = true})
    {
        StudyInputs inputs(m_folder.path(), m_study, trust);
        return runExtraction(inputs,
                             planExtraction(inputs, {.batchSize = batchSize, .only = "scripted"}));
    }

    ValueUnit unit() const { return readUnit(m_folder / "values/scripted/0/pullover_1.h5"); }

    TemporaryFolder m_folder;
    Study m_study;
};

TEST_F(UnitMaker, RunsNoProgramThatIsNotTrusted)
{
    addNet("m = x.mean([1, 2, 3])");
    const ExtractionResult result = extract(4, {});
    EXPECT_EQ(result.unitsDone, 0u);
    ASSERT_EQ(result.failures.size(), 2u);
    EXPECT_NE(result.failures[0].message.find("which is a program"), std::string::npos);
    EXPECT_EQ(extract(4).unitsDone, 2u);
}

TEST_F(UnitMaker, HalvesTheBatchUntilItFitsInMemoryAndRecordsIt)
{
    // 2^(5B) floats: 2^40 of them, 4 TiB, for a batch of eight.
    addNet("big = torch.empty([1 << (5 * x.size(0))])\n"
           "m = x.mean([1, 2, 3]) + 0.0 * float(big.size(0) > 0)");
    const ExtractionResult result = extract(8);
    EXPECT_EQ(result.unitsDone, 2u);
    EXPECT_TRUE(result.failures.empty());
    ASSERT_EQ(result.smallerBatches.size(), 1u); // the second unit begins with what fitted
    EXPECT_EQ(result.smallerBatches[0].batchSize, 4);
    EXPECT_EQ(unit().origin.batchSize, 4);
    EXPECT_EQ(unit().table.v.size(), 8u);
}

TEST_F(UnitMaker, WhatDoesNotFitOneByOneFailsAndTheRunGoesOn)
{
    addNet("big = torch.empty([1 << 40])\n"
           "m = x.mean([1, 2, 3]) + 0.0 * float(big.size(0) > 0)");
    const ExtractionResult result = extract(4);
    EXPECT_EQ(result.unitsDone, 0u);
    ASSERT_EQ(result.failures.size(), 2u);
    EXPECT_NE(result.failures[0].message.find("Memory ran out"), std::string::npos);
}

TEST_F(UnitMaker, ValuesThatAreNotFiniteAreKeptAndCounted)
{
    addNet("m = torch.log(x.amax([1, 2, 3]) - x.amin([1, 2, 3]))");
    const ExtractionResult result = extract(8);
    const std::size_t bad = nonFiniteCount(unit().table.v);
    const std::string text = std::to_string(bad) + " of 8 maskings without a number";
    EXPECT_GT(bad, 0u);
    ASSERT_EQ(result.nonFinite.size(), 2u);
    EXPECT_EQ(result.nonFinite[0].message, text);
    StudyInputs inputs(m_folder.path(), m_study, {.everything = true});
    const ExtractionPlan again = planExtraction(inputs, {.only = "scripted"});
    EXPECT_TRUE(again.units.empty());
    ASSERT_EQ(again.nonFinite.size(), 2u);
    EXPECT_EQ(again.nonFinite[0].message, text);
    packUnits(m_folder / "values/scripted/0");
    StudyInputs packed(m_folder.path(), m_study, {.everything = true});
    EXPECT_EQ(reportUnit(packed, {{m_study.lineages.size() - 1, 0}, 0}).reason, text);
    unpackUnits(m_folder / "values/scripted/0");
    EXPECT_EQ(numericalNoise(unit().table, 0, ValueKind::LogOdds), std::nullopt);
}

TEST_F(UnitMaker, SaturatedModelsHaveFiniteValues)
{
    addNet("m = 1e4 * (1.0 + x.sum([1, 2, 3]).abs())");
    extract(8);
    const ValueTable table = unit().table;
    EXPECT_EQ(nonFiniteCount(table.v), 0u);
    EXPECT_GT(std::abs(table.v.back()), 1000.0);
}

/// Runs out of memory in batches of more than `fitting`.
class TightClassifier : public FakeClassifier
{
public:
    TightClassifier(std::size_t batchSize, std::size_t fitting)
        : FakeClassifier(
              [](Coalition coalition) {
                  return std::vector<float>{static_cast<float>(coalition), 0.0F, 0.0F, 0.0F};
              },
              batchSize),
          m_fitting(fitting)
    {
    }

    Matrix<float> logits(const ModelInput& sample, std::span<const Coalition> coalitions) override
    {
        // The first batches go through: memory may run out at any.
        if (coalitions.size() > m_fitting && coalitions.front() > 2) {
            throw OutOfMemory("Memory ran out.");
        }
        return FakeClassifier::logits(sample, coalitions);
    }

private:
    std::size_t m_fitting;
};

TEST_F(UnitMaker, RunningOutOfMemoryMidwayRedoesTheWholeUnit)
{
    StudyInputs inputs(m_folder.path(), m_study);
    ExecutionPlan plan{.batchSize = 3};
    std::vector<std::size_t> begun;
    StandingUnits standing(inputs);
    const ValueTable table = makeUnit(
        [&](const ExecutionPlan& as) {
            return std::make_unique<TightClassifier>(static_cast<std::size_t>(as.batchSize), 1);
        },
        inputs, standing, {{0, 0}, 0}, plan, std::chrono::seconds(100),
        [&](std::size_t done, std::size_t) {
            begun.push_back(done);
            return true;
        });
    EXPECT_EQ(plan.batchSize, 1);
    EXPECT_EQ(begun, (std::vector<std::size_t>{0, 3, 0, 1, 2, 3, 4, 5, 6, 7}));
    EXPECT_EQ(readUnit(inputs.valuesPath({{0, 0}, 0})).origin.batchSize, 1);
    EXPECT_EQ(table.logits.row(5)[0], 5.0F);
}

} // namespace
} // namespace palimpsest

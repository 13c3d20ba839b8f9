// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/extraction/plan_file.h"
#include "core/extraction/small_runs.h"
#include "core/study/study_file.h"
#include "core/study/study_names.h"
#include "core/units/unit_check.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

TEST_F(Extraction, AUnitThatIsALinkCostsItselfAlone)
{
    const fs::path link = unit("scratch/4/pullover_1");
    fs::create_directories(link.parent_path());
    fs::create_symlink(m_folder / "elsewhere", link);
    const ExtractionResult result = extract();
    EXPECT_EQ(result.unitsDone, 13u);
    ASSERT_EQ(result.failures.size(), 1u);
    EXPECT_NE(result.failures[0].message.find("symbolic link"), std::string::npos);
    EXPECT_FALSE(fs::exists(m_folder / "elsewhere"));
}

TEST_F(Extraction, MakesEveryUnitOnceAndStoresThePlan)
{
    EXPECT_EQ(plan().units.size(), 14u);
    EXPECT_EQ(plan().passes, 14u * 8u);
    std::vector<UnitIndex> reported;
    const ExtractionResult result =
        extract({.unitDone = [&](const UnitIndex& done, const ValueTable& table) {
            reported.push_back(done);
            EXPECT_EQ(table.v.size(), 8u);
        }});
    EXPECT_EQ(result.unitsDone, 14u);
    EXPECT_EQ(result.passesMade, 14u * 8u);
    EXPECT_TRUE(result.failures.empty());
    EXPECT_EQ(reported, extractionOrder(m_study, 0));
    EXPECT_TRUE(fs::exists(unit("finetuned/15/sneaker_2")));
    EXPECT_EQ(plan().units.size(), 0u);
    EXPECT_EQ(plan().complete, 14u);
    EXPECT_EQ(extract().passesMade, 0u);

    StudyInputs of = inputs();
    const auto stored = readPlan(m_folder.path(), of.templateSha256(0), "cpu");
    ASSERT_TRUE(stored.has_value());
    const ExecutionPlan asked = plan({.threads = 1, .batchSize = 5}).executions[0];
    EXPECT_EQ(asked.threads, 1);
    EXPECT_EQ(asked.batchSize, 5);
    EXPECT_EQ(plan().executions[0], *stored);
}

TEST_F(Extraction, TheFirstRunsChoiceOfBatchIsKept)
{
    extract({}, {.threads = 1, .batchSize = 3, .only = "pretrained"});
    EXPECT_EQ(plan().executions[1].threads, 1);
    EXPECT_EQ(plan().executions[1].batchSize, 3);
}

TEST_F(Extraction, WhereTheCheckAgainstDoublePrecisionIsDearItIsOfEachCheckpointsFirstSample)
{
    for (const bool everyUnit : {false, true}) {
        const TemporaryFolder folder;
        Study study = makeSmallStudy(folder.path());
        StudyInputs of(folder.path(), std::move(study));
        ExecutionPlan stored = plan().executions[0];
        stored.checksEveryUnit = everyUnit;
        storePlan(folder.path(), of.templateSha256(0), stored);
        ExtractionListener listener;
        listener.unitDone = [&](const UnitIndex& done, const ValueTable& table) {
            EXPECT_EQ(table.exact.coalitions.empty(), !everyUnit && done.sample > 0);
        };
        runExtraction(of, planExtraction(of, {}), listener);
    }
}

TEST_F(Extraction, SaysWhichUnitItStartsBeforeItEnds)
{
    writeFileAtomically(m_folder / "checkpoints/scratch/epoch_04.safetensors", "broken");
    std::vector<UnitIndex> started;
    std::size_t ended = 0;
    const ExtractionListener listener{
        .unitDone =
            [&](const UnitIndex& unit, const ValueTable&) {
                EXPECT_EQ(unit, started.back());
                EXPECT_EQ(++ended, started.size());
            },
        .unitFailed =
            [&](const UnitFailure& failure) {
                EXPECT_EQ(failure.unit, started.back());
                EXPECT_EQ(++ended, started.size());
            },
        .unitStarted = [&](const UnitIndex& unit) { started.push_back(unit); }};
    extract(listener);
    EXPECT_EQ(started, extractionOrder(m_study, 0));
    EXPECT_EQ(ended, 14u);
}

TEST_F(Extraction, PlanningAndInspectingChangeNothingOnDisk)
{
    const auto before = contents(m_folder.path());
    plan();
    EXPECT_EQ(contents(m_folder.path()), before);
}

TEST_F(Extraction, OnlyOneLineageOrCheckpoint)
{
    EXPECT_EQ(plan({.only = "scratch"}).units.size(), 6u);
    EXPECT_EQ(plan({.only = "scratch/4"}).units.size(), 2u);
    expectError<BadInput>([&] { plan({.only = "scratch/5"}); }, "no epoch \"5\"");
}

TEST_F(Extraction, WhatChangedIsStaleAndSaysWhy)
{
    extract();
    const Sample& sample = m_study.samples[1];
    std::string parts = readFile(partsPath(m_folder.path(), sample), 1 << 20);
    parts.replace(parts.find("18"), 2, "17");
    writeFileAtomically(partsPath(m_folder.path(), sample), parts);
    EXPECT_EQ(plan().units.size(), 7u);
    StudyInputs of = inputs();
    const UnitCheck check = checkUnit(of, {{0, 0}, 1});
    EXPECT_EQ(check.state, UnitState::Stale);
    EXPECT_EQ(check.reason, "changed since: parts");

    m_study.settings.baseline = {};
    writeStudy(m_folder.path(), m_study);
    EXPECT_EQ(plan().units.size(), 14u);
}

TEST_F(Extraction, RenamingAPartKeepsTheValues)
{
    extract();
    const fs::path path = partsPath(m_folder.path(), m_study.samples[0]);
    std::string parts = readFile(path, 1 << 20);
    parts.replace(parts.find("middle"), 6, "centre");
    writeFileAtomically(path, parts);
    EXPECT_EQ(plan().complete, 14u);
}

TEST_F(Extraction, DamagedUnitsAreMadeAgain)
{
    extract();
    const std::string whole = readFile(unit("scratch/4/pullover_1"), 1 << 20);
    writeFileAtomically(unit("scratch/4/pullover_1"), whole.substr(0, 1000));
    EXPECT_EQ(plan().units, (std::vector<UnitIndex>{{{2, 1}, 0}}));
    extract();
    EXPECT_EQ(readFile(unit("scratch/4/pullover_1"), 1 << 20), whole);
}

TEST_F(Extraction, AStudyWithoutSamplesOrLineagesHasNothingToExtract)
{
    Study empty = m_study;
    empty.samples.clear();
    writeStudy(m_folder.path(), empty);
    EXPECT_TRUE(plan().units.empty());
    empty.lineages.clear();
    writeStudy(m_folder.path(), empty);
    EXPECT_TRUE(plan().units.empty());
    EXPECT_EQ(extract().unitsDone, 0u);
}

TEST_F(Extraction, AnUnknownDeviceIsRefusedBeforeAnythingIsWritten)
{
    expectError<BadInput>([&] { extract({}, {.device = "tpu"}); }, "\"tpu\"");
    expectError<BadInput>([&] { extract({}, {.device = "cuda:x"}); }, "\"cuda:x\"");
    EXPECT_FALSE(fs::exists(m_folder / "plans.json"));
}

// The hash at a unit's end tells damage, not intent: a unit of other parts must not be used.
TEST_F(Extraction, AUnitOfAnotherNumberOfPartsIsDamaged)
{
    extract();
    ValueUnit stored = readUnit(unit("scratch/4/pullover_1"));
    stored.table = {.partCount = 1, .v = {0.0, 1.0}};
    writeUnit(unit("scratch/4/pullover_1"), stored);
    EXPECT_EQ(plan().units, (std::vector<UnitIndex>{{{2, 1}, 0}}));
}

TEST_F(Extraction, ASampleWithoutPartsIsImpossibleAndTheOthersAreMade)
{
    fs::remove(partsPath(m_folder.path(), m_study.samples[0]));
    const ExtractionPlan of = plan();
    EXPECT_EQ(of.impossible.size(), 7u);
    EXPECT_NE(of.impossible[0].message.find("pullover_1 has no parts"), std::string::npos);
    EXPECT_EQ(extract().unitsDone, 7u);
}

TEST(ExtractionOrder, ChosenSampleFirstThenPretrainedLastFirstAndHalves)
{
    Study study = readStudy(demoFolder());
    study.samples.resize(3);
    const std::vector<UnitIndex> order = extractionOrder(study, 2);
    EXPECT_EQ(order.size(), 3u * 33u);
    std::vector<std::string> names;
    for (std::size_t i = 0; i < 9; ++i) {
        EXPECT_EQ(order[i].sample, 2u);
        names.push_back(checkpointName(study, order[i].checkpoint));
    }
    EXPECT_EQ(names, (std::vector<std::string>{"pretrained/0", "finetuned/15", "scratch/15",
                                               "finetuned/0", "scratch/0", "finetuned/7",
                                               "scratch/7", "finetuned/3", "scratch/3"}));
    EXPECT_EQ(order[33].sample, 0u);
    EXPECT_EQ(std::set<UnitIndex>(order.begin(), order.end()).size(), order.size());
}

// Of a checkpoint with a template and of one that is a program itself.
TEST_F(Extraction, EveryChangeOfAUnitIsNamed)
{
    extract();
    Study study = m_study;
    study.lineages.push_back({.name = "itself",
                              .role = Role::Other,
                              .checkpoints = {{.weights = "checkpoints/garment_net.pt"}}});
    StudyInputs inputs(m_folder.path(), study);
    ValueUnit stored = readUnit(unit("scratch/4/pullover_1"));
    stored.table.logits = {}; // no v can be taken anew
    for (const UnitIndex& index : {UnitIndex{{2, 1}, 0}, UnitIndex{{3, 0}, 0}}) {
        for (unsigned changes = 1; changes < 1u << 7; ++changes) {
            UnitKey key = inputs.key(index);
            std::string* const texts[] = {&key.templateSha256, &key.weightsSha256,
                                          &key.imageSha256,    &key.baselineSha256,
                                          &key.labelMapSha256, &key.valueKind};
            for (std::size_t i = 0; i < std::size(texts); ++i) {
                *texts[i] += (changes >> i & 1u) != 0 ? "0" : "";
            }
            key.target += static_cast<std::int64_t>(changes >> 6 & 1u);
            ValueUnit changed = stored;
            changed.key = key;
            const UnitCheck check = checkUnit(inputs, index, changed);
            if (check.state == UnitState::Stale) {
                EXPECT_GT(check.reason.size(), std::string("changed since: ").size()) << changes;
            }
        }
    }
    EXPECT_EQ(checkUnit(inputs, {{3, 0}, 0}, stored).reason.substr(0, 14), "changed since:");
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/extraction/plan_file.h"
#include "core/extraction/small_runs.h"
#include "core/study/study_file.h"
#include "core/units/unit_check.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>

#include <map>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

TEST_F(Extraction, StoppedAnywhereAndTakenUpAgainItIsBitEqual)
{
    const TemporaryFolder undisturbed;
    makeSmallStudy(undisturbed.path());
    StudyInputs of(undisturbed.path(), readStudy(undisturbed.path()));
    runExtraction(of, planExtraction(of, {}));

    for (int batchesLeft = 0; batchesLeft < 20; ++batchesLeft) {
        int left = batchesLeft;
        try {
            extract({.progress = [&](const ExtractionProgress&) { return left-- > 0; }});
        } catch (const Cancelled&) {
        }
    }
    EXPECT_EQ(contents(m_folder.path()), contents(undisturbed.path()));
}

// A unit that takes long does not begin again: what an earlier run saved of it is kept.
TEST_F(Extraction, AUnitStoppedInTheMiddleIsContinued)
{
    const ExtractionOptions options{
        .batchSize = 2, .only = "pretrained", .saveInterval = std::chrono::seconds(0)};
    stopInFirstUnit(options);
    const fs::path unfinished = unfinishedPath(unit("pretrained/0/pullover_1"));
    ASSERT_TRUE(fs::exists(unfinished));
    const std::size_t saved = readUnfinishedUnit(unfinished)->table.v.size();
    EXPECT_GT(saved, 0u);

    std::optional<std::size_t> firstBatch;
    const auto progress = [&](const ExtractionProgress& now) {
        if (now.passesDone > 0 && !firstBatch) {
            firstBatch = now.passesDone;
        }
        return true;
    };
    extract({.progress = progress}, options);
    EXPECT_EQ(firstBatch, saved);
    EXPECT_FALSE(fs::exists(unfinished));

    const TemporaryFolder undisturbed;
    makeSmallStudy(undisturbed.path());
    StudyInputs of(undisturbed.path(), readStudy(undisturbed.path()));
    runExtraction(of, planExtraction(of, options));
    EXPECT_EQ(contents(m_folder.path()), contents(undisturbed.path()));
}

TEST_F(Extraction, WhatWasSavedOfOtherPartsIsNotContinued)
{
    const ExtractionOptions options{
        .batchSize = 2, .only = "pretrained", .saveInterval = std::chrono::seconds(0)};
    stopInFirstUnit(options);
    const fs::path unfinished = unfinishedPath(unit("pretrained/0/pullover_1"));
    ValueUnit foreign = *readUnfinishedUnit(unfinished);
    foreign.key.labelMapSha256 = "other";
    std::ranges::fill(foreign.table.v, 1e6);
    writeUnit(unfinished, foreign);
    extract({}, options);
    EXPECT_LT(readUnit(unit("pretrained/0/pullover_1")).table.v[0], 1e5);
}

TEST_F(Extraction, StoppedBeforeAUnitItsModelIsNotOpened)
{
    writeFileAtomically(m_folder / "checkpoints/pretrained/epoch_00.safetensors", "broken");
    std::size_t events = 0;
    const ExtractionListener listener{.unitFailed = [&](const UnitFailure&) { ++events; },
                                      .progress = [](const ExtractionProgress&) { return false; },
                                      .unitStarted = [&](const UnitIndex&) { ++events; }};
    EXPECT_THROW(extract(listener), Cancelled);
    EXPECT_EQ(events, 0u);
}

} // namespace
} // namespace palimpsest

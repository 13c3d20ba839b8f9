// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/epoch_claims.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

/// What is said of each file of a run called "run".
std::vector<std::string> problemsOf(const std::vector<AddedCheckpoint>& files, EpochClaims claims)
{
    std::vector<CheckpointRow> rows;
    for (const AddedCheckpoint& file : files) {
        rows.push_back({.path = file.path,
                        .lineage = "run",
                        .epoch = file.epoch,
                        .source = file.source,
                        .look = {},
                        .network = {},
                        .outputs = {},
                        .problem = {}});
        claims.take(rows.back());
    }
    std::vector<std::string> problems;
    for (const CheckpointRow& row : rows) {
        problems.push_back(epochProblem(row, claims));
    }
    return problems;
}

using Problems = std::vector<std::string>;

TEST(EpochClaims, ThoseWhoShareAnEpochAreNamedAndTheOthersKeepTheirs)
{
    const std::string both = "\"epoch2.pt\" and \"epoch2_b.pt\" both say epoch 2. Say which one it "
                             "is, or leave one out.";
    EXPECT_EQ(problemsOf(checkpointFiles({"epoch1.pt", "epoch2.pt", "epoch2_b.pt"}), {}),
              (Problems{"", both, both}));
    const Problems three =
        problemsOf(checkpointFiles({"epoch2.pt", "epoch2_b.pt", "epoch2_c.pt"}), {});
    EXPECT_NE(three[0].find("and \"epoch2_c.pt\" all say epoch 2"), std::string::npos) << three[0];
}

TEST(EpochClaims, AnEpochOfTheStudyIsTaken)
{
    const auto problems =
        problemsOf(checkpointFiles({"epoch1.pt", "epoch2.pt"}), {.standing = {1}, .files = {}});
    EXPECT_NE(problems[0].find("Lineage \"run\" has epoch 1 already"), std::string::npos);
    EXPECT_EQ(problems[1], "");
}

TEST(EpochClaims, WhatIsUnknownSaysWhatTheFileTells)
{
    CheckpointRow row{.path = "last.pt",
                      .lineage = "run",
                      .source = EpochSource::Unknown,
                      .look = {},
                      .network = {},
                      .outputs = {},
                      .problem = {}};
    EXPECT_NE(epochProblem(row, {}).find("Neither its name nor the file"), std::string::npos);
    row.look.epoch = 4;
    EXPECT_NE(epochProblem(row, {}).find("Its file says epoch 4, but"), std::string::npos);
}

} // namespace
} // namespace palimpsest

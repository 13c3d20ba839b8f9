// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/epoch_claims.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

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
    row.look.epoch.reset();
    row.path = "net_2024-01-05.pt";
    EXPECT_NE(epochProblem(row, {}).find("Its name tells a date"), std::string::npos);
    row.path = "epoch_0.5.pt";
    EXPECT_NE(epochProblem(row, {}).find("Its name tells \"0.5\", which is no whole number"),
              std::string::npos);
    row.path = "net_224.pt";
    EXPECT_NE(epochProblem(row, {}).find("The 224 in its name may be a size"), std::string::npos);
}

/// A file of "run" that tells how far its training was.
CheckpointRow rowOf(const std::string& name, int epoch, EpochSource source,
                    std::optional<int> ownEpoch, std::optional<int> ownStep)
{
    CheckpointRow row{.path = name,
                      .lineage = "run",
                      .epoch = epoch,
                      .source = source,
                      .look = {},
                      .network = {},
                      .outputs = {},
                      .problem = {}};
    row.look.epoch = ownEpoch;
    row.look.step = ownStep;
    return row;
}

/// A run of the study with checkpoints of these numbers, whose files tell what `own` says.
EpochClaims standing(const std::vector<int>& numbers, const CheckpointLook& own = {})
{
    Lineage run{.name = "run"};
    for (const int number : numbers) {
        run.checkpoints.push_back({.epoch = number, .weights = std::to_string(number)});
    }
    EpochClaims claims;
    claims.take(run, [&](const std::filesystem::path&) -> const CheckpointLook& { return own; });
    return claims;
}

std::string problemOf(const CheckpointRow& row, EpochClaims claims)
{
    claims.take(row);
    return epochProblem(row, claims);
}

CheckpointLook lookOf(std::optional<int> epoch, std::optional<int> step)
{
    CheckpointLook look;
    look.epoch = epoch;
    look.step = step;
    return look;
}

TEST(EpochClaims, EpochsDoNotJoinStepsNorStepsEpochs)
{
    const EpochClaims steps = standing({400, 1200}, lookOf(3, 1200));
    const CheckpointRow last = rowOf("last.ckpt", 4, EpochSource::File, 4, 1600);
    EXPECT_EQ(problemOf(last, steps),
              "This is epoch 4, as its file tells, and lineage \"run\" counts steps of training. "
              "Say its number in that count, or put it into a lineage of its own.");
    EXPECT_EQ(problemOf(rowOf("last.ckpt", 1600, EpochSource::User, 4, 1600), steps), "");
    EXPECT_EQ(problemOf(rowOf("x-1600.ckpt", 1600, EpochSource::Name, 4, 1600), steps), "");
    EXPECT_NE(problemOf(rowOf("epoch_4.ckpt", 4, EpochSource::Name, 4, 1600), steps), "");

    const EpochClaims epochs = standing({1, 3}, lookOf(3, 1200));
    EXPECT_EQ(problemOf(last, epochs), "");
    for (const CheckpointRow& row : {rowOf("best.pt", 1600, EpochSource::Step, {}, 1600),
                                     rowOf("net-1600.pt", 1600, EpochSource::Name, 4, 1600),
                                     rowOf("step_1600.pt", 1600, EpochSource::Name, {}, {})}) {
        EXPECT_NE(problemOf(row, epochs).find("counts epochs"), std::string::npos) << row.path;
    }
}

TEST(EpochClaims, WhatARunCountsMayBeShownByNothing)
{
    const CheckpointRow last = rowOf("checkpoint.pth", 4, EpochSource::File, 4, {});
    const std::string open = problemOf(last, standing({1000, 2000}));
    EXPECT_NE(open.find("nothing shows whether lineage \"run\" counts epochs or steps"),
              std::string::npos)
        << open;
    EXPECT_NE(problemOf(last, standing({0, 1000})), "");
    EXPECT_EQ(problemOf(last, standing({1, 2, 3})), "") << "nobody saves every step";
    EXPECT_EQ(problemOf(last, standing({3})), "");
    EXPECT_EQ(problemOf(last, standing({0})), "") << "the beginning is the beginning";
    EXPECT_EQ(problemOf(last, {}), "") << "a run of its own";
    EXPECT_NE(problemOf(rowOf("ema.pt", 4000, EpochSource::Step, {}, 4000), standing({1, 2})), "");
    EXPECT_EQ(problemOf(rowOf("probe.safetensors", 0, EpochSource::File, 0, {}),
                        standing({1000, 2000}, lookOf({}, 2000))),
              "");
}

TEST(EpochClaims, RowsOfOneRunCountTheSame)
{
    EpochClaims claims;
    const CheckpointRow step = rowOf("net-1200.ckpt", 1200, EpochSource::Name, 3, 1200);
    const CheckpointRow last = rowOf("last.ckpt", 4, EpochSource::File, 4, 1600);
    claims.take(step);
    claims.take(last);
    EXPECT_EQ(epochProblem(step, claims), "");
    EXPECT_NE(epochProblem(last, claims).find("others of its lineage count steps"),
              std::string::npos);
}

TEST(EpochClaims, NumbersThatSomebodySaysCountWhatTheirFilesShow)
{
    const CheckpointRow first = rowOf("a.ckpt", 400, EpochSource::User, 1, 400);
    const CheckpointRow second = rowOf("b.ckpt", 800, EpochSource::User, 2, 800);
    EpochClaims claims;
    claims.take(first);
    claims.take(second);
    EXPECT_TRUE(claims.areSteps());
    EXPECT_EQ(epochProblem(first, claims), "");
    const CheckpointRow epoch = rowOf("c.ckpt", 3, EpochSource::User, 3, 1200);
    claims.take(epoch);
    EXPECT_FALSE(claims.areSteps());
    EXPECT_NE(epochProblem(epoch, claims).find("others of its lineage count steps"),
              std::string::npos);
    EXPECT_NE(problemOf(second, standing({1, 3}, lookOf(3, 1200))).find("counts epochs"),
              std::string::npos);
    EXPECT_EQ(problemOf(rowOf("d.ckpt", 7, EpochSource::User, 3, 1200), standing({1000, 2000})), "")
        << "their word is enough";
    EXPECT_EQ(problemOf(second, standing({400, 1200})), "");
}

TEST(EpochClaims, StepsAreTheNumbersThatAllShowToBeSome)
{
    const auto areSteps = [](const std::vector<CheckpointRow>& rows, EpochClaims claims = {}) {
        for (const CheckpointRow& row : rows) {
            claims.take(row);
        }
        return claims.areSteps();
    };
    const CheckpointRow called = rowOf("step_1000.pt", 1000, EpochSource::Name, {}, {});
    EXPECT_TRUE(areSteps({called}));
    EXPECT_TRUE(areSteps({rowOf("global_step500", 500, EpochSource::Name, {}, {})}));
    EXPECT_TRUE(areSteps({rowOf("checkpoint-500", 500, EpochSource::Name, {}, 500)}));
    EXPECT_TRUE(areSteps({rowOf("a.pt", 500, EpochSource::Step, {}, 500)}));
    EXPECT_FALSE(areSteps({rowOf("checkpoint-5.pt", 5, EpochSource::Name, {}, {})}));
    EXPECT_FALSE(areSteps({rowOf("epoch=3-step=500.ckpt", 3, EpochSource::Name, 3, 500)}));
    EXPECT_FALSE(areSteps({called, rowOf("epoch_1.pt", 1, EpochSource::File, 1, {})}));
    EXPECT_FALSE(areSteps({rowOf("step_1000.pt", 2, EpochSource::User, {}, {})}));
    EXPECT_FALSE(areSteps({called}, standing({1, 3}, lookOf(3, 1200))));
    Lineage steps{.name = "run", .checkpoints = {{.epoch = 500}}, .countsSteps = true};
    EpochClaims claims;
    const CheckpointLook nothing;
    claims.take(steps,
                [&](const std::filesystem::path&) -> const CheckpointLook& { return nothing; });
    EXPECT_TRUE(claims.areSteps());
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/files.h"
#include "core/study/checkpoint_files.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> namesOf(const std::vector<AddedCheckpoint>& files)
{
    std::vector<std::string> names;
    std::ranges::transform(files, std::back_inserter(names),
                           [](const AddedCheckpoint& of) { return of.path.string(); });
    return names;
}

std::vector<int> epochsOf(const std::vector<AddedCheckpoint>& files)
{
    std::vector<int> epochs;
    std::ranges::transform(files, std::back_inserter(epochs), &AddedCheckpoint::epoch);
    return epochs;
}

TEST(CheckpointFiles, AreOrderedAsPeopleCount)
{
    const auto files =
        checkpointFiles({"epoch_10.pt", "Epoch_9.pt", "epoch_002.pt", "epoch_011.pt"});
    EXPECT_EQ(namesOf(files), (std::vector<std::string>{"epoch_002.pt", "Epoch_9.pt", "epoch_10.pt",
                                                        "epoch_011.pt"}));
    EXPECT_EQ(epochsOf(files), (std::vector<int>{2, 9, 10, 11}));
}

TEST(CheckpointFiles, TakeTheLastNumberOfNamesThatTellNoOther)
{
    EXPECT_EQ(epochsOf(checkpointFiles({"ckpt_10.pth"})), std::vector<int>{10});
    EXPECT_EQ(epochsOf(checkpointFiles({"net18_e07_best.safetensors"})), std::vector<int>{7});
}

TEST(CheckpointFiles, PreferTheNumberOfTheEpoch)
{
    EXPECT_EQ(epochsOf(checkpointFiles({"run2-epoch=3-step=1200.ckpt"})), std::vector<int>{3});
    EXPECT_EQ(epochsOf(checkpointFiles({"Epoch 04 acc0.71.pt", "epoch-5_acc0.71.pt"})),
              (std::vector<int>{4, 5}));
    EXPECT_EQ(epochsOf(checkpointFiles({"tape3_net-9.pt"})), std::vector<int>{9});
}

TEST(CheckpointFiles, ThatShareAnEpochKeepItAndChangeNoOther)
{
    EXPECT_EQ(epochsOf(checkpointFiles({"epoch=0-val_acc=0.81.ckpt", "epoch=1-val_acc=0.85.ckpt",
                                        "epoch=1-val_acc=0.87.ckpt"})),
              (std::vector<int>{0, 1, 1}));
    const auto files = checkpointFiles(
        {"epoch=3-step=400.ckpt", "epoch=4-step=500.ckpt", "epoch=4-step=500-v1.ckpt", "last.ckpt"},
        {.epochs = {{"epoch=3-step=400.ckpt", 3},
                    {"epoch=4-step=500.ckpt", 4},
                    {"epoch=4-step=500-v1.ckpt", 4},
                    {"last.ckpt", 4}}});
    EXPECT_EQ(epochsOf(files), (std::vector<int>{3, 4, 4, 0}));
    EXPECT_EQ(files[1].source, EpochSource::Name);
    EXPECT_EQ(files[3].source, EpochSource::Unknown) << "epoch 4 is there already";
}

TEST(CheckpointFiles, OfHuggingFaceHaveTheEpochsTheirTrainerWroteDown)
{
    const TemporaryFolder folder;
    const auto write = [&](const std::string& name, const std::string& epoch) {
        writeFileAtomically(folder / name / "trainer_state.json", R"({"epoch": )" + epoch + "}");
        return folder / name;
    };
    const std::vector<fs::path> paths = {write("checkpoint-1000", "2.0"),
                                         write("checkpoint-500", "0.9999")};
    const auto files = checkpointFiles(paths);
    EXPECT_EQ(epochsOf(files), (std::vector<int>{1, 2}));
    EXPECT_EQ(files[0].path.filename(), "checkpoint-500");
    EXPECT_EQ(files[0].source, EpochSource::TrainerState);
    for (const char* useless : {"0.5", "\"x\"", "2.0"}) {
        write("checkpoint-500", useless);
        EXPECT_EQ(epochsOf(checkpointFiles(paths)), (std::vector<int>{500, 1000})) << useless;
    }
}

std::vector<EpochSource> sourcesOf(const std::vector<AddedCheckpoint>& files)
{
    std::vector<EpochSource> sources;
    std::ranges::transform(files, std::back_inserter(sources), &AddedCheckpoint::source);
    return sources;
}

TEST(CheckpointFiles, AreUnknownWhereNumbersCountSomethingElse)
{
    const std::vector<std::vector<fs::path>> folders = {{"cifar10.pt", "cifar100.pt"},
                                                        {"run2_seed7.pt", "run2_seed8.pt"},
                                                        {"run8.pth", "run9.pth"},
                                                        {"net_seed_1.pt", "net_seed_2.pt"},
                                                        {"fold-1.pt", "fold-2.pt"},
                                                        {"net_v1.pt", "net_v2.pt"},
                                                        {"resnet-18.pt", "resnet-34.pt"},
                                                        {"acc=0.81.pt", "acc=0.85.pt"},
                                                        {"net_lr1e-4.pt", "net_lr1e-5.pt"},
                                                        {"epochs100_a.pt", "epochs100_b.pt"},
                                                        {"epoch_final_1.pt", "epoch_final_2.pt"}};
    for (const auto& folder : folders) {
        EXPECT_EQ(sourcesOf(checkpointFiles(folder)),
                  (std::vector{EpochSource::Unknown, EpochSource::Unknown}))
            << folder[0];
    }
}

TEST(CheckpointFiles, AreUnknownWhereNamesHaveNoNumber)
{
    using enum EpochSource;
    EXPECT_EQ(sourcesOf(checkpointFiles({"run_99999999999999.pt"})), std::vector{Unknown});
    EXPECT_EQ(sourcesOf(checkpointFiles({"resnet18.pth"})), std::vector{Unknown});
    const auto folders =
        checkpointFiles({"checkpoint-1000/model.safetensors", "checkpoint-500/model.safetensors"});
    EXPECT_EQ(namesOf(folders), (std::vector<std::string>{"checkpoint-500/model.safetensors",
                                                          "checkpoint-1000/model.safetensors"}));
    EXPECT_EQ(sourcesOf(folders), (std::vector{Unknown, Unknown}));
    EXPECT_TRUE(checkpointFiles({}).empty());
}

TEST(CheckpointFiles, TheLastTheBestAndAveragesJoinNoSeriesByTheirNames)
{
    using enum EpochSource;
    for (const char* apart : {"last.ckpt", "best.pt", "model_best.pth.tar", "checkpoint.pth",
                              "model_ema_99.pt", "swa-12.pt", "LATEST.pth"}) {
        const auto files = checkpointFiles({"epoch_1.pt", apart, "epoch_2.pt"});
        EXPECT_EQ(sourcesOf(files), (std::vector{Name, Name, Unknown})) << apart;
        EXPECT_EQ(files.back().path, apart);
    }
    EXPECT_EQ(sourcesOf(checkpointFiles({"epoch_7_best.pt"})), std::vector{Name});
}

TEST(CheckpointFiles, FilesTellTheEpochsThatNamesDoNot)
{
    using enum EpochSource;
    const auto files =
        checkpointFiles({"last.ckpt", "epoch_2.pt", "best.pt", "epoch_1.pt"},
                        {.epochs = {{"last.ckpt", 2}, {"best.pt", 7}, {"epoch_1.pt", 1}}});
    EXPECT_EQ(namesOf(files),
              (std::vector<std::string>{"epoch_1.pt", "epoch_2.pt", "best.pt", "last.ckpt"}));
    EXPECT_EQ(sourcesOf(files), (std::vector{Name, Name, File, Unknown}))
        << "epoch 2 is there already";
    EXPECT_EQ(files[2].epoch, 7);
    EXPECT_EQ(epochsOf(checkpointFiles({"a.pt", "b.pt"}, {.epochs = {{"a.pt", 5}, {"b.pt", 3}}})),
              (std::vector<int>{3, 5}));
}

TEST(CheckpointFiles, WhatTellsItsEpochJoinsNoSeriesThatMayCountSteps)
{
    using enum EpochSource;
    for (const char* apart : {"last.ckpt", "model_best.pth.tar", "net.pt"}) {
        for (const auto& [first, second] : {std::pair("checkpoint-500", "checkpoint-1000"),
                                            {"step_500.pt", "step_1000.pt"},
                                            {"500.pt", "1000.pt"}}) {
            const auto files = checkpointFiles({first, second, apart}, {.epochs = {{apart, 3}}});
            EXPECT_EQ(epochsOf(files), (std::vector<int>{500, 1000, 0})) << apart;
            EXPECT_EQ(sourcesOf(files), (std::vector{Name, Name, Unknown})) << apart;
        }
    }
    const auto shown = checkpointFiles({"ckpt_1.pt", "ckpt_2.pt", "last.pt"},
                                       {.epochs = {{"ckpt_2.pt", 2}, {"last.pt", 3}}});
    EXPECT_EQ(epochsOf(shown), (std::vector<int>{1, 2, 3})) << "a file shows what names count";
}

TEST(CheckpointFiles, StepsOfFilesStandForEpochsWhereTheyTellMoreOfThemApart)
{
    using enum EpochSource;
    const auto steps =
        checkpointFiles({"aa.ckpt", "bb.ckpt"}, {.steps = {{"aa.ckpt", 200}, {"bb.ckpt", 100}}});
    EXPECT_EQ(epochsOf(steps), (std::vector<int>{100, 200}));
    EXPECT_EQ(sourcesOf(steps), (std::vector{Step, Step}));
    const auto within =
        checkpointFiles({"a.pt", "b.pt"}, {.epochs = {{"a.pt", 0}, {"b.pt", 0}},
                                           .steps = {{"a.pt", 100}, {"b.pt", 200}}});
    EXPECT_EQ(epochsOf(within), (std::vector<int>{100, 200})) << "of one epoch";
    const auto both = checkpointFiles({"a.pt", "b.pt"}, {.epochs = {{"a.pt", 0}, {"b.pt", 1}},
                                                         .steps = {{"a.pt", 100}, {"b.pt", 200}}});
    EXPECT_EQ(epochsOf(both), (std::vector<int>{0, 1})) << "epochs go first";
}

TEST(CheckpointFiles, StepsAndEpochsAreNeverMixed)
{
    using enum EpochSource;
    const auto mixed =
        checkpointFiles({"a.pt", "b.pt"}, {.epochs = {{"a.pt", 3}}, .steps = {{"b.pt", 500}}});
    EXPECT_EQ(sourcesOf(mixed), (std::vector{File, Unknown}));
    const auto named = checkpointFiles({"epoch_1.pt", "last.pt"}, {.steps = {{"last.pt", 500}}});
    EXPECT_EQ(sourcesOf(named), (std::vector{Name, Unknown}));
    const auto shown = checkpointFiles({"ckpt_400.pt", "last.pt"},
                                       {.epochs = {{"ckpt_400.pt", 3}, {"last.pt", 4}},
                                        .steps = {{"ckpt_400.pt", 400}, {"last.pt", 500}}});
    EXPECT_EQ(epochsOf(shown), (std::vector<int>{400, 500})) << "names follow steps";
    EXPECT_EQ(sourcesOf(shown), (std::vector{Name, Step}));
}

TEST(CheckpointFiles, TrainedEpochsStandThoughTheLastWeightsLieBesideThem)
{
    using enum EpochSource;
    const TemporaryFolder folder;
    std::vector<fs::path> paths = {folder / "last.ckpt"};
    for (const auto& [name, epoch] :
         {std::pair("checkpoint-500", "1.0"), {"checkpoint-900", "2"}}) {
        writeFileAtomically(folder / name / "trainer_state.json",
                            R"({"epoch": )" + std::string(epoch) + "}");
        paths.push_back(folder / name);
    }
    const auto files = checkpointFiles(paths, {.epochs = {{folder / "last.ckpt", 3}}});
    EXPECT_EQ(epochsOf(files), (std::vector<int>{1, 2, 3}));
    EXPECT_EQ(sourcesOf(files), (std::vector{TrainerState, TrainerState, File}));
}

TEST(CheckpointFiles, ThatCountOtherwiseThanTheirNamesTellNoOthersEpoch)
{
    using enum EpochSource;
    const auto files =
        checkpointFiles({"ckpt_400.pt", "ckpt_500.pt", "last.pt"},
                        {.epochs = {{"ckpt_400.pt", 3}, {"ckpt_500.pt", 4}, {"last.pt", 5}}});
    EXPECT_EQ(sourcesOf(files), (std::vector{Name, Name, Unknown}));
    EXPECT_EQ(epochsOf(files), (std::vector<int>{400, 500, 0})) << "a name goes before its file";
}

} // namespace
} // namespace palimpsest

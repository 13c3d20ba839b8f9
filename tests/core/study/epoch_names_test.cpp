// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/checkpoint_files.h"
#include "core/study/epoch_names.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

namespace palimpsest {
namespace {

TEST(EpochNames, PartsOfEpochsAreNoEpochs)
{
    for (const auto& [name, part] : {std::pair("epoch_0.5", "0.5"),
                                     {"epoch-1.5.pt", "1.5"},
                                     {"checkpoint-epoch=0.25.ckpt", "0.25"},
                                     {"epoch=0,75.pt", "0,75"},
                                     {"epoch_0p5.pt", "0p5"},
                                     {"Epoch_2.5.pth.tar", "2.5.pth"},
                                     {"ep10k", "10k"},
                                     {"ep_5K.safetensors", "5k"},
                                     {"epoch_3M.pt", "3m"},
                                     {"epoch_50%.pt", "50%"},
                                     {"epoch_2h.pt", "2h"},
                                     {"epoch_1e3.pt", "1e3"},
                                     {"e100kimg.pt", "100kimg"},
                                     {"ckpt_10k.pt", "10k"},
                                     {"step_200k", "200k"}}) {
        EXPECT_EQ(epochInName(name), std::nullopt) << name;
        EXPECT_EQ(lastNumber(name), std::nullopt) << name;
        EXPECT_EQ(partOfEpoch(name), part) << name;
        EXPECT_EQ(checkpointFiles({name})[0].source, EpochSource::Unknown) << name;
    }
}

TEST(EpochNames, WholeEpochsStayThem)
{
    for (const auto& [name, epoch] : {std::pair("epoch=3-step=500.ckpt", 3),
                                      {"epoch_2.0.pt", 2},
                                      {"epoch_2.00", 2},
                                      {"epoch.4", 4},
                                      {"epoch_12.pth.tar", 12},
                                      {"epoch3step500.pt", 3},
                                      {"e07_best.pt", 7},
                                      {"epoch_10of90.pt", 10},
                                      {"epoch=1-val_acc=0.85.ckpt", 1},
                                      {"ep10", 10}}) {
        EXPECT_EQ(epochInName(name), epoch) << name;
        EXPECT_EQ(partOfEpoch(name), "") << name;
    }
    EXPECT_EQ(lastNumber("ckpt_10.pth"), 10);
    EXPECT_EQ(lastNumber("checkpoint-500"), 500);
    EXPECT_EQ(partOfEpoch("acc=0.81.pt"), "");
}

TEST(EpochNames, AWholeEpochOfASeriesGivesItsPartsNone)
{
    const auto files = checkpointFiles({"epoch_0.5", "epoch_1.0", "epoch_1.5", "epoch_2.0"});
    std::vector<std::string> names;
    for (const AddedCheckpoint& file : files) {
        names.push_back(file.path.string() + " " + epochSourceName(file.source));
    }
    EXPECT_EQ(names, (std::vector<std::string>{"epoch_1.0 name", "epoch_2.0 name",
                                               "epoch_0.5 unknown", "epoch_1.5 unknown"}));
}

} // namespace
} // namespace palimpsest

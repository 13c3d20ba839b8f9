// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/checkpoint_files.h"
#include "core/study/name_dates.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <vector>

namespace palimpsest {
namespace {

using Paths = std::vector<std::filesystem::path>;

/// Epochs in the order of the series; −1 where names tell none.
std::vector<int> epochsOf(const Paths& names)
{
    std::vector<int> epochs;
    std::ranges::transform(checkpointFiles(names), std::back_inserter(epochs),
                           [](const AddedCheckpoint& file) {
                               return file.source == EpochSource::Name ? file.epoch : -1;
                           });
    return epochs;
}

TEST(NameDates, AreNoEpochs)
{
    for (const char* name : {"model_2024-01-05.pt",
                             "2024-01-05_12-30-00.pt",
                             "net_20240105.pt",
                             "01_05_2024.pt",
                             "31.12.2023.pt",
                             "12-31-2023.pt",
                             "net-2024.1.5.pt",
                             "net_20240105_123000.pt",
                             "net_20240105T1230.pt",
                             "20240105123000.pt",
                             "net_2024-01-05T12:30:00.pt",
                             "net_12-30-00.pt",
                             "net_12h30.pt",
                             "net_12h30m05s.pt",
                             "Jan05_12-30-00_host.pt",
                             "net_05Jan2024.pt",
                             "net_5-jan.pt",
                             "net_240105.pt",
                             "net_24-01-05.pt",
                             "net_05-01-24.pt",
                             "net_2024-01.pt",
                             "net_1704412800.pt",
                             "net_1704412800123.pt",
                             "net_1704412800.25.pt"}) {
        EXPECT_EQ(epochsOf({name}), std::vector{-1}) << name;
        EXPECT_TRUE(tellsDate(name)) << name;
    }
    EXPECT_EQ(epochsOf({"model_2024-01-05.pt", "model_2024-01-06.pt", "model_2024-02-01.pt"}),
              (std::vector{-1, -1, -1}));
}

TEST(NameDates, LeaveTheOtherNumbersOfNames)
{
    EXPECT_EQ(epochsOf({"2024-01-05_epoch_3.pt"}), std::vector{3});
    EXPECT_EQ(epochsOf({"epoch=7_2024-01-05_12-30-00.pt"}), std::vector{7});
    EXPECT_EQ(epochsOf({"net_20240105_4.pt", "net_20240105_12.pt"}), (std::vector{4, 12}));
    EXPECT_EQ(epochsOf({"net_5_2024-01-05.pt"}), std::vector{5});
    EXPECT_EQ(epochsOf({"checkpoint-150120.pt", "step_20240105.pt"}),
              (std::vector{150120, 20240105}))
        << "a word says what they count";
    for (const char* name : {"decoder_12.pt", "separate_3.pt", "margin_10.pt", "net_100000.pt",
                             "epoch=3-step=1200.ckpt", "ckpt_1.5.pt"}) {
        EXPECT_FALSE(tellsDate(name)) << name;
    }
}

TEST(NameDates, SizesOfPicturesAndYearsAloneAreNoEpochs)
{
    EXPECT_EQ(epochsOf({"model_224.pt"}), std::vector{-1});
    EXPECT_EQ(epochsOf({"model_224.pt", "model_384.pt"}), (std::vector{-1, -1}));
    EXPECT_EQ(epochsOf({"model_2024.pt"}), std::vector{-1});
    EXPECT_EQ(epochsOf({"model_223.pt", "model_224.pt", "model_225.pt"}),
              (std::vector{223, 224, 225}));
    EXPECT_EQ(epochsOf({"model_1.pt", "model_2.pt", "model_256.pt"}), (std::vector{1, 2, 256}));
    EXPECT_EQ(epochsOf({"epoch_224.pt"}), std::vector{224});
    EXPECT_EQ(epochsOf({"checkpoint-512.pt", "step_1024.pt"}), (std::vector{512, 1024}));
}

} // namespace
} // namespace palimpsest

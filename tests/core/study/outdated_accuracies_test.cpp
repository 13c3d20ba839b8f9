// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/accuracy_sets.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

TEST(OutdatedAccuracies, AreThoseOnPicturesPreparedOtherwise)
{
    Study before;
    before.lineages = {{.name = "finetuned", .checkpoints = {{.epoch = 1}}}};
    Study after = before;
    after.preprocessing.width = before.preprocessing.width + 1;
    EXPECT_EQ(outdatedAccuracies(before, after), "") << "there are none";
    after.lineages[0].checkpoints[0].accuracy = 0.5;
    EXPECT_NE(outdatedAccuracies(before, after).find("Measure them again"), std::string::npos);
    EXPECT_EQ(outdatedAccuracies(after, after), "");
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/accuracy_sets.h"
#include "core/study/study_file.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

class OutdatedAccuracies : public testing::Test
{
protected:
    OutdatedAccuracies()
    {
        m_study.name = "s";
        m_study.classes = {"cat", "dog"};
        m_study.preprocessing = preparation(0.5);
        m_study.lineages = {
            {.name = "finetuned", .checkpoints = {{.epoch = 1, .weights = "checkpoints/1.pt"}}}};
    }

    static Preprocessing preparation(double mean)
    {
        return {.width = 8, .height = 8, .mean = {mean}, .std = {0.5}, .resizing = {}};
    }

    Checkpoint& checkpoint() { return m_study.lineages[0].checkpoints[0]; }

    Study m_study;
};

TEST_F(OutdatedAccuracies, AreThoseOnPicturesPreparedOtherwise)
{
    EXPECT_EQ(outdatedAccuracies(preparedAnew(m_study, preparation(0.1))), "") << "there are none";
    checkpoint().accuracy = 0.875;
    m_study.accuracySet = "test";
    m_study = measuredAsPrepared(m_study, "test");
    EXPECT_EQ(accuracyName(m_study), "test accuracy");
    const Study after = preparedAnew(m_study, preparation(0.1));
    EXPECT_TRUE(areAccuraciesOutdated(after));
    EXPECT_EQ(accuracyName(after), "test accuracy (prepared otherwise)");
    EXPECT_NE(outdatedAccuracies(after).find("on \"test\""), std::string::npos);
    EXPECT_FALSE(areAccuraciesOutdated(measuredAsPrepared(after, "test"))) << "measured again";
    EXPECT_FALSE(areAccuraciesOutdated(preparedAnew(after, preparation(0.5)))) << "as it was";
}

TEST_F(OutdatedAccuracies, OfOlderStudiesAreKnownFromTheFirstChange)
{
    checkpoint().accuracy = 0.875;
    checkpoint().otherAccuracies = {{"train", 1.0}};
    EXPECT_EQ(outdatedAccuracies(m_study), "") << "nobody says how pictures were prepared";
    const Study after = preparedAnew(m_study, preparation(0.1));
    EXPECT_EQ(accuracyName(after), "accuracy (prepared otherwise)");
    EXPECT_NE(outdatedAccuracies(after).find("\"train\""), std::string::npos);
    EXPECT_EQ(preparedAnew(m_study, m_study.preprocessing), m_study);
}

TEST_F(OutdatedAccuracies, AreRememberedInTheFile)
{
    const TemporaryFolder folder;
    checkpoint().accuracy = 0.875;
    const Study after = preparedAnew(m_study, preparation(0.1));
    writeStudy(folder.path(), after);
    EXPECT_EQ(readStudy(folder.path()), after);
}

TEST_F(OutdatedAccuracies, DoNotComeBackUnderTheNameOfNewerOnes)
{
    checkpoint().accuracy = 0.875;
    m_study.accuracySet = "test";
    const Study now = measuredAsPrepared(preparedAnew(m_study, preparation(0.1)), "test");
    EXPECT_EQ(comparableAccuracies(m_study, now).lineages[0].checkpoints[0].accuracy, std::nullopt);
    EXPECT_EQ(comparableAccuracies(m_study, preparedAnew(m_study, preparation(0.1))), m_study)
        << "both are outdated";
}

} // namespace
} // namespace palimpsest

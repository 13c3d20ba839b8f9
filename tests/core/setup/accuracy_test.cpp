// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/accuracy.h"
#include "core/study/study_file.h"
#include "support/scripted_net.h"
#include "support/small_network.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

/// Pictures of three colours and a study whose networks answer with how red, green and blue they
/// are: classes in this order, or rolled by one.
class AccuracyTest : public testing::Test
{
protected:
    AccuracyTest()
    {
        writePictures(m_folder / "set", {"1.red", "2.green", "3.blue"}, 12, 1);
        writeScriptedNet(m_folder / "right.pt", "return x.mean([2, 3])");
        writeScriptedNet(m_folder / "rolled.pt", "return x.mean([2, 3]).roll([1], [1])");
        writeScriptedNet(m_folder / "dull.pt", "return x.mean([2, 3]) * 0.0");
        m_study = {.name = "colours",
                   .classes = {"red", "green", "blue"},
                   .preprocessing = {.width = 32,
                                     .height = 32,
                                     .mean = {0.4, 0.4, 0.4},
                                     .std = {0.2, 0.2, 0.2},
                                     .resizing = {.mode = ResizeMode::ShorterSide, .side = 34}}};
    }

    Accuracies measured(const std::vector<Lineage>& lineages)
    {
        m_study.lineages = lineages;
        writeStudy(m_folder.path(), m_study);
        StudyInputs inputs(m_folder.path(), m_study, {.everything = true});
        return accuraciesOn(inputs, set(), {});
    }

    LabelledSet set() const { return labelledSet(m_folder / "set", m_study); }

    TemporaryFolder m_folder;
    Study m_study;
};

TEST_F(AccuracyTest, EveryRunWhoseClassesAreInAnotherOrderIsNamed)
{
    const Accuracies accuracies =
        measured({{.name = "pretrained", .checkpoints = {{.epoch = 0, .weights = "right.pt"}}},
                  {.name = "tuned",
                   .checkpoints = {{.epoch = 0, .weights = "dull.pt"},
                                   {.epoch = 1, .weights = "rolled.pt"}}}});
    EXPECT_EQ(accuracies.shares[0][0], 1.0) << "the best one sees nothing wrong";
    EXPECT_EQ(accuracies.shares[1][1], 0.0);
    ASSERT_EQ(accuracies.numberings.size(), 1u);
    EXPECT_NE(accuracies.numberings[0].find("tuned/1: The classes seem to be numbered"),
              std::string::npos)
        << accuracies.numberings[0];
    EXPECT_EQ(warningsOf(m_study, set(), accuracies, {}), accuracies.numberings);
}

TEST_F(AccuracyTest, AnswersThatAreNoNumbersAreWarnedOfOnce)
{
    writeScriptedNet(m_folder / "broken.pt", "return x.mean([2, 3]) / 0.0");
    m_study.lineages = {{.name = "tuned", .checkpoints = {{.epoch = 3, .weights = "broken.pt"}}}};
    writeStudy(m_folder.path(), m_study);
    StudyInputs inputs(m_folder.path(), m_study, {.everything = true});
    const Accuracies accuracies = accuraciesOn(inputs, set(), {});
    const LabelCheck check = checkModel(triedModel(inputs, bestCheckpoint(accuracies.shares)),
                                        set(), m_folder.path(), m_study, {});
    ASSERT_FALSE(check.unanswered.empty());
    const std::vector<std::string> warnings = warningsOf(m_study, set(), accuracies, check);
    ASSERT_EQ(warnings.size(), 1U);
    EXPECT_NE(warnings[0].find("tuned/3 answers with NaN or Inf"), std::string::npos)
        << warnings[0];
}

TEST_F(AccuracyTest, AnOrderIsWarnedOfOnceAndByName)
{
    const Accuracies accuracies =
        measured({{.name = "tuned", .checkpoints = {{.epoch = 3, .weights = "rolled.pt"}}}});
    ASSERT_EQ(accuracies.numberings.size(), 1u);
    const std::string numbering =
        accuracies.numberings[0].substr(std::string_view("tuned/3: ").size());
    LabelCheck best{.numbering = numbering, .warnings = {numbering, "And more."}};
    EXPECT_EQ(warningsOf(m_study, set(), accuracies, best),
              (std::vector<std::string>{accuracies.numberings[0], "And more."}));
    best = {.numbering = "Of another.", .warnings = {"Of another."}};
    EXPECT_EQ(warningsOf(m_study, set(), accuracies, best),
              (std::vector<std::string>{accuracies.numberings[0], "Of another."}));
    EXPECT_TRUE(measured({{.name = "tuned", .checkpoints = {{.epoch = 3, .weights = "right.pt"}}}})
                    .numberings.empty());
}

} // namespace
} // namespace palimpsest

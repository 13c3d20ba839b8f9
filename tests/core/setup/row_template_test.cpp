// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/sha256.h"
#include "core/models/probe_file.h"
#include "core/models/readers/safetensors.h"
#include "core/setup/joining.h"
#include "core/setup/study_probe.h"
#include "core/study/study_file.h"
#include "core/units/probe_differences.h"
#include "support/colours_study.h"
#include "support/expect_error.h"
#include "support/scripted_net.h"
#include "support/small_network.h"
#include "support/temporary_folder.h"
#include "support/trusting_host.h"

#include <gtest/gtest.h>

#include <vector>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

/// A study whose run has a template, and a probe on another network with tensors of the same names
/// and shapes, which waits in the study.
class RowTemplateTest : public testing::Test
{
protected:
    RowTemplateTest()
    {
        m_study = coloursStudy({"1.Blue", "2.Green", "3.Red"}, 0.4, 0.2,
                               {.mode = ResizeMode::ShorterSide, .side = 34});
        fs::create_directories(study());
        writePictures(m_folder / "train", m_study.classes, 5, 1);
        writeNetWithHead(own(), 3, "y");
        writeNetWithHead(m_folder / "other.pt", 3, "y * -2.0");
        fitProbe();
        addRun();
    }

    fs::path study() const { return m_folder / "study"; }
    fs::path own() const { return m_folder / "own.pt"; }

    void fitProbe()
    {
        ProbeRequest wanted = probeRequest(m_study, readBackbone(own(), own(), trustingHost()),
                                           m_folder / "train", {});
        wanted.cache.clear();
        m_waiting = keepProbe(study(), makeProbe(wanted), wanted, "pretrained");
    }

    /// Gives the study the run "finetuned", which is put into the other template.
    void addRun()
    {
        fs::create_directories(m_folder / "finetuned");
        fs::copy_file(m_waiting, m_folder / "finetuned/epoch_1.safetensors");
        JoiningChoices choices = trusting();
        choices.modelTemplate = m_folder / "other.pt";
        const auto rows = checked(m_folder / "finetuned/epoch_1.safetensors", choices);
        ASSERT_EQ(rows.front().problem, "");
        m_study = withCheckpoints(study(), m_study, rows, choices);
        writeStudy(study(), m_study);
    }

    static JoiningChoices trusting()
    {
        JoiningChoices choices;
        choices.trust.everything = true;
        return choices;
    }

    std::vector<CheckpointRow> checked(const fs::path& file, const JoiningChoices& choices,
                                       const std::string& lineage = {}) const
    {
        std::vector<CheckpointRow> rows = checkpointTable({file}).rows;
        if (!lineage.empty()) {
            rows.front().lineage = lineage;
        }
        RowCheck(study()).check(rows, m_study, choices);
        return rows;
    }

    /// The hash of the template that a row would be put into.
    std::string templateHash(const CheckpointRow& row) const
    {
        return sha256OfFile(templateOf(row, study()));
    }

    TemporaryFolder m_folder;
    Study m_study;
    fs::path m_waiting;
};

TEST_F(RowTemplateTest, AProbeIsPutIntoTheTemplateItWasFittedOn)
{
    const std::string hash = sha256OfFile(own());
    fs::remove(own()); // what lies beside the probe is enough
    const auto rows = checked(m_waiting, trusting());
    ASSERT_EQ(rows.front().problem, "");
    EXPECT_EQ(templateHash(rows.front()), hash) << "and not into the one that the study has";
    EXPECT_NE(describe(rows.front()).find("Put into the template"), std::string::npos)
        << describe(rows.front());
    const Study after = withCheckpoints(study(), m_study, rows, trusting());
    EXPECT_EQ(sha256OfFile(study() / after.lineages.back().modelTemplate), hash);
    writeStudy(study(), after);
    StudyInputs inputs(study(), after);
    EXPECT_TRUE(probeDifferences(inputs).empty());
}

TEST_F(RowTemplateTest, WhereItLayIsLookedAtToo)
{
    fs::remove(m_waiting.parent_path() / kTemplateBeside);
    EXPECT_EQ(checked(m_waiting, trusting()).front().modelTemplate, own());
    writeNetWithHead(own(), 3, "y + 1.0");
    const auto rows = checked(m_waiting, trusting());
    EXPECT_EQ(rows.front().open, RowQuestion::Template) << "another file lies there by now";
}

TEST_F(RowTemplateTest, OneThatIsNowhereIsAskedForByName)
{
    const std::string hash = sha256OfFile(own());
    fs::remove(m_waiting.parent_path() / kTemplateBeside);
    fs::rename(own(), m_folder / "moved.pt");
    auto rows = checked(m_waiting, trusting());
    EXPECT_EQ(rows.front().open, RowQuestion::Template);
    for (const std::string& told : {std::string("own.pt"), hash.substr(0, 12),
                                    std::string("checkpoints/finetuned/template.pt")}) {
        EXPECT_NE(rows.front().problem.find(told), std::string::npos) << rows.front().problem;
    }
    expectError<BadInput>([&] { withCheckpoints(study(), m_study, rows, trusting()); }, "own.pt");

    JoiningChoices choices = trusting();
    choices.modelTemplate = m_folder / "moved.pt";
    rows = checked(m_waiting, choices);
    EXPECT_EQ(rows.front().problem, "");
    EXPECT_TRUE(rows.front().warnings.empty()) << "it is the same file";
    choices.modelTemplate = m_folder / "other.pt";
    rows = checked(m_waiting, choices);
    EXPECT_EQ(rows.front().problem, "") << "a person's word goes first";
    ASSERT_EQ(rows.front().warnings.size(), 1U);
    EXPECT_NE(rows.front().warnings[0].find("put into another"), std::string::npos);
}

TEST_F(RowTemplateTest, ARunOfAnotherTemplateTakesNoProbe)
{
    const auto rows = checked(m_waiting, trusting(), "finetuned");
    EXPECT_NE(rows.front().problem.find("Put it into a run of its own"), std::string::npos)
        << rows.front().problem;
}

TEST_F(RowTemplateTest, AStudyThatRunsOneOtherwiseSaysSo)
{
    JoiningChoices choices = trusting();
    choices.modelTemplate = m_folder / "other.pt";
    const Study after = withCheckpoints(study(), m_study, checked(m_waiting, choices), choices);
    writeStudy(study(), after);
    StudyInputs inputs(study(), after);
    const auto sentences = probeDifferences(inputs);
    ASSERT_EQ(sentences.size(), 1U);
    EXPECT_TRUE(sentences[0].starts_with("pretrained/0 was fitted on the template \"own.pt\""))
        << sentences[0];
}

TEST_F(RowTemplateTest, WhatTellsNoNetworkSaysWhichTemplateItTakes)
{
    fs::create_directories(m_folder / "more");
    fs::copy_file(m_folder / "finetuned/epoch_1.safetensors",
                  m_folder / "more/epoch_2.safetensors");
    const auto rows = checked(m_folder / "more/epoch_2.safetensors", trusting());
    EXPECT_EQ(rows.front().problem, "");
    EXPECT_NE(describe(rows.front())
                  .find("Put into the study's template \"checkpoints/finetuned/template.pt\""),
              std::string::npos)
        << describe(rows.front());
}

TEST_F(RowTemplateTest, AnotherPreparationThanTheProbesIsSaid)
{
    EXPECT_TRUE(checked(m_waiting, trusting()).front().warnings.empty());
    const Study joined =
        withCheckpoints(study(), m_study, checked(m_waiting, trusting()), trusting());
    EXPECT_TRUE(preparationDifferences(study(), joined).empty());

    m_study.preprocessing.mean = {0.1, 0.1, 0.1};
    const auto rows = checked(m_waiting, trusting());
    EXPECT_EQ(rows.front().problem, "") << "it is a warning";
    ASSERT_EQ(rows.front().warnings.size(), 1U);
    for (const char* both : {"mean 0.4,0.4,0.4", "mean 0.1,0.1,0.1"}) {
        EXPECT_NE(rows.front().warnings[0].find(both), std::string::npos)
            << rows.front().warnings[0];
    }
    Study changed = joined;
    changed.preprocessing = m_study.preprocessing;
    const auto sentences = preparationDifferences(study(), changed);
    ASSERT_EQ(sentences.size(), 1U);
    EXPECT_TRUE(sentences[0].starts_with("pretrained/0 was fitted on pictures")) << sentences[0];
}

} // namespace
} // namespace palimpsest

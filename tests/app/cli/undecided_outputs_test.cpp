// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/study_file.h"
#include "support/program.h"
#include "support/scripted_net.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace palimpsest {
namespace {

/// The small study with values of its pre-trained run, which show logits, and of a run that ends in
/// sigmoids, which do not show what they are and of which nobody says it.
class UndecidedOutputsTest : public testing::Test
{
protected:
    UndecidedOutputsTest() : m_path(m_folder / "study")
    {
        Study study = makeSmallStudy(m_path);
        study.lineages.resize(2);
        std::filesystem::create_directories(m_folder / "study/nets");
        writeScriptedNet(m_folder / "study/nets/0.pt",
                         "m = x.mean([1, 2, 3])\n"
                         "z = torch.stack([m, -m, 0.5 * m, torch.zeros_like(m)], 1)\n"
                         "return torch.sigmoid(z)");
        study.lineages.push_back(
            {.name = "labels",
             .role = Role::Other,
             .checkpoints = {{.epoch = 0,
                              .weights = "nets/0.pt",
                              .outputs = OutputKind::IndependentProbabilities}}});
        writeStudy(m_path, study);
        for (const char* run : {"labels", "pretrained"}) {
            const ProgramResult made = cli({"extract", m_path, "--trust", "--only", run});
            EXPECT_EQ(made.exitCode, 0) << made.err;
        }
        study.lineages[2].checkpoints[0].outputs.reset();
        writeStudy(m_path, study);
    }

    std::optional<OutputKind> told(std::size_t lineage) const
    {
        return readStudy(m_path).lineages[lineage].checkpoints[0].outputs;
    }

    TemporaryFolder m_folder;
    std::string m_path;
};

TEST_F(UndecidedOutputsTest, OfARunThatIsNotWantedKeepNoOtherFromRunning)
{
    const ProgramResult other = cli({"extract", m_path, "--trust", "--only", "pretrained"});
    EXPECT_EQ(other.exitCode, 0) << other.err;
    const ProgramResult own = cli({"extract", m_path, "--trust", "--only", "labels"});
    EXPECT_EQ(own.exitCode, 3);
    EXPECT_NE(own.err.find("labels/0 answers with numbers from"), std::string::npos) << own.err;
}

TEST_F(UndecidedOutputsTest, AreSaidOfTheRunThatIsAskedAbout)
{
    const std::string advice = "`palimpsest-cli set " + m_path + " --checkpoints labels --outputs ";
    for (const std::vector<std::string>& command : std::vector<std::vector<std::string>>{
             {"extract", m_path, "--trust"}, {"analyse", m_path}}) {
        const ProgramResult asked = cli(command);
        EXPECT_EQ(asked.exitCode, 3) << command[0];
        EXPECT_NE(asked.err.find(advice + "independent-probabilities`"), std::string::npos)
            << asked.err;
    }
    const ProgramResult said =
        cli({"set", m_path, "--checkpoints", "labels", "--outputs", "independent-probabilities"});
    EXPECT_EQ(said.exitCode, 0) << said.err;
    EXPECT_EQ(told(0), OutputKind::Logits) << "as its values show";
    EXPECT_EQ(told(1), std::nullopt);
    EXPECT_EQ(told(2), OutputKind::IndependentProbabilities);
}

TEST_F(UndecidedOutputsTest, ThatAreKnownStayUnlessTheirRunIsNamed)
{
    const ProgramResult all = cli({"set", m_path, "--outputs", "independent-probabilities"});
    EXPECT_EQ(all.exitCode, 0) << all.err;
    EXPECT_NE(all.err.find("--outputs is taken of"), std::string::npos) << all.err;
    EXPECT_NE(all.err.find("\"labels\";"), std::string::npos) << all.err;
    EXPECT_NE(all.err.find("stay: logits. `palimpsest-cli set " + m_path + " --checkpoints RUN"),
              std::string::npos)
        << all.err;
    EXPECT_NE(all.err.find("the outputs of \"pretrained\" are known to be others"),
              std::string::npos)
        << all.err;
    EXPECT_EQ(told(0), OutputKind::Logits);
    EXPECT_EQ(told(1), OutputKind::IndependentProbabilities);
    EXPECT_EQ(told(2), OutputKind::IndependentProbabilities);
    const ProgramResult decided = cli({"set", m_path, "--outputs", "logits"});
    EXPECT_EQ(decided.exitCode, 0) << decided.err;
    EXPECT_NE(decided.err.find("of no checkpoint"), std::string::npos) << decided.err;
    EXPECT_NE(decided.err.find("\"labels\" are known to be others"), std::string::npos)
        << decided.err;
    EXPECT_EQ(told(2), OutputKind::IndependentProbabilities);
    EXPECT_EQ(cli({"set", m_path, "--outputs", "logits", "--checkpoints", "labels"}).exitCode, 0);
    EXPECT_EQ(told(2), OutputKind::Logits);
    const ProgramResult bare = cli({"set", m_path, "--value", "output"});
    EXPECT_EQ(bare.exitCode, 0) << bare.err;
    EXPECT_EQ(bare.out.find("not known yet"), std::string::npos)
        << "what is kept is said where it does not matter, too: " << bare.out;
}

TEST_F(UndecidedOutputsTest, WhatStoredValuesExcludeIsRefused)
{
    const ProgramResult refused =
        cli({"set", m_path, "--checkpoints", "labels", "--outputs", "probabilities"});
    EXPECT_EQ(refused.exitCode, 3);
    EXPECT_NE(refused.err.find("cannot be probabilities (softmax)"), std::string::npos)
        << refused.err;
    EXPECT_EQ(told(2), std::nullopt);
}

TEST_F(UndecidedOutputsTest, AreWarnedOfWhereAStudyIsInspected)
{
    const auto warnings = [&] {
        return nlohmann::json::parse(cli({"inspect", m_path, "--json"}).out)
            .value("warnings", nlohmann::json::array())
            .dump();
    };
    EXPECT_NE(warnings().find("labels/0 answers with numbers from"), std::string::npos)
        << warnings();
    EXPECT_NE(warnings().find("--checkpoints labels --outputs independent-probabilities"),
              std::string::npos)
        << warnings();
    Study study = readStudy(m_path);
    study.lineages[2].checkpoints[0].outputs = OutputKind::Probabilities;
    writeStudy(m_path, study);
    EXPECT_NE(warnings().find("labels: its answers cannot be probabilities (softmax)"),
              std::string::npos)
        << warnings();
}

} // namespace
} // namespace palimpsest

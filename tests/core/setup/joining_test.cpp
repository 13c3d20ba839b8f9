// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/extraction/extraction.h"
#include "core/models/readers/safetensors.h"
#include "core/models/torch_classifier.h"
#include "core/setup/joining.h"
#include "core/study/study_file.h"
#include "support/colours_study.h"
#include "support/expect_error.h"
#include "support/places.h"
#include "support/scripted_net.h"
#include "support/small_network.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"
#include "support/torch_files.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

JoiningChoices choicesWith(const fs::path& modelTemplate, bool trustsAll = false)
{
    JoiningChoices choices;
    choices.modelTemplate = modelTemplate;
    choices.trust.everything = trustsAll;
    return choices;
}

/// The small study, a study of three colours for a network of known architecture, and checkpoints.
class JoiningTest : public testing::Test
{
protected:
    JoiningTest() : m_garments(makeSmallStudy(m_folder.path()))
    {
        m_colours = coloursStudy({"blue", "green", "red"}, 0.5, 0.5);
        for (const char* name : {"run/epoch_1.safetensors", "run/epoch_2.safetensors"}) {
            writeNetwork(name, 3);
        }
    }

    void writeNetwork(const fs::path& name, std::int64_t classes) const
    {
        TensorMap tensors = smallBackbone();
        tensors["classifier.1.weight"] = {
            .shape = {classes, 32, 1, 1},
            .values = std::vector<float>(static_cast<std::size_t>(classes * 32), 0.1F)};
        tensors["classifier.1.bias"] = {
            .shape = {classes},
            .values = std::vector<float>(static_cast<std::size_t>(classes), 0.0F)};
        fs::create_directories((m_files / name).parent_path());
        writeSafetensors(m_files / name, tensors);
    }

    std::vector<CheckpointRow> rowsOf(const std::vector<fs::path>& paths, const Study& study,
                                      const JoiningChoices& choices = {})
    {
        std::vector<CheckpointRow> rows = checkpointTable(paths).rows;
        RowCheck(m_folder.path()).check(rows, study, choices);
        return rows;
    }

    /// Expects that the only file of the table cannot join, and that its row says why.
    void expectProblem(const fs::path& path, const Study& study, const std::string& problem,
                       const JoiningChoices& choices = {})
    {
        const auto rows = rowsOf({path}, study, choices);
        ASSERT_EQ(rows.size(), 1u);
        EXPECT_NE(rows[0].problem.find(problem), std::string::npos) << rows[0].problem;
        expectError<BadInput>([&] { withCheckpoints(m_folder.path(), study, rows, choices); },
                              problem);
    }

    TemporaryFolder m_folder;
    TemporaryFolder m_files;
    Study m_garments;
    Study m_colours;
};

TEST_F(JoiningTest, ACheckpointOfKnownArchitectureStandsForItself)
{
    const auto rows = rowsOf({m_files / "run"}, m_colours);
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0].problem, "");
    EXPECT_EQ(rows[1].problem, "");
    JoiningChoices choices;
    choices.head = "drawn at random";
    const Study study = withCheckpoints(m_folder.path(), m_colours, rows, choices);
    ASSERT_EQ(study.lineages.size(), 1u);
    EXPECT_EQ(study.lineages[0].modelTemplate, "");
    EXPECT_EQ(study.lineages[0].head, "drawn at random");
    EXPECT_EQ(study.lineages[0].checkpoints[1].weights, "checkpoints/run/epoch_02.safetensors");
    writeStudy(m_folder.path(), study);
    EXPECT_EQ(readStudy(m_folder.path()), study);
}

TEST_F(JoiningTest, WeightsOfUnknownArchitectureTakeTheStudysTemplate)
{
    const fs::path weights = demoFolder() / "checkpoints/scratch/epoch_02.safetensors";
    const auto rows = rowsOf({weights}, m_garments);
    EXPECT_EQ(rows[0].problem, "");
    const Study study = withCheckpoints(m_folder.path(), m_garments, rows, {});
    EXPECT_EQ(study.lineages[2].checkpoints.size(), m_garments.lineages[2].checkpoints.size() + 1);

    fs::create_directories(m_files / "again");
    fs::copy_file(weights, m_files / "again/epoch_2.safetensors");
    const Study with =
        withCheckpoints(m_folder.path(), m_garments, rowsOf({m_files / "again"}, m_garments), {});
    EXPECT_EQ(with.lineages.back().name, "again");
    EXPECT_EQ(with.lineages.back().modelTemplate, m_garments.lineages[0].modelTemplate)
        << "of a new run";

    Study empty = m_garments;
    empty.lineages.clear();
    expectProblem(weights, empty, "Give the TorchScript of its network");
    const fs::path program = demoFolder() / "checkpoints/garment_net.pt";
    EXPECT_EQ(rowsOf({weights}, empty, choicesWith(program))[0].problem, "");
    const Study taken =
        withCheckpoints(m_folder.path(), empty, rowsOf({weights}, empty, choicesWith(program)),
                        choicesWith(program));
    EXPECT_EQ(taken.lineages[0].modelTemplate, "checkpoints/scratch/template.pt");
    writeTorchZip(m_files / "other.pt", smallStatePickle(), smallStorages());
    expectProblem(m_files / "other.pt", m_garments, "does not fit its template");
}

TEST_F(JoiningTest, ProblemsStandInTheRowTheyBelongTo)
{
    writeFileAtomically(m_files / "run/epoch_3.safetensors", "nothing");
    writeNetwork("run/epoch_4.safetensors", 10);
    auto rows = rowsOf({m_files / "run"}, m_colours);
    ASSERT_EQ(rows.size(), 4u);
    EXPECT_EQ(rows[1].problem, "");
    EXPECT_NE(rows[2].problem.find("epoch_3.safetensors"), std::string::npos) << rows[2].problem;
    EXPECT_NE(rows[3].problem.find("answers with 10 classes, and the study has 3"),
              std::string::npos)
        << rows[3].problem;

    rows.resize(2);
    rows[0].epoch = 2; // as a person may edit it
    RowCheck check(m_folder.path());
    check.check(rows, m_colours, {});
    for (const CheckpointRow& row : rows) {
        EXPECT_EQ(row.problem, "\"epoch_1.safetensors\" and \"epoch_2.safetensors\" both say epoch "
                               "2. Say which one it is, or leave one out.");
        EXPECT_EQ(row.open, RowQuestion::Epoch);
    }
    rows[0].lineage = "my run";
    check.check(rows, m_colours, {});
    EXPECT_NE(rows[0].problem.find("cannot be called \"my run\""), std::string::npos);
    EXPECT_EQ(rows[1].problem, "");
    rows[0].lineage = "mine";
    check.check(rows, m_colours, {});
    EXPECT_EQ(rows[0].problem, "");
}

TEST_F(JoiningTest, ModelsThatDoNotFitTheStudyAreSaid)
{
    TensorMap headless = smallBackbone();
    writeSafetensors(m_files / "headless.safetensors", headless);
    expectProblem(m_files / "headless.safetensors", m_colours, "Fit a linear probe on it");
    headless["classifier.1.weight"] = {.shape = {3, 32, 1, 1}, .values = std::vector<float>(96)};
    headless["classifier.1.bias"] = {.shape = {3}, .values = std::vector<float>(3)};
    headless.erase("features.12.squeeze.bias");
    writeSafetensors(m_files / "holes.safetensors", headless);
    expectProblem(m_files / "holes.safetensors", m_colours, "features.12.squeeze.bias");

    Study grey = m_colours;
    grey.preprocessing.mean = grey.preprocessing.std = {0.5};
    expectProblem(m_files / "run/epoch_1.safetensors", grey, "takes pictures of 3 channels");
    Study words = m_colours;
    words.tokenisation = Tokenisation();
    expectProblem(m_files / "run/epoch_1.safetensors", words, "the study is one of sentences");
    Study tiny = m_colours;
    tiny.preprocessing.width = tiny.preprocessing.height = 8;
    expectProblem(m_files / "run/epoch_1.safetensors", tiny, "does not run on a made-up sample");
}

TEST_F(JoiningTest, ProbesSayTheirClassesAndTheirHead)
{
    const auto tell = [&](const std::string& classes) {
        writeFileAtomically(m_files / "run/epoch_1.json",
                            R"({"kind": "probe", "classes": )" + classes + "}");
    };
    tell(R"(["red", "green", "blue"])");
    const auto rows = rowsOf({m_files / "run/epoch_1.safetensors"}, m_colours);
    EXPECT_NE(rows[0].problem.find("number 0 is \"red\" there and \"blue\" in the study"),
              std::string::npos)
        << rows[0].problem;
    tell(R"(["blue", "green", "red"])");
    auto right = rowsOf({m_files / "run/epoch_1.safetensors"}, m_colours);
    right[0].epoch = 0;
    EXPECT_EQ(withCheckpoints(m_folder.path(), m_colours, right, {}).lineages[0].head,
              "linear probe");
}

TEST_F(JoiningTest, AnEpochThatNothingTellsIsAskedFor)
{
    writeNetwork("run/weights.safetensors", 3);
    expectProblem(m_files / "run/weights.safetensors", m_colours, "Neither its name nor the file");
    auto rows = checkpointTable({m_files / "run/weights.safetensors"}).rows;
    rows[0].source = EpochSource::User;
    RowCheck(m_folder.path()).check(rows, m_colours, {});
    EXPECT_EQ(rows[0].problem, "");
}

TEST_F(JoiningTest, AChosenTemplateWinsOverWhatNamesResemble)
{
    TensorMap tensors = smallBackbone();
    tensors["classifier.1.weight"] = {.shape = {3, 32}, .values = std::vector<float>(96, 0.1F)};
    tensors["classifier.1.bias"] = {.shape = {3}, .values = {-100, 0, 100}}; // no probabilities
    writeAsProgram(m_files / "template.pt", tensors);
    writeSafetensors(m_files / "run/epoch_1.safetensors", tensors);
    const auto choices = choicesWith(m_files / "template.pt", true);
    const auto rows = rowsOf({m_files / "run/epoch_1.safetensors"}, m_colours, choices);
    ASSERT_TRUE(rows[0].look.architecture) << "it would stand for itself";
    EXPECT_EQ(rows[0].problem, "");
    const Study study = withCheckpoints(m_folder.path(), m_colours, rows, choices);
    EXPECT_EQ(study.lineages[0].modelTemplate, "checkpoints/run/template.pt");
    EXPECT_EQ(study.lineages[0].checkpoints[0].network, NetworkFacts());

    // A run that stands for itself gets none by adding to it.
    Study standing = withCheckpoints(m_folder.path(), m_colours,
                                     rowsOf({m_files / "run/epoch_2.safetensors"}, m_colours), {});
    expectProblem(m_files / "run/epoch_1.safetensors", standing, "stand for themselves", choices);
}

TEST_F(JoiningTest, WhatTensorsDoNotTellIsAskedOnceAndKept)
{
    for (const char* name : {"vit/epoch_1.safetensors", "more/epoch_2.safetensors"}) {
        fs::create_directories((m_files / name).parent_path());
        writeSafetensors(m_files / name, smallTransformer());
    }
    expectProblem(m_files / "vit/epoch_1.safetensors", m_colours,
                  "Say which: 1, 2, 4, 8, 16, 32, 64.");
    const auto asked = rowsOf({m_files / "vit"}, m_colours);
    EXPECT_EQ(openQuestions(asked[0]).size(), 1u);
    EXPECT_EQ(assumptionNote(asked[0].network, openQuestions(asked[0])),
              "Assumed, as neither the tensors nor a config.json tell it: epsilon 1e-06 of layer "
              "norms, activation gelu.")
        << "what is asked for is not assumed";
    JoiningChoices choices;
    choices.network.heads = 4;
    const auto rows = rowsOf({m_files / "vit"}, m_colours, choices);
    EXPECT_EQ(rows[0].problem, "");
    const Study study = withCheckpoints(m_folder.path(), m_colours, rows, choices);
    const NetworkFacts& kept = study.lineages[0].checkpoints[0].network;
    EXPECT_EQ(kept.heads, 4);
    EXPECT_EQ(kept.assumed, (std::set<std::string>{kActivationFact, kNormEpsilonFact}));
    writeStudy(m_folder.path(), study);
    EXPECT_EQ(readStudy(m_folder.path()), study);
    EXPECT_TRUE(networkDifferences(study).empty());

    // What was told of the study's own is not asked again, but said.
    const auto taken = rowsOf({m_files / "more"}, study)[0];
    EXPECT_EQ(taken.network.heads, 4);
    EXPECT_EQ(taken.problem, "");
    EXPECT_NE(assumptionNote(taken.network).find("4 attention heads as in vit/1."),
              std::string::npos)
        << assumptionNote(taken.network);
    writeFileAtomically(m_files / "more/config.json", R"({"num_attention_heads": 1})");
    EXPECT_EQ(rowsOf({m_files / "more"}, study)[0].network.heads, 1) << "its own file knows best";
    choices.network.heads = 2;
    const Study mixed = withCheckpoints(m_folder.path(), study,
                                        rowsOf({m_files / "more"}, study, choices), choices);
    ASSERT_EQ(networkDifferences(mixed).size(), 1u);
    EXPECT_NE(networkDifferences(mixed)[0].find("2 attention heads"), std::string::npos);
    writeSafetensors(m_files / "third/epoch_3.safetensors", smallTransformer());
    expectProblem(m_files / "third/epoch_3.safetensors", mixed, "Say which: ");

    // The facts are a part of what values are made of.
    StudyInputs inputs(m_folder.path(), mixed);
    EXPECT_NE(inputs.modelHashes({0, 0}).weights, inputs.modelHashes({1, 0}).weights)
        << "although the files are the same";
    EXPECT_NO_THROW(openTorchClassifier({}, inputs.weightsPath({{0, 0}, 0}), {}, {},
                                        inputs.networkFacts({{0, 0}, 0})));
}

TEST_F(JoiningTest, AConfigBesideTheFileAnswers)
{
    fs::create_directories(m_files / "vit");
    writeSafetensors(m_files / "vit/epoch_1.safetensors", smallTransformer());
    writeFileAtomically(m_files / "vit/config.json", R"({"num_attention_heads": 4, "lr": 0.1})");
    const auto rows = rowsOf({m_files / "vit/epoch_1.safetensors"}, m_colours);
    EXPECT_EQ(rows[0].problem, "");
    EXPECT_EQ(rows[0].network.heads, 4);
    JoiningChoices said;
    said.network.heads = 2;
    const auto told = rowsOf({m_files / "vit/epoch_1.safetensors"}, m_colours, said);
    EXPECT_EQ(told[0].network.heads, 2) << "the user's word wins";
    EXPECT_NE(describe(told[0]).find("config.json says 4 attention heads; 2 attention heads is "),
              std::string::npos)
        << describe(told[0]);
    Study larger = m_colours;
    larger.preprocessing.width = larger.preprocessing.height = 48;
    expectProblem(
        m_files / "vit/epoch_1.safetensors", larger,
        "the study prepares them as 48 × 48 pixels. Prepare the study's pictures as 32 × 32");
    writeFileAtomically(
        m_files / "vit/config.json",
        R"({"num_attention_heads": 4, "problem_type": "multi_label_classification"})");
    expectProblem(m_files / "vit/epoch_1.safetensors", m_colours, "Its labels are independent");
    Study ofLabels = m_colours;
    ofLabels.settings.valueKind = ValueKind::SigmoidLogOdds;
    EXPECT_EQ(rowsOf({m_files / "vit/epoch_1.safetensors"}, ofLabels)[0].problem, "");
    writeFileAtomically(m_files / "vit/config.json", R"({"hidden_size": 768})");
    expectProblem(m_files / "vit/epoch_1.safetensors", m_colours, "belongs to another model");
}

TEST_F(JoiningTest, RowsTellWhatWouldAnswerTheirProblem)
{
    const auto openOf = [&](const fs::path& path, const JoiningChoices& choices = {}) {
        return rowsOf({m_files / path}, m_colours, choices)[0].open;
    };
    writeNetwork("run/weights.safetensors", 3);
    writeNetwork("other/epoch_1.safetensors", 10);
    fs::create_directories(m_files / "vit");
    writeSafetensors(m_files / "vit/epoch_1.safetensors", smallTransformer());
    fs::create_directories(m_files / "plain");
    fs::copy_file(demoFolder() / "checkpoints/scratch/epoch_02.safetensors",
                  m_files / "plain/epoch_1.safetensors");
    fs::create_directories(m_files / "net");
    writeScriptedNet(m_files / "net/epoch_1.pt", "return torch.sigmoid(x.mean([2, 3]))");
    EXPECT_EQ(openOf("run/epoch_1.safetensors"), std::nullopt);
    EXPECT_EQ(openOf("other/epoch_1.safetensors"), std::nullopt) << "of other classes";
    EXPECT_EQ(openOf("run/weights.safetensors"), RowQuestion::Epoch);
    EXPECT_EQ(openOf("vit/epoch_1.safetensors"), RowQuestion::Network);
    EXPECT_EQ(openOf("plain/epoch_1.safetensors"), RowQuestion::Template);
    EXPECT_EQ(openOf("net/epoch_1.pt"), RowQuestion::Trust);
    EXPECT_EQ(openOf("net/epoch_1.pt", choicesWith({}, true)), RowQuestion::Outputs);

    auto rows = checkpointTable({m_files / "vit/epoch_1.safetensors"}).rows;
    rows[0].lineage = "no/name";
    RowCheck(m_folder.path()).check(rows, m_colours, {});
    EXPECT_NE(rows[0].problem.find("cannot be called"), std::string::npos) << rows[0].problem;
    EXPECT_EQ(rows[0].open, std::nullopt) << "the heads are not what keeps it";
}

TEST_F(JoiningTest, OutputsAreSaidOfTheRowsThatDoNotShowThem)
{
    fs::create_directories(m_files / "other");
    writeScriptedNet(m_files / "other/epoch_1.pt", "return torch.sigmoid(x.mean([2, 3]))");
    writeScriptedNet(m_files / "other/epoch_2.pt", "return torch.softmax(x.mean([2, 3]), 1)");
    JoiningChoices choices = choicesWith({}, true);
    choices.outputs = OutputKind::IndependentProbabilities;
    const auto outputsOf = [&](const fs::path& path) {
        const auto rows = rowsOf({m_files / path}, m_colours, choices);
        EXPECT_EQ(rows[0].problem, "");
        return rows[0].outputs.kind;
    };
    EXPECT_EQ(outputsOf("other/epoch_1.pt"), OutputKind::IndependentProbabilities);
    EXPECT_EQ(outputsOf("other/epoch_2.pt"), OutputKind::Probabilities);
    EXPECT_EQ(outputsOf("run/epoch_1.safetensors"), OutputKind::Logits);
    choices.outputs = OutputKind::LogProbabilities;
    expectProblem(m_files / "other/epoch_1.pt", m_colours, "which are never above 0", choices);
    choices.areOutputsOfAll = true;
    choices.outputs = OutputKind::Probabilities;
    expectProblem(m_files / "run/epoch_1.safetensors", m_colours,
                  "These cannot be probabilities (softmax)", choices);
}

TEST_F(JoiningTest, NothingStaysWhenALaterLineageFails)
{
    auto rows = rowsOf({m_files / "run"}, m_colours);
    rows[1].lineage = "second";
    fs::remove(rows[1].path);
    expectError<BadFile>([&] { withCheckpoints(m_folder.path(), m_colours, rows, {}); }, "epoch_2");
    EXPECT_FALSE(fs::exists(m_folder / "checkpoints/run/epoch_01.safetensors"));
}

TEST_F(JoiningTest, AConfigOfAnotherNumberOfClassesKeepsANetworkOut)
{
    const auto problemWith = [&](const std::string& config) {
        writeFileAtomically(m_files / "run/config.json", config);
        return rowsOf({m_files / "run/epoch_1.safetensors"}, m_colours).at(0).problem;
    };
    EXPECT_EQ(problemWith(R"({"num_labels": 3})"), "");
    EXPECT_NE(
        problemWith(R"({"label2id": {"a": 0, "b": 1}})").find("2 classes, and it answers with 3"),
        std::string::npos);
}

} // namespace
} // namespace palimpsest

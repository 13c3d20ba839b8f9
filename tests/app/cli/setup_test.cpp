// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A study from files, as a user makes it on the command line.

#include "core/base/files.h"
#include "core/models/readers/safetensors.h"
#include "core/study/study_file.h"
#include "support/expect_end.h"
#include "support/folder_bytes.h"
#include "support/program.h"
#include "support/small_network.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <signal.h>
#include <thread>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

class SetupCommands : public testing::Test
{
protected:
    SetupCommands()
    {
        writePictures(m_folder / "set/train", {"blue", "green", "red"}, 3, 1);
        writePictures(m_folder / "set/test", {"blue", "green", "red"}, 3, 2);
        for (const int epoch : {9, 10}) {
            TensorMap tensors = smallBackbone();
            tensors["classifier.1.weight"] = {.shape = {3, 32, 1, 1},
                                              .values = std::vector<float>(96, 0.01F * epoch)};
            tensors["classifier.1.bias"] = {.shape = {3}, .values = {0.1F, 0.0F, 0.2F}};
            fs::create_directories(m_folder / "finetune");
            writeSafetensors(
                m_folder / ("finetune/epoch_" + std::to_string(epoch) + ".safetensors"), tensors);
        }
    }

    std::string path(const std::string& name) const { return m_folder / name; }

    void makeStudy() const
    {
        const ProgramResult made =
            cli({"new", path("study"), "--from", path("set"), "--size", "32"});
        ASSERT_EQ(made.exitCode, 0) << made.err;
    }

    TemporaryFolder m_folder;
};

TEST_F(SetupCommands, MakeAStudyThatCanBeExtractedAndAnalysed)
{
    makeStudy();
    const ProgramResult samples = cli({"add-samples", path("study"), path("set"), "--per-class",
                                       "1", "--parts", "2x2", "--json"});
    ASSERT_EQ(samples.exitCode, 0) << samples.err;
    const json added = json::parse(samples.out);
    EXPECT_EQ(added["samples"].size(), 3u);
    EXPECT_EQ(added["samples"][0]["parts"], 4);
    const ProgramResult refused =
        cli({"add-checkpoints", path("study"), path("finetune"), "--heads", "4"});
    EXPECT_EQ(refused.exitCode, 3);
    EXPECT_NE(refused.err.find("nothing in these checkpoints that --heads could tell"),
              std::string::npos)
        << refused.err;
    const ProgramResult checkpoints =
        cli({"add-checkpoints", path("study"), path("finetune"), "--head", "drawn", "--link"});
    EXPECT_EQ(checkpoints.exitCode, 0) << checkpoints.err;
    EXPECT_NE(checkpoints.out.find("finetune/9   finetuned, epoch by name"), std::string::npos)
        << checkpoints.out;
    const Study study = readStudy(path("study"));
    EXPECT_EQ(study.name, "study");
    EXPECT_EQ(study.lineages.at(0).head, "drawn");
    EXPECT_EQ(study.lineages[0].role, Role::Finetuned);
    EXPECT_TRUE(fs::is_symlink(path("study") / study.lineages[0].checkpoints[1].weights));
    const ProgramResult extracted = cli({"extract", path("study"), "--json"});
    EXPECT_EQ(extracted.exitCode, 0) << extracted.err;
    EXPECT_EQ(json::parse(extracted.out)["units_made"], 6) << extracted.out;

    const fs::path weights = study.lineages[0].checkpoints[1].weights;
    const json shown = json::parse(cli({"inspect", path("study"), "--json"}).out)["lineages"][0];
    EXPECT_EQ(shown["links"].value(weights.generic_string(), ""),
              fs::canonical(path("study") / weights).string());
    const ProgramResult one = cli({"inspect", (path("study") / weights).string()});
    EXPECT_NE(one.out.find("link_to: " + fs::canonical(path("study") / weights).string()),
              std::string::npos)
        << one.out;
}

TEST_F(SetupCommands, AccuraciesAreStoredAndLabelsLookedAt)
{
    makeStudy();
    const ProgramResult added = cli(
        {"add-checkpoints", path("study"), path("finetune"), "--check-on", path("set"), "--json"});
    ASSERT_EQ(added.exitCode, 0) << added.err;
    // All weights are equal, so one class is always said: that with the largest bias.
    EXPECT_NE(added.err.find("hardly better than naming one class always (33 %)"),
              std::string::npos)
        << added.err;
    EXPECT_EQ(json::parse(added.out)["warnings"].size(), 1u);
    const ProgramResult measured =
        cli({"accuracy", path("study"), "--on", path("set"), "--split", "train", "--json"});
    ASSERT_EQ(measured.exitCode, 0) << measured.err;
    const json report = json::parse(measured.out);
    EXPECT_EQ(report["samples"], 9);
    EXPECT_EQ(report["set"], "train");
    EXPECT_EQ(readStudy(path("study")).accuracySet, "train");
    EXPECT_NEAR(report["checkpoints"][1]["accuracy"].get<double>(), 1.0 / 3.0, 1e-9);
    EXPECT_NEAR(*readStudy(path("study")).lineages.at(0).checkpoints.at(1).accuracy, 1.0 / 3.0,
                1e-9);

    const ProgramResult said = cli({"accuracy", path("study"), "--on", path("set"), "--split",
                                    "train", "--outputs", "probabilities"});
    EXPECT_EQ(said.exitCode, 0) << said.err;
    EXPECT_NE(said.err.find("the outputs of \"finetune\" are known to be others and stay"),
              std::string::npos)
        << said.err;

    const auto warnings = [&] {
        return json::parse(cli({"inspect", path("study"), "--json"}).out)
            .value("warnings", json::array())
            .dump();
    };
    EXPECT_EQ(warnings().find("prepared otherwise"), std::string::npos);
    EXPECT_EQ(cli({"set", path("study"), "--mean", "0.1,0.2,0.3", "--std", "0.5,0.5,0.5"}).exitCode,
              0);
    EXPECT_NE(warnings().find("on \\\"train\\\", were measured on pictures prepared otherwise"),
              std::string::npos)
        << warnings();
    ASSERT_EQ(cli({"accuracy", path("study"), "--on", path("set"), "--split", "train"}).exitCode,
              0);
    EXPECT_EQ(warnings().find("prepared otherwise"), std::string::npos);
}

TEST_F(SetupCommands, WhatIsInterruptedWithinIsTakenBack)
{
    makeStudy();
    writePictures(m_folder / "many", {"blue", "green", "red"}, 300, 3);
    const FolderBytes before = bytesBelow(m_folder / "study");
    Program running("palimpsest-cli", {"add-samples", path("study"), path("many"), "--per-class",
                                       "0", "--parts", "2x2"});
    std::error_code status;
    while (running.isRunning() && !fs::exists(m_folder / "study/images", status)) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    ::kill(running.pid(), SIGINT);
    EXPECT_EQ(running.wait().exitCode, 128 + SIGINT);
    EXPECT_EQ(bytesBelow(m_folder / "study"), before);
    EXPECT_FALSE(fs::exists(m_folder / "study/images"));
}

TEST_F(SetupCommands, WhatLabelsOfTheCheckStandForIsKept)
{
    makeStudy();
    const ProgramResult added = cli({"add-checkpoints", path("study"), path("finetune"),
                                     "--check-on", path("set"), "--label-map", "rouge=red"});
    ASSERT_EQ(added.exitCode, 0) << added.err;
    EXPECT_EQ(readStudy(path("study")).labels,
              (std::map<std::string, std::string>{{"rouge", "red"}}));
}

TEST_F(SetupCommands, MovedFilesLeaveValuesAndAreFoundAgain)
{
    makeStudy();
    ASSERT_EQ(cli({"add-samples", path("study"), path("set"), "--per-class", "1", "--parts", "2x1",
                   "--link"})
                  .exitCode,
              0);
    ASSERT_EQ(cli({"add-checkpoints", path("study"), path("finetune"), "--link"}).exitCode, 0);
    ASSERT_EQ(cli({"extract", path("study")}).exitCode, 0);
    fs::create_directories(path("elsewhere"));
    fs::rename(path("finetune"), path("elsewhere/finetune"));
    fs::rename(path("set"), path("elsewhere/set"));
    const auto lineage = [&] {
        return json::parse(cli({"inspect", path("study"), "--json"}).out)["lineages"][0];
    };
    const json before = lineage();
    EXPECT_EQ(before["units"], (json{{"complete", 6}}));
    EXPECT_NE(before["problems"][0].get<std::string>().find(
                  "is missing; its values are shown as they were stored"),
              std::string::npos);
    EXPECT_EQ(cli({"extract", path("study")}).exitCode, 0); // nothing is to be made
    const ProgramResult located = cli({"locate", path("study"), path("elsewhere")});
    EXPECT_EQ(located.exitCode, 0) << located.out << located.err;
    EXPECT_NE(located.out.find("Found 5 of 5 missing files"), std::string::npos) << located.out;
    EXPECT_TRUE(lineage()["problems"].empty());
}

TEST_F(SetupCommands, NothingChangesByADryRunOrAProblem)
{
    makeStudy();
    const std::string before = readFile(path("study/study.json"), 1 << 20);
    EXPECT_EQ(cli({"add-samples", path("study"), path("set"), "--dry-run"}).exitCode, 0);
    EXPECT_EQ(cli({"add-checkpoints", path("study"), path("finetune"), "--dry-run"}).exitCode, 0);
    writeSafetensors(m_folder / "finetune/epoch_11.safetensors", smallBackbone());
    const ProgramResult bad = cli({"add-checkpoints", path("study"), path("finetune"), "--json"});
    EXPECT_EQ(bad.exitCode, 3);
    EXPECT_NE(bad.err.find("1 of 3 checkpoints cannot join"), std::string::npos) << bad.err;
    const json table = json::parse(bad.out);
    EXPECT_EQ(table["added"], false);
    EXPECT_TRUE(table["checkpoints"][1]["problem"].is_null());
    EXPECT_NE(table["checkpoints"][2]["problem"].get<std::string>().find("no classifier head"),
              std::string::npos);
    EXPECT_EQ(readFile(path("study/study.json"), 1 << 20), before);
    EXPECT_EQ(std::distance(fs::directory_iterator(path("study")), {}), 1);
}

TEST_F(SetupCommands, MistakesAreSaid)
{
    makeStudy();
    expectEnd(cli({"new", path("study"), "--classes", "a,b"}), 3, "is a study already");
    expectEnd(cli({"new", path("other")}), 3, "has no classes");
    expectEnd(cli({"add-samples", path("study")}), 3, "nothing to add");
    expectEnd(cli({"add-samples", path("study"), path("set/test/red/0.png")}), 3, "--label");
    expectEnd(cli({"add-samples", path("study"), path("set/test/red/0.png"), "--label", "pink"}), 3,
              "no class \"pink\"");
    expectEnd(cli({"add-samples", path("study"), "--sentence", "x", "--label", "red"}), 3,
              "are pictures");
    expectEnd(cli({"add-checkpoints", path("study"), path("finetune"), "--epoch", "1"}), 3,
              "is for a single checkpoint");
    expectEnd(cli({"add-checkpoints", path("study"), path("finetune"), "--epoch", "x.pt=1"}), 3,
              "none of the checkpoints");
    expectEnd(cli({"add-checkpoints", path("study"), path("finetune"), "--epoch", "x.pt=one"}), 3,
              "is no epoch");
    expectEnd(cli({"add-checkpoints", path("study"), path("none")}), 3, "none");
}

TEST_F(SetupCommands, SentencesComeFromTablesAndTheCommandLine)
{
    writeFileAtomically(m_folder / "vocab.txt",
                        "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\nfine\nbad\nfilm\n.\n");
    writeFileAtomically(m_folder / "set.tsv", "text\tlabel\na fine film .\t1\na bad film .\t0\n");
    ASSERT_EQ(cli({"new", path("words"), "--classes", "negative,positive", "--vocabulary",
                   path("vocab.txt"), "--max-length", "32"})
                  .exitCode,
              0);
    const ProgramResult added = cli({"add-samples", path("words"), path("set.tsv"), "--sentence",
                                     "bad , bad film", "--label", "negative"});
    ASSERT_EQ(added.exitCode, 0) << added.err;
    EXPECT_NE(added.err.find("0 → negative, 1 → positive"), std::string::npos) << added.err;
    const Study study = readStudy(path("words"));
    ASSERT_EQ(study.samples.size(), 3u);
    EXPECT_EQ(study.samples[0].label, 1);
    EXPECT_EQ(study.samples[2].text, "bad , bad film");
    EXPECT_TRUE(fs::exists(partsPath(path("words"), study.samples[2])));
}

TEST_F(SetupCommands, ACasedVocabularyStaysCased)
{
    writeFileAtomically(m_folder / "vocab.txt",
                        "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nThe\nthe\nMovie\nmovie\n");
    const std::vector<std::string> make = {"--classes", "a,b", "--vocabulary", path("vocab.txt")};
    const auto made = [&](const std::string& name, const std::vector<std::string>& options) {
        std::vector<std::string> arguments = {"new", path(name)};
        arguments.insert(arguments.end(), make.begin(), make.end());
        arguments.insert(arguments.end(), options.begin(), options.end());
        const ProgramResult result = cli(arguments);
        EXPECT_EQ(result.exitCode, 0) << result.err;
        return readStudy(path(name)).tokenisation->options.rules;
    };
    EXPECT_EQ(made("cased", {}), (WordRules{.lowerCase = false, .stripAccents = false}));
    EXPECT_EQ(made("small", {"--uncased"}), WordRules());
}

TEST_F(SetupCommands, SentencesAreAsLongAsTheModelsTake)
{
    writeFileAtomically(m_folder / "vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\n");
    writeFileAtomically(m_folder / "config.json", R"({"max_position_embeddings": 64})");
    const ProgramResult made =
        cli({"new", path("words"), "--classes", "a,b", "--vocabulary", path("vocab.txt")});
    ASSERT_EQ(made.exitCode, 0) << made.err;
    EXPECT_EQ(readStudy(path("words")).tokenisation->options.maximumLength, 64u);
    EXPECT_NE(made.out.find("64 tokens (max_position_embeddings in config.json)"),
              std::string::npos)
        << made.out;
    EXPECT_EQ(made.err.find("is used"), std::string::npos) << made.err;
    const ProgramResult longer = cli({"new", path("longer"), "--classes", "a,b", "--vocabulary",
                                      path("vocab.txt"), "--max-length", "128", "--cased"});
    EXPECT_NE(longer.err.find("up to 64 tokens, max_position_embeddings in config.json; "
                              "--max-length 128 is used"),
              std::string::npos)
        << longer.err;
    EXPECT_NE(longer.err.find("--cased is used"), std::string::npos) << longer.err;
    const ProgramResult set = cli({"set", path("words"), "--max-length", "32"});
    EXPECT_EQ(set.exitCode, 0) << set.err;
    EXPECT_NE(set.out.find("sentences     up to 64 → 32 tokens"), std::string::npos) << set.out;
    EXPECT_EQ(readStudy(path("words")).tokenisation->options.maximumLength, 32u);
    makeStudy();
    EXPECT_EQ(cli({"set", path("study"), "--max-length", "32"}).exitCode, 3);
}

TEST_F(SetupCommands, SentencesMayComeWithTheirTokens)
{
    writeFileAtomically(
        m_folder / "set.jsonl",
        R"({"input_ids": [0, 5, 6, 2], "tokens": ["<s>", "▁fine", "▁film", "</s>"],)"
        R"( "label": "good"})"
        "\n"
        R"({"input_ids": [0, 7, 8, 2], "tokens": ["<s>", "▁dr", "eary", "</s>"],)"
        R"( "label": "bad"})"
        "\n");
    const ProgramResult wrong = cli({"new", path("words"), "--from", path("set.jsonl"),
                                     "--special-tokens", "padding=1,mask=4"});
    EXPECT_EQ(wrong.exitCode, 2);
    EXPECT_NE(wrong.err.find("a number each"), std::string::npos) << wrong.err;
    const ProgramResult made =
        cli({"new", path("words"), "--from", path("set.jsonl"), "--special-tokens",
             "padding=1,unknown=3,classifier=0,separator=2,mask=4"});
    ASSERT_EQ(made.exitCode, 0) << made.err;
    EXPECT_NE(made.out.find("with their tokens"), std::string::npos) << made.out;
    const ProgramResult added =
        cli({"add-samples", path("words"), path("set.jsonl"), "--per-class", "0"});
    ASSERT_EQ(added.exitCode, 0) << added.err;
    const Study study = readStudy(path("words"));
    EXPECT_EQ(study.classes, (std::vector<std::string>{"bad", "good"}));
    ASSERT_EQ(study.samples.size(), 2u);
    EXPECT_EQ(study.samples[1].text, "dreary");
    EXPECT_EQ(study.samples[1].tokens.size(), 4u);
    const ProgramResult typed =
        cli({"add-samples", path("words"), "--sentence", "fine", "--label", "good"});
    EXPECT_EQ(typed.exitCode, 3);
    EXPECT_NE(typed.err.find("no vocabulary to cut it by"), std::string::npos) << typed.err;
}

TEST_F(SetupCommands, PicturesAreNotPreparedAsANetworkOfTheStudyCannotTakeThem)
{
    makeStudy();
    writeSafetensors(path("vit_epoch_1.safetensors"), smallTransformer());
    ASSERT_EQ(cli({"add-checkpoints", path("study"), path("vit_epoch_1.safetensors"), "--lineage",
                   "vit", "--heads", "4"})
                  .exitCode,
              0);
    const FolderBytes before = bytesBelow(path("study"));
    const ProgramResult refused = cli({"set", path("study"), "--size", "48"});
    EXPECT_EQ(refused.exitCode, 3) << refused.out;
    EXPECT_NE(refused.err.find("vit/1, a ViT/16"), std::string::npos) << refused.err;
    EXPECT_NE(refused.err.find("It takes pictures of 32 × 32 pixels"), std::string::npos);
    EXPECT_EQ(bytesBelow(path("study")), before);
    EXPECT_NE(refused.err.find("Leave their size and channels as they are"), std::string::npos);
    EXPECT_EQ(cli({"set", path("study"), "--mean", "0.1,0.2,0.3", "--std", "0.5,0.5,0.5"}).exitCode,
              0);
}

TEST_F(SetupCommands, PicturesInColourAreNotMadeGreyWithoutAWord)
{
    const std::string note = "Pictures in colour are made grey";
    const ProgramResult made = cli({"new", path("grey"), "--from", path("set"), "--size", "32",
                                    "--mean", "0.5", "--std", "0.5"});
    EXPECT_EQ(made.exitCode, 0);
    EXPECT_NE(made.err.find(note), std::string::npos) << made.err;
    makeStudy();
    ASSERT_EQ(cli({"add-samples", path("study"), path("set"), "--per-class", "1"}).exitCode, 0);
    const auto set = [&](const std::string& number) {
        return cli({"set", path("study"), "--mean", number, "--std", number});
    };
    const ProgramResult coloured = set("0.4,0.4,0.4");
    EXPECT_EQ(coloured.err.find(note), std::string::npos) << coloured.err;
    const ProgramResult grey = set("0.5");
    EXPECT_EQ(grey.exitCode, 0);
    EXPECT_NE(grey.err.find(note), std::string::npos) << grey.err;
}

} // namespace
} // namespace palimpsest

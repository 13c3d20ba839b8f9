// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Data as they lie around, on the command line: labels of any kind, tables, pictures of any size.

#include "core/base/files.h"
#include "core/models/readers/safetensors.h"
#include "core/parts/labelme.h"
#include "core/pictures/image.h"
#include "core/setup/starting_parts.h"
#include "core/study/study_file.h"
#include "support/program.h"
#include "support/small_network.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

class DataSets : public testing::Test
{
protected:
    DataSets()
    {
        for (int i = 0; i < 4; ++i) {
            Image image{.width = 8, .height = 8, .channels = 3, .pixels = {}};
            for (int value = 0; value < 8 * 8 * 3; ++value) {
                image.pixels.push_back(static_cast<std::uint8_t>(i * 40 + value % 7));
            }
            writePng(m_folder / ("img/" + std::to_string(i) + ".png"), image);
        }
    }

    std::string path(const std::string& name) const { return m_folder / name; }

    /// A table of the four pictures.
    std::string table(const std::string& name, const std::vector<std::string>& labels) const
    {
        std::string text = "filename,label\n";
        for (std::size_t i = 0; i < labels.size(); ++i) {
            text += "img/" + std::to_string(i) + ".png," + labels[i] + "\n";
        }
        writeFileAtomically(m_folder / name, text);
        return path(name);
    }

    /// The classes of the samples that a table gives a new study of cats and dogs.
    std::vector<int> labelsOf(const std::string& study, const std::string& set,
                              const std::vector<std::string>& more = {}) const
    {
        EXPECT_EQ(cli({"new", path(study), "--classes", "cat,dog", "--size", "8"}).exitCode, 0);
        std::vector<std::string> arguments = {"add-samples", path(study), set};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const ProgramResult added = cli(arguments);
        EXPECT_EQ(added.exitCode, 0) << added.err;
        std::vector<int> labels;
        for (const Sample& sample : readStudy(path(study)).samples) {
            labels.push_back(sample.label);
        }
        return labels;
    }

    TemporaryFolder m_folder;
};

TEST_F(DataSets, LabelsAreValuesNotPlaces)
{
    const std::vector<int> catDog = {0, 1, 0, 1};
    const std::vector<std::vector<std::string>> kinds = {
        {"0", "1", "0", "1"},
        {"1", "2", "1", "2"},
        {"-1", "1", "-1", "1"},
        {"0.0", "1.0", "0.0", "1.0"},
        {"1000000", "2000000", "1000000", "2000000"},
        {"9", "10", "9", "10"},
        {"Cat", "dog", "cat", "DOG"}};
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        const std::string name = "set" + std::to_string(i);
        EXPECT_EQ(labelsOf(name, table(name + ".csv", kinds[i])), catDog) << kinds[i][0];
    }
    EXPECT_EQ(
        labelsOf("told", table("told.csv", {"1", "2", "1", "2"}), {"--label-map", "1=dog,2=cat"}),
        (std::vector<int>{1, 0, 1, 0}));
    EXPECT_EQ(readStudy(path("told")).labels.at("1"), "dog") << "kept for the next time";
}

TEST_F(DataSets, LabelsGoOnStandingForClassesThatTheyGaveToSamples)
{
    const std::string set = table("t.csv", {"1", "2", "1", "2"});
    ASSERT_EQ(cli({"new", path("s"), "--classes", "cat,dog", "--size", "8"}).exitCode, 0);
    ASSERT_EQ(cli({"add-samples", path("s"), set, "--label-map", "1=cat,2=dog"}).exitCode, 0);
    const Study before = readStudy(path("s"));
    const ProgramResult again = cli({"add-samples", path("s"), set, "--label-map", "1=dog,2=cat"});
    EXPECT_EQ(again.exitCode, 3);
    EXPECT_NE(
        again.err.find("Label 1 stands for \"cat\" in this study, which has samples of it, and "
                       "is said to be \"dog\" now."),
        std::string::npos)
        << again.err;
    EXPECT_EQ(readStudy(path("s")), before);
    EXPECT_EQ(cli({"add-samples", path("s"), set, "--label-map", "1=Cat"}).exitCode, 0)
        << "the same once more";
}

TEST_F(DataSets, WhatLabelsWereTakenForHoldsForTheNextData)
{
    const std::string first = table("first.csv", {"-5", "0", "12", "100"});
    const std::string other = table("other.csv", {"12", "100", "200", "300"});
    const std::string some = table("some.csv", {"12", "100"});
    const auto make = [&] {
        fs::remove_all(path("s"));
        ASSERT_EQ(cli({"new", path("s"), "--classes", "eins,zwei,drei,vier"}).exitCode, 0);
    };
    make();
    EXPECT_EQ(cli({"add-samples", path("s"), first, other}).exitCode, 3) << "in one go as well";
    EXPECT_TRUE(readStudy(path("s")).samples.empty());
    ASSERT_EQ(cli({"add-samples", path("s"), first, "--dry-run"}).exitCode, 0);
    EXPECT_TRUE(readStudy(path("s")).labels.empty());
    ASSERT_EQ(cli({"add-samples", path("s"), first}).exitCode, 0);
    EXPECT_EQ(readStudy(path("s")).labels.at("12"), "drei");
    const ProgramResult refused = cli({"add-samples", path("s"), other});
    EXPECT_EQ(refused.exitCode, 3);
    EXPECT_NE(refused.err.find("--label-map LABEL=CLASS"), std::string::npos) << refused.err;
    const ProgramResult again = cli({"add-samples", path("s"), some});
    EXPECT_EQ(again.exitCode, 0) << again.err;
    EXPECT_EQ(again.err.find("in their order"), std::string::npos) << again.err;
}

TEST_F(DataSets, LabelsThatFitNothingAreRefusedInWords)
{
    ASSERT_EQ(cli({"new", path("s"), "--classes", "cat,dog,cow"}).exitCode, 0);
    const std::vector<std::vector<std::string>> sets = {
        {"1", "2", "1", "2"}, {"0", "99", "0", "99"}, {"a", "b", "a", "b"}, {"5", "-3", "5", "5"}};
    for (const std::vector<std::string>& labels : sets) {
        const ProgramResult result = cli({"add-samples", path("s"), table("t.csv", labels)});
        EXPECT_EQ(result.exitCode, 3) << result.out;
        EXPECT_NE(result.err.find("--label-map LABEL=CLASS"), std::string::npos) << result.err;
        EXPECT_NE(result.err.find("\"cat\", \"dog\", \"cow\""), std::string::npos) << result.err;
    }
    EXPECT_EQ(
        cli({"add-samples", path("s"), table("t.csv", {"1", "2"}), "--label-map", "1=2"}).exitCode,
        3);
    EXPECT_EQ(cli({"add-samples", path("s"), "x.csv", "--label-map", "1"}).exitCode, 2);
}

TEST_F(DataSets, ANewStudyShowsItsTableOfLabels)
{
    writeFileAtomically(m_folder / "cars.csv", "file,class_id,class_name\nimg/0.png,79,Chrysler\n"
                                               "img/1.png,20,Audi\nimg/2.png,79,Chrysler\n");
    const ProgramResult made = cli({"new", path("cars"), "--from", path("cars.csv")});
    ASSERT_EQ(made.exitCode, 0) << made.err;
    EXPECT_NE(made.out.find("0  Audi  (label 20)"), std::string::npos) << made.out;
    EXPECT_NE(made.out.find("1  Chrysler  (label 79)"), std::string::npos) << made.out;
    const ProgramResult added = cli({"add-samples", path("cars"), path("cars.csv")});
    ASSERT_EQ(added.exitCode, 0) << added.err;
    EXPECT_EQ(readStudy(path("cars")).samples.at(0).label, 1);
    const ProgramResult again = cli({"add-samples", path("cars"), path("cars.csv")});
    EXPECT_EQ(again.exitCode, 0) << again.err;
    EXPECT_NE(again.err.find("3 samples are in the study already"), std::string::npos) << again.err;
    EXPECT_EQ(readStudy(path("cars")).samples.size(), 3U);
}

TEST_F(DataSets, ClassesAreSaidToBeNumberedByTextWhereNumbersInThemMatter)
{
    const auto warnings = [&](const std::string& study, const std::string& set) {
        const ProgramResult made = cli({"new", path(study), "--from", set});
        EXPECT_EQ(made.exitCode, 0) << made.err;
        return made.err;
    };
    EXPECT_EQ(warnings("table", table("t.csv", {"10", "9", "100", "9"})).find("--natural-order"),
              std::string::npos)
        << "labels of tables are numbered as numbers";
    EXPECT_NE(warnings("names", table("n.csv", {"c10", "c9", "c10", "c9"})).find("--natural-order"),
              std::string::npos);
    for (const std::string name : {"9", "10"}) {
        fs::create_directories(m_folder / "set" / name);
        fs::copy(m_folder / "img/0.png", m_folder / "set" / name);
    }
    EXPECT_NE(warnings("folders", path("set")).find("--natural-order"), std::string::npos);
}

TEST_F(DataSets, ColumnsAreChosenByOption)
{
    std::string airline = "tweet_id,airline_sentiment,airline,text\n";
    for (int i = 0; i < 9; ++i) {
        airline += std::to_string(i) + (i % 3 == 0 ? ",neutral," : ",positive,") +
                   (i % 2 == 0 ? "VA" : "UA") + ",it was flight " + std::to_string(i) + "\n";
    }
    writeFileAtomically(m_folder / "airline.csv", airline);
    writeFileAtomically(m_folder / "vocab.txt",
                        "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nit\nwas\nflight\n");
    const std::vector<std::string> base = {
        "new", path("a"), "--from", path("airline.csv"), "--vocabulary", path("vocab.txt")};
    const ProgramResult unclear = cli(base);
    EXPECT_EQ(unclear.exitCode, 3);
    EXPECT_NE(unclear.err.find("\"airline\" (\"UA\", \"VA\")"), std::string::npos) << unclear.err;
    EXPECT_NE(unclear.err.find("--label-column"), std::string::npos) << unclear.err;
    EXPECT_FALSE(fs::exists(path("a")));
    std::vector<std::string> chosen = base;
    chosen.insert(chosen.end(), {"--label-column", "airline_sentiment"});
    ASSERT_EQ(cli(chosen).exitCode, 0);
    EXPECT_EQ(readStudy(path("a")).classes, (std::vector<std::string>{"neutral", "positive"}));
    EXPECT_EQ(cli({"add-samples", path("a"), path("airline.csv")}).exitCode, 3);
    const ProgramResult added =
        cli({"add-samples", path("a"), path("airline.csv"), "--label-column", "airline_sentiment"});
    EXPECT_EQ(added.exitCode, 0) << added.err;
    EXPECT_EQ(readStudy(path("a")).samples.size(), 9U) << "a small table is taken whole";
}

TEST_F(DataSets, PreprocessingFitsThePictures)
{
    for (int i = 0; i < 2; ++i) {
        for (const char* name : {"zero", "one"}) {
            Image grey{.width = 28, .height = 28, .channels = 1, .pixels = {}};
            for (int pixel = 0; pixel < 28 * 28; ++pixel) {
                grey.pixels.push_back(pixel % 2 == 0 ? 0 : 255);
            }
            writePng(m_folder / "digits" / name / (std::to_string(i) + ".png"), grey);
        }
    }
    const ProgramResult made = cli({"new", path("digits-study"), "--from", path("digits")});
    ASSERT_EQ(made.exitCode, 0) << made.err;
    EXPECT_NE(made.out.find("4 pictures of 28 × 28, grey, levels 0 to 255, mean 0.5"),
              std::string::npos)
        << made.out;
    EXPECT_NE(made.out.find("That is assumed"), std::string::npos) << made.out;
    EXPECT_EQ(
        readStudy(path("digits-study")).preprocessing,
        (Preprocessing{.width = 28, .height = 28, .mean = {0.5}, .std = {0.5}, .resizing = {}}));
    const ProgramResult told = cli({"new", path("told"), "--from", path("digits"), "--json"});
    ASSERT_EQ(told.exitCode, 0) << told.err;
    const auto report = nlohmann::json::parse(told.out);
    EXPECT_EQ(report["preprocessing"]["width"], 28);
    EXPECT_EQ(report["preprocessing"]["assumed"], true);
    EXPECT_NE(report["preprocessing"]["evidence"].get<std::string>().find("28 × 28, grey"),
              std::string::npos);
    ASSERT_EQ(cli({"new", path("plain"), "--from", path("digits"), "--resize", "64x48", "--mean",
                   "0.5,0.5,0.5", "--std", "0.5,0.5,0.5", "--interpolation", "bicubic"})
                  .exitCode,
              0);
    EXPECT_EQ(readStudy(path("plain")).preprocessing,
              (Preprocessing{.width = 48,
                             .height = 64,
                             .mean = {0.5, 0.5, 0.5},
                             .std = {0.5, 0.5, 0.5},
                             .resizing = {.mode = ResizeMode::Squash,
                                          .interpolation = Interpolation::Bicubic}}));
    EXPECT_EQ(cli({"new", path("x"), "--classes", "a,b", "--resize", "64"}).exitCode, 2);
}

TEST_F(DataSets, SetCarriesPartsToAnotherPreprocessing)
{
    ASSERT_EQ(cli({"new", path("s"), "--classes", "cat,dog", "--resize", "16x16"}).exitCode, 0);
    ASSERT_EQ(
        cli({"add-samples", path("s"), path("img/0.png"), "--label", "cat", "--parts", "none"})
            .exitCode,
        0);
    const Preprocessing seen = readStudy(path("s")).preprocessing;
    writeLabelMe(partsPath(path("s"), readStudy(path("s")).samples[0]), gridParts(seen, 2, 2), "");
    const ProgramResult set = cli({"set", path("s"), "--resize", "32x24"});
    ASSERT_EQ(set.exitCode, 0) << set.err;
    EXPECT_NE(set.out.find("Carried the parts of 1 picture"), std::string::npos) << set.out;
    EXPECT_NE(set.out.find("squashed to 16×16"), std::string::npos) << set.out;
    const Study study = readStudy(path("s"));
    EXPECT_EQ(study.preprocessing.height, 32);
    const Drawing parts = readLabelMe(partsPath(path("s"), study.samples[0]));
    EXPECT_EQ(parts.width, 24);
    EXPECT_EQ(parts.shapes[0].polygon, (std::vector<Point>{{0, 0}, {12, 0}, {12, 16}, {0, 16}}));
    const ProgramResult refused = cli({"set", path("s"), "--preset", "exact", "--size", "12"});
    EXPECT_EQ(refused.exitCode, 3);
    EXPECT_NE(refused.err.find("cannot be prepared so"), std::string::npos) << refused.err;
    EXPECT_EQ(readStudy(path("s")), study) << "nothing changed";
}

TEST_F(DataSets, SetLeavesPartsThatWereDrawnOnTheOriginal)
{
    ASSERT_EQ(cli({"new", path("s"), "--classes", "cat,dog", "--resize", "16x16"}).exitCode, 0);
    ASSERT_EQ(cli({"add-samples", path("s"), path("img/0.png"), "--label", "cat", "--parts", "2x2"})
                  .exitCode,
              0);
    const auto file = partsPath(path("s"), readStudy(path("s")).samples[0]);
    const std::string before = readFile(file, 1 << 20);
    EXPECT_EQ(readLabelMe(file).width, 8) << "on the picture's own pixels";
    const ProgramResult set = cli({"set", path("s"), "--resize", "32x24"});
    ASSERT_EQ(set.exitCode, 0) << set.err;
    EXPECT_EQ(set.out.find("Carried the parts"), std::string::npos) << set.out;
    EXPECT_EQ(readFile(file, 1 << 20), before);
}

TEST_F(DataSets, LabelMeFilesBesideThePicturesGiveParts)
{
    ASSERT_EQ(cli({"new", path("s"), "--classes", "cat,dog", "--resize", "16x16"}).exitCode, 0);
    writeFileAtomically(
        m_folder / "img/0.json",
        R"({"shapes": [{"label": "ear", "points": [[2, 2], [4, 4]], "shape_type": "rectangle"}]})");
    const ProgramResult offered =
        cli({"add-samples", path("s"), path("img/0.png"), "--label", "cat", "--dry-run"});
    EXPECT_NE(offered.err.find("--parts labelme"), std::string::npos) << offered.err;
    const ProgramResult added =
        cli({"add-samples", path("s"), path("img/0.png"), "--label", "cat", "--parts", "labelme"});
    ASSERT_EQ(added.exitCode, 0) << added.err;
    const Drawing parts = readLabelMe(partsPath(path("s"), readStudy(path("s")).samples.at(0)));
    EXPECT_EQ(parts.shapes.at(0).polygon, (std::vector<Point>{{2, 2}, {4, 2}, {4, 4}, {2, 4}}))
        << "on the picture's own pixels";
    const ProgramResult none =
        cli({"add-samples", path("s"), path("img/1.png"), "--label", "cat", "--parts", "labelme"});
    EXPECT_NE(none.err.find("No LabelMe file stands beside"), std::string::npos) << none.err;
}

TEST_F(DataSets, TheBaselineIsAskedForWhereTheBackgroundIsFlat)
{
    Image letter{.width = 32, .height = 32, .channels = 3, .pixels = {}};
    for (int i = 0; i < 32 * 32; ++i) {
        const bool isInk = i / 32 > 8 && i / 32 < 24 && i % 32 > 8 && i % 32 < 24;
        letter.pixels.insert(letter.pixels.end(), 3, isInk ? 240 : 0);
    }
    writePng(m_folder / "letter.png", letter);
    TensorMap tensors = smallBackbone();
    tensors["classifier.1.weight"] = {.shape = {2, 32, 1, 1},
                                      .values = std::vector<float>(64, 0.01F)};
    tensors["classifier.1.bias"] = {.shape = {2}, .values = {0.1F, 0.0F}};
    fs::create_directories(m_folder / "finetune");
    writeSafetensors(m_folder / "finetune/epoch_1.safetensors", tensors);
    ASSERT_EQ(
        cli({"new", path("s"), "--classes", "alpha,beta", "--preset", "exact", "--size", "32"})
            .exitCode,
        0);
    ASSERT_EQ(
        cli({"add-samples", path("s"), path("letter.png"), "--label", "alpha", "--parts", "2x2"})
            .exitCode,
        0);
    ASSERT_EQ(cli({"add-checkpoints", path("s"), path("finetune")}).exitCode, 0);
    const ProgramResult asked = cli({"extract", path("s")});
    EXPECT_EQ(asked.exitCode, 3) << asked.err;
    EXPECT_NE(asked.err.find("--baseline 0,0,0"), std::string::npos) << asked.err;
    ASSERT_EQ(cli({"set", path("s"), "--baseline", "mean"}).exitCode, 0) << "chosen now";
    const ProgramResult extracted = cli({"extract", path("s")});
    EXPECT_EQ(extracted.exitCode, 0) << extracted.err;
}

} // namespace
} // namespace palimpsest

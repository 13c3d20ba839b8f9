// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/study/study_file.h"
#include "core/study/study_names.h"
#include "support/expect_error.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <functional>

namespace palimpsest {
namespace {

Study example()
{
    return readStudy(demoFolder());
}

TEST(StudyFile, WhatIsWrittenReadsBackEqualAndWritesEqualBytes)
{
    const TemporaryFolder folder;
    Study study = example();
    study.settings.tau = 0.07;
    study.settings.thresholdScope = ThresholdScope::Sample;
    study.lineages[1].checkpoints[3].accuracy.reset();
    writeStudy(folder.path(), study);
    EXPECT_EQ(readStudy(folder.path()), study);
    const std::string bytes = readFile(folder / "study.json", 1 << 20);
    writeStudy(folder.path(), readStudy(folder.path()));
    EXPECT_EQ(readFile(folder / "study.json", 1 << 20), bytes);
}

TEST(StudyFile, ErrorsNameTheEntry)
{
    const TemporaryFolder folder;
    writeStudy(folder.path(), example());
    const auto standing = nlohmann::json::parse(readFile(folder / "study.json", 1 << 20));
    const std::vector<std::pair<const char*, const char*>> entries = {
        {"/classes", "of \"classes\", something is missing or of the wrong type (a number stands"},
        {"/preprocessing/width", "of \"preprocessing\""},
        {"/settings/tau", "of \"settings\""},
        {"/lineages/1/checkpoints/0/accuracy", "of lineage number 2"},
        {"/accuracy_sources", "of \"accuracy_sources\""},
        {"/labels", "of \"labels\""}};
    for (const auto& [entry, said] : entries) {
        auto broken = standing;
        broken[nlohmann::json::json_pointer(entry)] = nlohmann::json::array({3});
        writeFileAtomically(folder / "study.json", broken.dump());
        expectError<BadFile>([&] { readStudy(folder.path()); }, said);
    }
}

TEST(StudyFile, EverySettingReadsBackEqual)
{
    const TemporaryFolder folder;
    Study study = example();
    for (const BaselineKind kind : {BaselineKind::DatasetMean, BaselineKind::ImageMean,
                                    BaselineKind::Telea, BaselineKind::NavierStokes}) {
        study.settings.baseline = {.kind = kind};
        writeStudy(folder.path(), study);
        EXPECT_EQ(readStudy(folder.path()), study);
    }
    study.settings.baseline = {.kind = BaselineKind::Blur, .sigma = 1.5};
    study.settings.interactions = {.kind = InteractionKind::AndOr, .kappa = 0.125, .joint = false};
    for (const Background background : kBackgrounds) {
        study.settings.background = background;
        writeStudy(folder.path(), study);
        EXPECT_EQ(readStudy(folder.path()), study);
    }
    study.settings.interactions = {};
    for (const ValueKind kind : kValueKinds) {
        study.settings.valueKind = kind;
        for (const Target target : {Target{.kind = TargetKind::Predicted},
                                    Target{.kind = TargetKind::Class, .index = 2}, Target{}}) {
            study.settings.target = target;
            writeStudy(folder.path(), study);
            EXPECT_EQ(readStudy(folder.path()), study);
        }
    }
}

TEST(StudyFile, OutputsAndNullsReadBackEqualAndProbabilitiesAreNewToOlderPrograms)
{
    const TemporaryFolder folder;
    Study study = example();
    study.settings.nulls = {.draws = 1000, .seed = 4'000'000'000};
    for (const OutputKind kind : kOutputKinds) {
        study = withOutputs(study, {0, 0}, kind);
        writeStudy(folder.path(), study);
        EXPECT_EQ(readStudy(folder.path()), study);
        const bool isNew =
            readFile(folder / "study.json", 1 << 20).starts_with("{\n  \"format\": 4");
        EXPECT_EQ(isNew, kind == OutputKind::Probabilities ||
                             kind == OutputKind::IndependentProbabilities);
    }
}

TEST(StudyFile, WhatWasToldOfANetworkIsNewToOlderProgramsAndWhatIsAssumedIsNot)
{
    const TemporaryFolder folder;
    const auto isNew = [&](const NetworkFacts& facts) {
        Study study = example();
        study.lineages[0].checkpoints[0].network = facts;
        writeStudy(folder.path(), study);
        EXPECT_EQ(readStudy(folder.path()), study);
        return readFile(folder / "study.json", 1 << 20).starts_with("{\n  \"format\": 4");
    };
    EXPECT_TRUE(isNew({.heads = 4}));
    EXPECT_TRUE(isNew({.heads = 4, .normEpsilon = 1e-5, .assumed = {kNormEpsilonFact}}));
    EXPECT_FALSE(isNew({.normEpsilon = 1e-5, .assumed = {kNormEpsilonFact}}));
}

TEST(StudyFile, HowPicturesAreResizedReadsBackEqual)
{
    const TemporaryFolder folder;
    Study study = example();
    for (const Resizing& resizing :
         {Resizing{.mode = ResizeMode::ShorterSide, .side = 256},
          Resizing{.mode = ResizeMode::Squash, .interpolation = Interpolation::Bicubic},
          Resizing{.mode = ResizeMode::Squash, .side = 64, .cropStart = CropStart::Floor}}) {
        study.preprocessing.resizing = resizing;
        writeStudy(folder.path(), study);
        EXPECT_EQ(readStudy(folder.path()), study);
    }
}

TEST(StudyFile, EveryMistakeOfResizingIsNamed)
{
    const auto expect = [](const std::string& mode, const std::string& side,
                           const std::string& interpolation, const std::string& crop) {
        const std::string entries = "\"mode\": " + mode + ", \"side\": " + side +
                                    ", \"interpolation\": " + interpolation + ", \"crop\": " + crop;
        const TemporaryFolder folder;
        std::string text = readFile(demoFolder() / "study.json", 1 << 20);
        text.insert(text.find("\"width\": 28"), "\"resize\": {" + entries + "}, ");
        writeFileAtomically(folder / "study.json", text);
        expectError<BadFile>([&] { readStudy(folder.path()); }, "resize");
    };
    const std::string good = "\"bilinear\"";
    expect("\"stretch\"", "32", good, "\"floor\"");
    expect("\"none\"", "32", good, "\"floor\"");
    expect("\"shorter_side\"", "0", good, "\"floor\"");
    expect("\"squash\"", "-1", good, "\"floor\"");
    expect("\"squash\"", "1.5", good, "\"floor\"");
    expect("\"squash\"", "99999", good, "\"floor\"");
    expect("\"squash\"", "32", "\"nearest\"", "\"floor\"");
    expect("\"squash\"", "32", good, "1");
}

// An older program would overlook these and compute something else.
TEST(StudyFile, OnlyWhatFormat1LackedMakesItFormat2)
{
    const TemporaryFolder folder;
    const auto isFormat1 = [&](const Study& study) {
        writeStudy(folder.path(), study);
        return readFile(folder / "study.json", 1 << 20).find("\"format\": 1,") != std::string::npos;
    };
    Study study = example();
    study.settings.baseline = {.kind = BaselineKind::Blur, .sigma = 1.5};
    study.settings.valueKind = ValueKind::Margin;
    EXPECT_TRUE(isFormat1(study));
    for (const auto& change : std::vector<std::function<void(StudySettings&)>>{
             [](StudySettings& s) { s.background = Background::OwnPart; },
             [](StudySettings& s) { s.target.kind = TargetKind::Predicted; },
             [](StudySettings& s) { s.interactions.kappa = 0.0; }}) {
        Study other = study;
        change(other.settings);
        EXPECT_FALSE(isFormat1(other));
    }
    study.preprocessing.resizing.mode = ResizeMode::Squash;
    EXPECT_FALSE(isFormat1(study));
}

TEST(StudyFile, KeysOfOthersOutliveEdits)
{
    const TemporaryFolder folder;
    Study study = readStudy(demoFolder());
    writeStudy(folder.path(), study);
    auto file = nlohmann::ordered_json::parse(readFile(studyPath(folder.path()), 1 << 24));
    file["notes"] = {{"by", "a colleague"}};
    file["settings"]["colour of mine"] = "red";
    file["samples"][1]["source"] = "album 3";
    file["lineages"][1]["checkpoints"][0]["wandb"] = 17;
    writeFileAtomically(studyPath(folder.path()), file.dump());

    study = readStudy(folder.path());
    study.name = "renamed";
    std::swap(study.samples[0], study.samples[1]);
    writeStudy(folder.path(), study);

    const auto kept = nlohmann::json::parse(readFile(studyPath(folder.path()), 1 << 24));
    EXPECT_EQ(kept["name"], "renamed");
    EXPECT_EQ(kept["notes"]["by"], "a colleague");
    EXPECT_EQ(kept["settings"]["colour of mine"], "red");
    EXPECT_EQ(kept["samples"][0]["source"], "album 3");
    EXPECT_FALSE(kept["samples"][1].contains("source"));
    EXPECT_EQ(kept["lineages"][1]["checkpoints"][0]["wandb"], 17);
}

TEST(StudyFile, KeysOfOthersGoAlongWithANewName)
{
    const TemporaryFolder folder;
    writeStudy(folder.path(), readStudy(demoFolder()));
    auto file = nlohmann::ordered_json::parse(readFile(studyPath(folder.path()), 1 << 24));
    file["samples"][1]["source"] = "album 3";
    file["lineages"][1]["checkpoints"][0]["wandb"] = 17;
    writeFileAtomically(studyPath(folder.path()), file.dump());
    Study study = readStudy(folder.path());
    study.samples[1].id = "renamed";
    study.lineages[1].name = "warm";
    writeStudy(folder.path(), study);
    study.lineages[1].checkpoints[0].epoch = 1'000'000;
    writeStudy(folder.path(), study);
    const auto kept = nlohmann::json::parse(readFile(studyPath(folder.path()), 1 << 24));
    EXPECT_EQ(kept["samples"][1]["source"], "album 3");
    EXPECT_EQ(kept["lineages"][1]["checkpoints"][0]["wandb"], 17);
}

TEST(StudyFile, LineagesMayHaveNoTemplateAndAStudyNothingAtAll)
{
    const TemporaryFolder folder;
    Study study = example();
    study.lineages[1].modelTemplate.clear();
    writeStudy(folder.path(), study);
    EXPECT_EQ(readStudy(folder.path()), study);
    study.samples.clear();
    writeStudy(folder.path(), study);
    EXPECT_EQ(readStudy(folder.path()), study);
    study.lineages.clear();
    writeStudy(folder.path(), study);
    EXPECT_EQ(readStudy(folder.path()), study);
}

TEST(StudyFile, TheDemoIsTheTransferExperimentItClaimsToBe)
{
    const Study study = example();
    ASSERT_EQ(study.lineages.size(), 3u);
    EXPECT_EQ(study.lineages[0].role, Role::Pretrained);
    EXPECT_EQ(study.lineages[1].checkpoints.size(), 16u);
    EXPECT_EQ(study.lineages[2].checkpoints.size(), 16u);
    for (const Lineage& lineage : study.lineages) {
        for (const Checkpoint& checkpoint : lineage.checkpoints) {
            EXPECT_TRUE(checkpoint.accuracy.has_value());
        }
    }
    EXPECT_EQ(describe(study.settings.baseline), "black");
}

/// Replaces `from` by `to` once in the demo's study.json and reads it.
void readChanged(const std::string& from, const std::string& to)
{
    const TemporaryFolder folder;
    std::string text = readFile(demoFolder() / "study.json", 1 << 20);
    const std::size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    writeFileAtomically(folder / "study.json", text);
    readStudy(folder.path());
}

TEST(StudyFile, EveryMistakeIsNamed)
{
    const auto expect = [](const std::string& from, const std::string& to,
                           const std::string& message) {
        expectError<BadFile>([&] { readChanged(from, to); }, message);
    };
    expect("\"format\": 1", "\"format\": 99", "newer Palimpsest");
    expect("\"format\": 1", "\"form\": 1", "not a study of Palimpsest");
    expect("\"id\": \"pullover_2\"", "\"id\": \"pullover_1\"", "\"pullover_1\" stands twice");
    expect("\"id\": \"pullover_2\"", "\"id\": \"../x\"", "becomes a file name");
    expect("\"class\": \"coat\"", "\"class\": \"boat\"", "\"boat\"");
    expect("images/coat_1.png", "../coat_1.png", "inside the study's folder");
    expect("images/coat_1.png", "/etc/passwd", "inside the study's folder");
    expect("\"epoch\": 3,", "\"epoch\": 2,", "epochs that rise");
    expect("\"epoch\": 3,", "\"epoch\": true,", "no whole number");
    expect("\"epoch\": 3,", "\"epoch\": 4294967299,", "no whole number");
    expect("\"coat\",", "\"shirt\",", "one class twice");
    expect("        0.0\n", "        256\n", "outside 0 … 255");
    expect("\"accuracy\": 0.", "\"accuracy\": 70.", "no share");
    expect("\"role\": \"scratch\"", "\"role\": \"itch\"",
           "has the \"role\" \"itch\", which is unknown; use one of \"pretrained\", \"finetuned\"");
    expect("\"kind\": \"colour\"", "\"kind\": \"fog\"", "the baseline has the \"kind\" \"fog\"");
    expect("\"threshold\": \"model\"", "\"threshold\": 1",
           "\"settings\" has no text \"threshold\"; use one of \"model\", \"sample\"");
    expect("\"tau\": 0.05", "\"tau\": 2", "\"tau\"");
    expect("\"tau\": 0.05", "\"tau\": \"x\"",
           "in \"tau\" of \"settings\" a text stands where a number belongs");
    expect("\"tau\": 0.05", "\"tow\": 0.05", "\"settings\" has no \"tau\"");
    expect("\"width\": 28", "\"width\": \"wide\"", "wrong type");
    expect("\"samples\"", "\"simples\"", "missing");
}

TEST(StudyFile, EveryMistakeOfASettingIsNamed)
{
    const auto expect = [](const std::string& settings, const std::string& message) {
        expectError<BadFile>([&] { readChanged("\"tau\": 0.05", "\"tau\": 0.05, " + settings); },
                             message);
    };
    expect("\"background\": \"sky\"", "\"settings\" has the \"background\" \"sky\", which is "
                                      "unknown; use one of \"kept\", \"masked\"");
    expect("\"background\": 3",
           "\"settings\" has no text \"background\"; use one of \"kept\", \"masked\"");
    expect("\"target\": \"label\"", "the target has no text \"kind\"");
    expect("\"target\": {\"kind\": \"moon\"}",
           "the target has the \"kind\" \"moon\", which is unknown; use one of \"label\"");
    expect("\"target\": {\"kind\": \"class\"}", "the target has no text \"class\"");
    expect("\"target\": {\"kind\": \"class\", \"class\": \"boat\"}", "class \"boat\"");
    expect("\"interactions\": {}", "\"interactions\" has no text \"kind\"");
    expect("\"interactions\": {\"kind\": \"xor\"}",
           "\"interactions\" has the \"kind\" \"xor\", which is unknown; use one of \"and\", "
           "\"and_or\"");
    expect("\"interactions\": {\"kind\": \"and\", \"kappa\": 1.5}", "\"kappa\"");
    expect("\"interactions\": {\"kind\": \"and\", \"kappa\": -0.1}", "\"kappa\"");
    expect("\"interactions\": {\"kind\": \"and\", \"joint\": 2}",
           "in \"joint\" of \"interactions\" a number stands where true or false belongs");
    expect("\"interactions\": {\"kind\": \"and\", \"kappa\": \"k\"}", "in \"kappa\" of");
    expect("\"baseline_chosen\": 1", "in \"baseline_chosen\" of \"settings\"");
    const auto expectBaseline = [](const std::string& baseline, const std::string& message) {
        expectError<BadFile>([&] { readChanged("\"kind\": \"colour\"", baseline); }, message);
    };
    expectBaseline("\"kind\": \"blur\", \"sigma\": 0", "\"sigma\"");
    expectBaseline("\"kind\": \"blur\", \"sigma\": \"wide\"",
                   "in \"sigma\" of the baseline a text stands where a number belongs");
    expectError<BadFile>([] { readChanged("\"log_odds\"", "\"odds\""); },
                         "\"settings\" has the \"value\" \"odds\", which is unknown; use one of "
                         "\"log_odds\", \"logit\"");
}

TEST(StudyFile, ABlurWithoutSigmaIsATenthOfThePicture)
{
    const TemporaryFolder folder;
    std::string text = readFile(demoFolder() / "study.json", 1 << 20);
    text.replace(text.find("\"colour\""), 8, "\"blur\"");
    writeFileAtomically(folder / "study.json", text);
    EXPECT_NEAR(readStudy(folder.path()).settings.baseline.sigma, 2.8, 1e-12);
}

TEST(StudyFile, AFolderWithoutStudySaysHowToMakeOne)
{
    const TemporaryFolder folder;
    expectError<NoStudy>([&] { readStudy(folder.path()); }, "it has no study.json");
}

TEST(Study, NamesFindCheckpointsOrListWhatThereIs)
{
    const Study study = example();
    EXPECT_EQ(findCheckpoint(study, "finetuned"), (CheckpointIndex{1, 15}));
    EXPECT_EQ(findCheckpoint(study, "scratch/3"), (CheckpointIndex{2, 3}));
    EXPECT_EQ(checkpointName(study, {2, 3}), "scratch/3");
    expectError<BadInput>([&] { findCheckpoint(study, "sratch"); },
                          "pretrained, finetuned, scratch");
    expectError<BadInput>([&] { findCheckpoint(study, "scratch/99"); }, "no epoch \"99\"");
    expectError<BadInput>([] { findCheckpoint({}, "scratch"); }, "It has none yet");
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/pictures/image.h"
#include "core/setup/accuracy.h"
#include "core/study/accuracy_sets.h"
#include "core/study/study_file.h"
#include "support/expect_error.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

namespace palimpsest {
namespace {

Study studyOf()
{
    return {.name = "s",
            .classes = {"cat", "dog"},
            .preprocessing = {.width = 2, .height = 2, .mean = {0.5}, .std = {0.5}, .resizing = {}},
            .lineages = {{.name = "run",
                          .checkpoints = {{.epoch = 0, .weights = "checkpoints/a.safetensors"},
                                          {.epoch = 1, .weights = "checkpoints/b.safetensors"}}}}};
}

TEST(AccuracySets, NoneOverwritesAnother)
{
    Study study = withAccuracies(studyOf(), {{0.9, 1.0}}, "train", "/data/train");
    EXPECT_EQ(study.accuracySet, "train");
    EXPECT_EQ(accuracyName(study), "training accuracy");
    study = withAccuracies(study, {{0.4, 0.6}}, "test", "/data/test");
    EXPECT_EQ(study.accuracySet, "test");
    EXPECT_EQ(accuracyName(study), "test accuracy");
    const Checkpoint& last = study.lineages[0].checkpoints[1];
    EXPECT_EQ(last.accuracy, 0.6);
    EXPECT_EQ(last.otherAccuracies, (std::map<std::string, double>{{"train", 1.0}}));
    study = withAccuracies(study, {{0.5, 0.7}}, "validation", "/data/validation");
    EXPECT_EQ(study.accuracySet, "test") << "that of a test set stays on show";
    EXPECT_EQ(study.lineages[0].checkpoints[1].accuracy, 0.6);
    EXPECT_EQ(study.lineages[0].checkpoints[1].otherAccuracies.at("validation"), 0.7);
    study = withAccuracies(study, {{0.45, std::nan("")}}, "test", "/data/test");
    EXPECT_EQ(study.lineages[0].checkpoints[0].accuracy, 0.45);
    EXPECT_EQ(study.lineages[0].checkpoints[1].accuracy, std::nullopt);
    EXPECT_EQ(study.lineages[0].checkpoints[0].otherAccuracies.size(), 2U);
}

TEST(AccuracySets, OfOlderStudiesAreKeptAsUnsaid)
{
    Study study = studyOf();
    study.lineages[0].checkpoints[0].accuracy = 0.25;
    EXPECT_EQ(accuracyName(study), "accuracy");
    const Study after = withAccuracies(study, {{0.5, 0.5}}, "test", "/data/test");
    EXPECT_EQ(after.lineages[0].checkpoints[0].otherAccuracies.at("unsaid"), 0.25);
    EXPECT_EQ(withAccuracies(study, {{0.5, 0.5}}, "train", "/data/train")
                  .lineages[0]
                  .checkpoints[0]
                  .accuracy,
              0.25);
}

TEST(AccuracySets, AreKeptInTheFile)
{
    const TemporaryFolder folder;
    Study study = withAccuracies(studyOf(), {{0.9, 1.0}}, "train", "/data/train");
    study = withAccuracies(study, {{0.4, 0.6}}, "test", "/data/test");
    study.labels = {{"1", "cat"}, {"2", "dog"}};
    writeStudy(folder.path(), study);
    EXPECT_EQ(readStudy(folder.path()), study);
    const std::string text = readFile(folder / "study.json", 1 << 20);
    EXPECT_NE(text.find("\"accuracy\": 0.6"), std::string::npos) << "as older programs read it";
    EXPECT_NE(text.find("\"accuracy_set\": \"test\""), std::string::npos);
}

TEST(AccuracySets, AreCalledBySplitOrFile)
{
    const TemporaryFolder folder;
    const Image grey{.width = 2, .height = 2, .channels = 1, .pixels = {1, 2, 3, 4}};
    for (const char* file : {"birds/cat/a.png", "birds/dog/b.png", "set/train/cat/a.png",
                             "set/train/dog/b.png", "set/val/cat/c.png", "set/val/dog/d.png"}) {
        writePng(folder / file, grey);
    }
    const Study study = studyOf();
    EXPECT_EQ(labelledSet(folder / "birds", study).name, "birds");
    EXPECT_EQ(labelledSet(folder / "set", study).name, "validation");
    EXPECT_EQ(labelledSet(folder / "set", study, {.split = "train"}).name, "train");
    EXPECT_EQ(labelledSet(folder / "set/train/", study).name, "train");
    EXPECT_EQ(labelledSet(folder / "birds", study, {.perClass = 1}).name, "birds, 1 a class");
    EXPECT_EQ(labelledSet(folder / "birds", study, {.name = "test"}).name, "test");
}

TEST(AccuracySets, OfOneNameInDifferentFoldersDoNotReplaceEachOther)
{
    const TemporaryFolder folder;
    const Image grey{.width = 2, .height = 2, .channels = 1, .pixels = {1, 2, 3, 4}};
    for (const char* set : {"birds/test", "flowers/test", "more/flowers/test"}) {
        writePng(folder / set / "cat/a.png", grey);
        writePng(folder / set / "dog/b.png", grey);
    }
    Study study = studyOf();
    const auto measure = [&](const char* source, double share) {
        const LabelledSet set = labelledSet(folder / source, study);
        study = withAccuracies(study, {{share, share}}, set.name, set.source);
        return set.name;
    };
    EXPECT_EQ(measure("birds/test", 0.5), "test");
    EXPECT_EQ(measure("flowers/test", 0.75), "test (flowers)");
    EXPECT_EQ(measure("birds/test/", 0.25), "test") << "the same set, measured again";
    EXPECT_EQ(measure("flowers/test", 1.0), "test (flowers)");
    EXPECT_EQ(measure("more/flowers/test", 0.125),
              "test (" + (folder / "more/flowers/test").string() + ")");
    EXPECT_EQ(study.accuracySet, "test");
    EXPECT_EQ(study.lineages[0].checkpoints[0].accuracy, 0.25);
    EXPECT_EQ(study.lineages[0].checkpoints[0].otherAccuracies.at("test (flowers)"), 1.0);
    expectError<BadInput>([&] { labelledSet(folder / "flowers/test", study, {.name = "test"}); },
                          "another set called \"test\"");
    EXPECT_EQ(accuracyName(showingAccuracies(study, "test (flowers)")), "test accuracy (flowers)");
}

TEST(AccuracySets, WithoutAPlaceAreNotReplaced)
{
    const TemporaryFolder folder;
    const Image grey{.width = 2, .height = 2, .channels = 1, .pixels = {1, 2, 3, 4}};
    writePng(folder / "birds/test/cat/a.png", grey);
    writePng(folder / "birds/test/dog/a.png", grey);
    Study study = studyOf(); // as older programs have written it
    study.accuracySet = "test";
    study.lineages[0].checkpoints[0].accuracy = 0.5;
    EXPECT_EQ(labelledSet(folder / "birds/test", study).name, "test (birds)");
    expectError<BadInput>([&] { labelledSet(folder / "birds/test", study, {.name = "test"}); },
                          "another set called \"test\"");
}

TEST(AccuracySets, AreNotCalledAsAnotherIsCalled)
{
    const TemporaryFolder folder;
    const Image grey{.width = 2, .height = 2, .channels = 1, .pixels = {1, 2, 3, 4}};
    for (const char* file : {"birds/cat/a.png", "birds/dog/b.png", "set/train/cat/a.png",
                             "set/train/dog/b.png", "set/val/cat/c.png", "set/val/dog/d.png"}) {
        writePng(folder / file, grey);
    }
    const SetChoices ofVal{.split = "val", .name = "test"};
    Study study = studyOf();
    const LabelledSet first = labelledSet(folder / "set", study, ofVal);
    EXPECT_EQ(first.name, "test");
    study = withAccuracies(study, {{0.5, 0.5}}, first.name, first.source);
    EXPECT_EQ(labelledSet(folder / "set", study, ofVal).name, "test") << "the same once more";
    const auto expectRefused = [&](const char* set, const SetChoices& choices) {
        expectError<BadInput>([&] { labelledSet(folder / set, study, choices); },
                              "another set called \"test\"");
    };
    expectRefused("birds", {.name = "test"});
    expectRefused("set", {.split = "train", .name = "test"});
    expectRefused("set", {.split = "val", .perClass = 1, .name = "test"});
    EXPECT_EQ(labelledSet(folder / "birds", study, {.name = "birds"}).name, "birds");
    study.accuracySources.clear();
    expectRefused("set", ofVal); // nobody says what it was
}

} // namespace
} // namespace palimpsest

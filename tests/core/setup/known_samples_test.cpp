// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/pictures/image.h"
#include "core/setup/known_samples.h"
#include "core/study/study_file.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

Image plain(std::uint8_t level)
{
    return {.width = 2, .height = 2, .channels = 1, .pixels = std::vector<std::uint8_t>(4, level)};
}

TEST(KnownSamples, ArePicturesWithTheSamePixels)
{
    const TemporaryFolder folder;
    writePng(folder / "images/old.png", plain(7));
    writePng(folder / "new.png", plain(7));
    writePng(folder / "other.png", plain(8));
    const Study study{.classes = {"a", "b"},
                      .preprocessing = {.width = 2, .height = 2, .mean = {0.5}, .std = {0.5}},
                      .samples = {{.id = "old", .image = "images/old.png", .label = 0}}};
    PickedPictures picked;
    picked.pictures = {{.path = folder / "new.png", .label = 1},
                       {.path = folder / "other.png", .label = 1},
                       {.path = "set.bin", .pixels = plain(8), .label = 1},
                       {.path = folder / "missing.png", .label = 1}};
    leaveOutKnown(picked, folder.path(), study);
    ASSERT_EQ(picked.pictures.size(), 2U);
    EXPECT_EQ(picked.pictures[0].path, folder / "other.png");
    EXPECT_EQ(picked.pictures[1].path, folder / "missing.png") << "whoever takes it in says why";
    ASSERT_EQ(picked.warnings.size(), 3U);
    EXPECT_NE(picked.warnings[0].find("1 of 4 samples repeats one"), std::string::npos);
    EXPECT_NE(picked.warnings[1].find("1 sample is in the study already"), std::string::npos);
    EXPECT_NE(picked.warnings[2].find("in another class: \"new.png\""), std::string::npos);
}

TEST(KnownSamples, WhatComesBackBesideItsTwinIsNamed)
{
    const TemporaryFolder folder;
    writePng(folder / "images/cow.png", plain(7));
    writePng(folder / "images/cow_2.png", plain(7));
    writePng(folder / "images/dog.png", plain(8));
    const Study study{.classes = {"a", "b"},
                      .preprocessing = {.width = 2, .height = 2, .mean = {0.5}, .std = {0.5}},
                      .samples = {{.id = "cow", .image = "images/cow.png", .label = 0},
                                  {.id = "cow_2", .image = "images/cow_2.png", .label = 0},
                                  {.id = "dog", .image = "images/dog.png", .label = 1}}};
    const std::string note = noteOnTwins({study.samples[0]}, folder.path(), study);
    EXPECT_NE(note.find("The same picture is in the study twice now"), std::string::npos) << note;
    EXPECT_NE(note.find("cow and cow_2"), std::string::npos) << note;
    EXPECT_EQ(noteOnTwins({study.samples[2]}, folder.path(), study), "");
    EXPECT_EQ(noteOnTwins({}, folder.path(), study), "");
}

TEST(KnownSamples, AreSentencesThatReadAlike)
{
    const Study study{.classes = {"a", "b"}, .samples = {{.id = "old", .text = "fine film"}}};
    PickedSentences picked{.sentences = {{"fine film", 0}, {"bad film", 1}}, .warnings = {}};
    leaveOutKnown(picked, study);
    EXPECT_EQ(picked.sentences, (std::vector<AddedSentence>{{"bad film", 1}}));
    ASSERT_EQ(picked.warnings.size(), 1U);
    leaveOutKnown(picked, study);
    EXPECT_EQ(picked.warnings.size(), 1U) << "nothing to say";
}

TEST(KnownSamples, SentencesThatAreOtherPairsAreOthers)
{
    const std::vector<Token> one = {{.id = 5}, {.id = 2}, {.id = 6}};
    const std::vector<Token> pair = {{.id = 5}, {.id = 2}, {.id = 6, .segment = 1}};
    const std::vector<Token> other = {{.id = 5}, {.id = 2}, {.id = 7}};
    Study study{.classes = {"a", "b"},
                .samples = {{.id = "one", .text = "5 6", .tokens = one},
                            {.id = "text", .text = "x [SEP] y"}}};
    PickedSentences picked{.sentences = {{"5 6", 0, one},
                                         {"5 6", 0, pair},
                                         {"5 6", 0, other},
                                         {"5 6", 0, pair},
                                         {"x [SEP] y", 0, {}, 8},
                                         {"x [SEP] y", 0}},
                           .warnings = {}};
    leaveOutKnown(picked, study);
    EXPECT_EQ(picked.sentences, (std::vector<AddedSentence>{
                                    {"5 6", 0, pair}, {"5 6", 0, other}, {"x [SEP] y", 0, {}, 8}}));
    EXPECT_EQ(picked.warnings.size(), 2U) << "one repeated, two known";
    study.samples.push_back({.id = "pair", .text = "5 6", .tokens = pair});
    EXPECT_EQ(noteOnTwins({study.samples[0]}, "", study), "");
}

TEST(KnownSamples, SentencesWithMoreTokensThanTheStudyTakesAreCounted)
{
    Study study = readStudy(textDemoFolder());
    study.tokenisation->options.maximumLength = 5;
    const auto note = [&](const std::vector<AddedSentence>& sentences) {
        return noteOnCut(sentences, textDemoFolder(), study);
    };
    const std::string first =
        note({{"a good film and a bad film", 0}, {"a film", 1}, {"good and bad and good", 0}});
    EXPECT_EQ(first.find("2 sentences have more than 5 tokens and are cut there."), 0U) << first;
    EXPECT_EQ(note({{"a good film and a bad film", 0}})
                  .find("1 sentence has more than 5 tokens and is cut there"),
              0U);
    EXPECT_EQ(note({{"a film", 1}}), "");
}

TEST(KnownSamples, AreNamedWhereTheDataGiveThemTwoClasses)
{
    const Study study{.classes = {"a", "b"}};
    PickedSentences picked{
        .sentences = {{"fine film", 0}, {"bad film", 1}, {"fine film", 0}, {"bad film", 0}},
        .warnings = {}};
    leaveOutKnown(picked, study);
    EXPECT_EQ(picked.sentences, (std::vector<AddedSentence>{{"fine film", 0}, {"bad film", 1}}));
    ASSERT_EQ(picked.warnings.size(), 2U);
    EXPECT_NE(picked.warnings[0].find("2 of 4 samples repeat one"), std::string::npos);
    EXPECT_NE(picked.warnings[1].find("in two classes, of which the first counts: \"bad film\""),
              std::string::npos);
}

} // namespace
} // namespace palimpsest

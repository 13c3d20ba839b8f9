// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/sample_format.h"
#include "core/study/study_json.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

const Study kPictures{
    .name = "pictures",
    .classes = {"cat", "dog"},
    .preprocessing = {.width = 8, .height = 8, .mean = {0.5}, .std = {0.25}},
    .samples = {{.id = "a", .image = "images/a.png"}, {.id = "b", .image = "images/b.png"}}};

const Study kSentences{.name = "sentences",
                       .classes = {"bad", "good"},
                       .tokenisation = Tokenisation{.vocabulary = "vocab.txt"},
                       .samples = {{.id = "a", .text = "slow"}}};

TEST(SampleFormat, IsThatOfTheStudysKind)
{
    EXPECT_EQ(&sampleFormat(kPictures), &pictureFormat());
    EXPECT_EQ(&sampleFormat(kSentences), &sentenceFormat());
}

TEST(SampleFormat, OfEachKindIsFoundInWhatItWrote)
{
    for (const Study& study : {kPictures, kSentences}) {
        const nlohmann::ordered_json root = toJson(study);
        EXPECT_EQ(&sampleFormatIn(root), &sampleFormat(study)) << study.name;
        EXPECT_EQ(studyFromJson(root, "/study/study.json"), study);
    }
}

TEST(SampleFormat, NamesTheFilesThatSamplesAreReadFrom)
{
    EXPECT_EQ(sampleFormat(kPictures).files(kPictures),
              (std::vector<fs::path>{"images/a.png", "images/b.png"}));
    EXPECT_EQ(sampleFormat(kSentences).files(kSentences), std::vector<fs::path>{"vocab.txt"});
    Study cut = kSentences;
    cut.tokenisation->vocabulary.clear();
    EXPECT_TRUE(sampleFormat(cut).files(cut).empty());
}

TEST(SampleFormat, StudiesThatDifferInOneThingOfTheirPreparationAreNotPreparedAlike)
{
    EXPECT_TRUE(prepareAlike(kPictures, kPictures));
    EXPECT_FALSE(prepareAlike(kPictures, kSentences));
    Study larger = kPictures;
    larger.preprocessing.width = 9;
    EXPECT_FALSE(prepareAlike(kPictures, larger));
    Study shorter = kSentences;
    shorter.tokenisation->options.maximumLength = 7;
    EXPECT_FALSE(prepareAlike(kSentences, shorter));
}

} // namespace
} // namespace palimpsest

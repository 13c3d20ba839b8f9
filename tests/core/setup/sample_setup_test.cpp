// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/sample_setup.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

const Study kPictures{.classes = {"cat", "dog"},
                      .preprocessing = {.width = 8, .height = 6, .mean = {0.5}, .std = {0.25}}};
const Study kSentences{
    .classes = {"bad", "good"},
    .tokenisation = Tokenisation{.vocabulary = "vocab.txt", .options = {.maximumLength = 64}}};

TEST(SampleSetup, NetworksOfTheOtherKindTakeNoSampleOfAStudy)
{
    Architecture network;
    network.input = InputKind::Tokens;
    EXPECT_EQ(sampleSetup(kPictures).otherInputs(kPictures, network),
              "It takes sentences, and the study is one of pictures.");
    EXPECT_EQ(sampleSetup(kSentences).otherInputs(kSentences, network), "");
    network.input = InputKind::Image;
    EXPECT_EQ(sampleSetup(kPictures).otherInputs(kPictures, network), "");
    EXPECT_EQ(sampleSetup(kSentences).otherInputs(kSentences, network),
              "It takes pictures, and the study is one of sentences.");
}

TEST(SampleSetup, SaysWhatOfASampleDoesNotFitANetwork)
{
    Architecture network;
    network.inputChannels = 3;
    const auto misfit = [&](const Study& study) {
        return sampleSetup(study).otherInputs(study, network);
    };
    EXPECT_NE(misfit(kPictures).find("pictures of 3 channels, and the study's have 1"),
              std::string::npos);
    network.inputChannels = 1;
    network.inputSize = 8;
    EXPECT_NE(
        misfit(kPictures).find("8 × 8 pixels, and the study prepares them as 8 × 6 pixels "
                               "(width × height). Prepare the study's pictures as 8 × 8 pixels"),
        std::string::npos);
    network.input = InputKind::Tokens;
    network.inputSize = 32;
    EXPECT_NE(misfit(kSentences).find("at most 32 tokens"), std::string::npos);
    network.inputSize = 64;
    EXPECT_EQ(misfit(kSentences), "");
    Study withTokens = kSentences;
    withTokens.samples = {{.id = "a", .text = "a", .tokens = {{.id = 40}}}};
    network.vocabulary = 40;
    EXPECT_NE(misfit(withTokens).find("knows tokens from 0 to 39"), std::string::npos);
    network.vocabulary = 41;
    EXPECT_EQ(misfit(withTokens), "");
    network.segments = 1;
    EXPECT_EQ(misfit(withTokens), "");
    withTokens.samples[0].tokens[0].segment = 1;
    Study withPair = kSentences;
    withPair.samples = {{.id = "a", .text = "a [SEP] b", .second = 8}};
    for (const Study& study : {withTokens, withPair}) {
        network.segments = 1;
        EXPECT_NE(misfit(study).find("segments (token_type_ids) from 0 to 0"), std::string::npos);
        network.segments = 2;
        EXPECT_EQ(misfit(study), "");
        network.segments = 0;
        EXPECT_EQ(misfit(study), "") << "as a DistilBERT, which answers without";
    }
}

TEST(SampleSetup, WritesASampleForTracing)
{
    EXPECT_EQ(sampleSetup(kPictures).exampleInput(kPictures), "torch.zeros(1, 1, 6, 8)");
    EXPECT_EQ(sampleSetup(kSentences).exampleInput(kSentences),
              "torch.ones(1, 8, dtype=torch.long)");
}

} // namespace
} // namespace palimpsest

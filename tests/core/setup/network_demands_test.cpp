// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/models/readers/safetensors.h"
#include "core/setup/network_demands.h"
#include "core/setup/sample_setup.h"
#include "core/study/study_file.h"
#include "support/expect_error.h"
#include "support/small_network.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <string>

namespace palimpsest {
namespace {

/// A study of pictures of 32 × 32 pixels and a transformer that takes them.
class NetworkDemands : public testing::Test
{
protected:
    NetworkDemands()
    {
        std::filesystem::create_directories(m_folder / "checkpoints");
        writeSafetensors(m_folder / "checkpoints/vit.safetensors", smallTransformer());
    }

    /// Writes the config.json of the network, whose problem has this type.
    void writeConfig(const std::string& problem) const
    {
        writeFileAtomically(m_folder / "checkpoints/config.json",
                            R"({"num_attention_heads": 4, "problem_type": ")" + problem + "\"}");
    }

    void requireFor(const Study& after) const
    {
        requireNetworksFor(after, m_folder.path(), m_study);
    }

    Study prepared(const Preprocessing& preprocessing) const
    {
        Study after = m_study;
        after.preprocessing = preprocessing;
        return after;
    }

    Study withValue(ValueKind kind) const
    {
        Study after = m_study;
        after.settings.valueKind = kind;
        return after;
    }

    TemporaryFolder m_folder;
    Study m_study{.name = "s",
                  .classes = {"a", "b", "c"},
                  .preprocessing = {.width = 32,
                                    .height = 32,
                                    .mean = {0.5, 0.5, 0.5},
                                    .std = {0.5, 0.5, 0.5},
                                    .resizing = {.mode = ResizeMode::ShorterSide, .side = 32}},
                  .lineages = {{.name = "tuned",
                                .modelTemplate = {},
                                .head = {},
                                .checkpoints = {{.epoch = 3,
                                                 .weights = "checkpoints/vit.safetensors",
                                                 .accuracy = {}}}}}};
};

Preprocessing greyPictures(int height, int width)
{
    return {.width = width,
            .height = height,
            .mean = {0.5},
            .std = {0.5},
            .resizing = {.mode = ResizeMode::Squash}};
}

TEST_F(NetworkDemands, PicturesStayAsNetworksTakeThem)
{
    Preprocessing other = m_study.preprocessing;
    other.mean = {0.1, 0.2, 0.3};
    EXPECT_NO_THROW(requireFor(prepared(other)));
    other.width = other.height = 48;
    expectError<BadInput>([&] { requireFor(prepared(other)); },
                          "tuned/3, a ViT/16 (1 layers, 64 wide), cannot take pictures that are "
                          "prepared so: It takes pictures of 32 × 32 pixels, and the study "
                          "prepares them as 48 × 48 pixels. Leave their size");
    expectError<BadInput>([&] { requireFor(prepared(greyPictures(32, 32))); },
                          "It takes pictures of 3 channels");
    m_study.lineages[0].modelTemplate = "checkpoints/template.pt";
    EXPECT_NO_THROW(requireFor(prepared(other))) << "what a program takes is not known";
}

TEST_F(NetworkDemands, ProgramsWereNotTriedOnOtherPictures)
{
    const auto untried = [&](const Preprocessing& after) {
        return untriedPrograms(after, m_folder.path(), m_study);
    };
    EXPECT_EQ(untried(greyPictures(16, 24)), "") << "its network is known";
    m_study.lineages[0].modelTemplate = "checkpoints/template.pt";
    EXPECT_EQ(untried(greyPictures(16, 24)),
              "The network of \"tuned\" is a program, and whether it takes pictures of 24 × 16 "
              "pixels (width × height) in 1 channel was not tried.");
    Preprocessing other = m_study.preprocessing;
    other.mean = {0.1, 0.2, 0.3};
    EXPECT_EQ(untried(other), "") << "it takes as many pixels and channels now";
}

TEST_F(NetworkDemands, IndependentLabelsAreNotComparedWithOneAnother)
{
    writeConfig("multi_label_classification");
    m_study.settings.valueKind = ValueKind::SigmoidLogOdds;
    for (const ValueKind kind : {ValueKind::LogOdds, ValueKind::Margin, ValueKind::Probability}) {
        expectError<BadInput>([&] { requireFor(withValue(kind)); },
                              "tuned/3 cannot be looked at like that: Its labels are independent, "
                              "as config.json says");
    }
    for (const ValueKind kind : {ValueKind::Logit, ValueKind::Output}) {
        EXPECT_NO_THROW(requireFor(withValue(kind))) << valueKindName(kind);
    }
    m_study.settings.valueKind = ValueKind::LogOdds; // as older studies may say
    EXPECT_NO_THROW(requireFor(prepared(m_study.preprocessing))) << "the value is not changed";
    EXPECT_NO_THROW(requireFor(withValue(ValueKind::SigmoidLogOdds)));
}

TEST_F(NetworkDemands, QuantitiesHaveNoClasses)
{
    writeConfig("regression");
    m_study.settings.valueKind = ValueKind::Output;
    expectError<BadInput>([&] { requireFor(withValue(ValueKind::SigmoidLogOdds)); },
                          "Its outputs are quantities, as config.json says (regression)");
}

TEST_F(NetworkDemands, ClassesTakeAnyValue)
{
    writeConfig("single_label_classification");
    for (const ValueKind kind : kValueKinds) {
        EXPECT_NO_THROW(requireFor(withValue(kind))) << valueKindName(kind);
    }
}

TEST(SentenceDemands, SentencesAreNoLongerThanNetworksHavePositions)
{
    const Study before = readStudy(textDemoFolder()); // of BERTs with 64 positions
    ASSERT_EQ(before.tokenisation->options.maximumLength, 64u);
    const auto cut = [&](std::size_t tokens) {
        requireNetworksFor(cutAt(before, tokens), textDemoFolder(), before);
    };
    EXPECT_NO_THROW(cut(64));
    EXPECT_NO_THROW(cut(16));
    expectError<BadInput>([&] { cut(65); }, "pretrained/0, a BERT");
    expectError<BadInput>([&] { cut(8192); },
                          "It takes at most 64 tokens, and the study cuts sentences at 8192. Cut "
                          "them at 64 tokens, or");
}

TEST(SentenceDemands, WhatCameWithItsTokensIsNotCut)
{
    Study study{.classes = {"bad", "good"}, .tokenisation = Tokenisation()};
    study.samples = {{.id = "short"}, {.id = "long"}};
    study.samples[0].tokens.resize(4);
    study.samples[1].tokens.resize(9);
    EXPECT_EQ(cutAt(study, 9).tokenisation->options.maximumLength, 9u);
    expectError<BadInput>([&] { cutAt(study, 8); }, "Sample long came with 9 tokens");
}

} // namespace
} // namespace palimpsest

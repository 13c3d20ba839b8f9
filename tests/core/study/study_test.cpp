// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/study/study.h"

#include <gtest/gtest.h>

#include <array>

namespace palimpsest {
namespace {

constexpr std::array<float, 3> kAll = {0.0F, 1.0F, 3.0F};

Study studyWith(Target target)
{
    Study study{.classes = {"a", "b", "c"}, .samples = {{.label = 0}, {.label = 1}}};
    study.settings.target = target;
    return study;
}

TEST(TargetOf, IsTheLabelOfTheSampleByDefault)
{
    const Study study = studyWith({});
    EXPECT_EQ(targetOf(study, 1, kAll), 1);
    EXPECT_EQ(decidedTarget(study, 1), 1);
}

TEST(TargetOf, IsWhatTheModelSaysOfTheWholePicture)
{
    const Study study = studyWith({.kind = TargetKind::Predicted});
    EXPECT_EQ(targetOf(study, 1, kAll), 2);
    EXPECT_EQ(targetOf(study, 1, std::array{-1.0F}), 0);
    EXPECT_EQ(decidedTarget(study, 1), std::nullopt);
}

TEST(TargetOf, IsOneClassForAllSamples)
{
    const Study study = studyWith({.kind = TargetKind::Class, .index = 2});
    EXPECT_EQ(targetOf(study, 0, kAll), 2);
    EXPECT_EQ(decidedTarget(study, 1), 2);
}

TEST(Roles, OfARunChangeByItsName)
{
    const Study study{.lineages = {{.name = "warm"}, {.name = "cold"}}};
    const Study after = withRole(study, "cold", Role::Scratch);
    EXPECT_EQ(after.lineages[0], study.lineages[0]);
    EXPECT_EQ(after.lineages[1].role, Role::Scratch);
    EXPECT_THROW(withRole(study, "hot", Role::Scratch), BadInput);
}

/// A run of transformers with so many heads at its epochs.
Lineage transformers(const std::string& name, const std::vector<int>& heads)
{
    Lineage lineage{.name = name};
    for (const int count : heads) {
        lineage.checkpoints.push_back({.epoch = static_cast<int>(lineage.checkpoints.size())});
        lineage.checkpoints.back().network.heads = count;
    }
    return lineage;
}

TEST(NetworkDifferences, AreFoundWithinARunWhateverTheFirstOneIs)
{
    Lineage residual{.name = "cnn", .checkpoints = {{.epoch = 0}}};
    residual.checkpoints[0].network.strides = "first";
    Study study{.lineages = {residual, transformers("vit", {4, 4, 2, 8})}};
    const auto sentences = networkDifferences(study);
    ASSERT_EQ(sentences.size(), 1u);
    EXPECT_EQ(sentences[0].find("vit/2 is computed otherwise than vit/0: 2 attention heads"), 0u)
        << sentences[0];
    study.lineages[1] = transformers("vit", {4, 4});
    EXPECT_TRUE(networkDifferences(study).empty()) << "another network differs anyway";
}

TEST(NetworkDifferences, AreFoundBetweenRunsOfOneNetwork)
{
    Lineage residual{.name = "cnn", .checkpoints = {{.epoch = 0}}};
    residual.checkpoints[0].network.strides = "first";
    const Study study{.lineages = {residual, transformers("a", {4}), transformers("b", {2, 2}),
                                   transformers("c", {4, 2})}};
    const auto sentences = networkDifferences(study);
    ASSERT_EQ(sentences.size(), 2u);
    EXPECT_EQ(sentences[0].find("b/0 is computed otherwise than a/0"), 0u) << sentences[0];
    EXPECT_EQ(sentences[1].find("c/1 is computed otherwise than c/0"), 0u) << sentences[1];
}

} // namespace
} // namespace palimpsest

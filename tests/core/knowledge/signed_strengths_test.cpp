// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/knowledge/signed_strengths.h"

#include <gtest/gtest.h>

#include <utility>

namespace palimpsest {
namespace {

/// A model of these interactions, of which those above 0.05 times the strongest are salient.
ModelKnowledge modelOf(std::vector<Interactions> samples)
{
    NormalisedModel model{.normaliser = 1.0, .samples = std::move(samples), .largest = {}};
    for (const Interactions& sample : model.samples) {
        model.largest.push_back(largestStrength(sample));
    }
    return modelKnowledge(std::make_shared<const NormalisedModel>(std::move(model)), {});
}

PatternEffect effect(Coalition parts, double value, bool isOr = false)
{
    return {.pattern = {.parts = PartSet(parts), .isOr = isOr}, .value = value};
}

using Amounts = std::vector<double>;

TEST(SignedStrengths, AddUpSignsApartByOrder)
{
    const ModelKnowledge model =
        modelOf({listedInteractions(3, {effect(0b001, 2.0), effect(0b010, -0.5), effect(0b100, 1.0),
                                        effect(0b011, -4.0), effect(0b111, 0.25)})});
    const SignedStrengths strengths = signedStrengths(model);
    EXPECT_EQ(strengths.positive, (Amounts{0, 3, 0, 0.25}));
    EXPECT_EQ(strengths.negative, (Amounts{0, 0.5, 4, 0}));
}

TEST(SignedStrengths, LeaveOutWhatIsNotSalientAndCountOrWithAnd)
{
    const ModelKnowledge model = modelOf(
        {listedInteractions(2, {effect(0b01, 0.1), effect(0b11, 4.0), effect(0b11, -2.0, true)})});
    const SignedStrengths strengths = signedStrengths(model);
    EXPECT_EQ(strengths.positive, (Amounts{0, 0, 4}));
    EXPECT_EQ(strengths.negative, (Amounts{0, 0, 2}));
}

TEST(SignedStrengths, AreMeansOverSamplesThatMayHaveFewerOrders)
{
    const ModelKnowledge model =
        modelOf({listedInteractions(1, {effect(0b1, 2.0)}),
                 listedInteractions(2, {effect(0b01, 1.0), effect(0b11, -1.0)})});
    const SignedStrengths strengths = signedStrengths(model);
    EXPECT_EQ(strengths.positive, (Amounts{0, 1.5, 0}));
    EXPECT_EQ(strengths.negative, (Amounts{0, 0, 0.5}));
}

TEST(SignedStrengths, OfAnUnusableModelAreEmpty)
{
    EXPECT_EQ(signedStrengths(modelKnowledge(nullptr, {})), SignedStrengths());
}

} // namespace
} // namespace palimpsest

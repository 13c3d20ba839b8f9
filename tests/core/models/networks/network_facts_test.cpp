// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/networks/network_facts.h"
#include "core/models/networks/network_facts_json.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace palimpsest {
namespace {

TEST(NetworkFacts, AreTakenOverWhereAllCheckpointsAgree)
{
    NetworkFacts tuned{.heads = 4, .normEpsilon = 1e-5, .activation = "gelu"};
    tuned.assumed = {kActivationFact};
    NetworkFacts common = agreed({{"finetuned/3", tuned}, {"scratch/1", {.normEpsilon = 1e-5}}});
    EXPECT_EQ(common.heads, 4);
    EXPECT_EQ(common.normEpsilon, 1e-5);
    EXPECT_EQ(common.activation, std::nullopt) << "nobody has told it";
    EXPECT_EQ(common.asIn, (std::map<std::string, std::string>{{kHeadsFact, "finetuned/3"},
                                                               {kNormEpsilonFact, "finetuned/3"}}));
    EXPECT_EQ(agreed({{"finetuned/4", common}}).asIn.at(kHeadsFact), "finetuned/3")
        << "where it was told";

    const NetworkFacts mixed = agreed({{"a/1", {.heads = 3, .normEpsilon = 1e-6}},
                                       {"b/1", {.heads = 12, .normEpsilon = 1e-6}},
                                       {"b/2", {.heads = 3}}});
    EXPECT_EQ(mixed.heads, std::nullopt);
    EXPECT_EQ(mixed.asIn, (std::map<std::string, std::string>{{kNormEpsilonFact, "a/1"}}));
    EXPECT_EQ(agreed({}), NetworkFacts());
}

TEST(NetworkFacts, SayWhatTheyAreAsIn)
{
    const NetworkFacts told = agreed({{"finetuned/3", {.heads = 4}}});
    const NetworkFacts facts = completed({.normEpsilon = 1e-5}, told);
    EXPECT_EQ(assumptionNote(facts), "Taken over, as neither the tensors nor a config.json tell "
                                     "it: 4 attention heads as in finetuned/3.");
    EXPECT_EQ(networkFactsFromJson(toJson(facts)), facts);
    EXPECT_EQ(toldOf(facts), facts) << "somebody has told it";
    EXPECT_TRUE(agree(facts, {.heads = 4, .normEpsilon = 1e-5}));
    NetworkFacts answered = facts;
    answer(answered, kHeadsFact, "8");
    EXPECT_EQ(assumptionNote(answered), "");
    EXPECT_EQ(completed({.heads = 2}, told).asIn.size(), 0U) << "its own word goes before";
}

TEST(NetworkFacts, SayWhereTheyGoBeforeAConfig)
{
    const NetworkFacts config{.heads = 12, .normEpsilon = 1e-12, .activation = "gelu"};
    EXPECT_EQ(overrideNote({.heads = 4, .normEpsilon = 1e-12, .activation = "relu"}, config),
              "config.json says 12 attention heads, activation gelu; 4 attention heads, activation "
              "relu is used, as it was told.");
    EXPECT_EQ(overrideNote(config, config), "");
    EXPECT_EQ(overrideNote({.strides = "first"}, config), "") << "of which it says nothing";
    NetworkFacts assumed{.heads = 2};
    assumed.assumed = {kHeadsFact};
    EXPECT_EQ(overrideNote({.heads = 4}, assumed), "") << "nobody has said it";
}

} // namespace
} // namespace palimpsest

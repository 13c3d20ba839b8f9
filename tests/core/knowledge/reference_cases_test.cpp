// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every number of fixtures/knowledge_cases.json, which an independent program computed.

#include "core/knowledge/knowledge_split.h"
#include "core/knowledge/likeness.h"
#include "core/knowledge/model_knowledge.h"
#include "core/knowledge/scratch_ratio.h"
#include "support/knowledge_of.h"
#include "support/places.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>

namespace palimpsest {
namespace {

using nlohmann::json;

constexpr double kTolerance = 1e-9;

void expectNear(const json& expected, const std::vector<double>& actual, const std::string& what)
{
    ASSERT_EQ(expected.size(), actual.size()) << what;
    for (std::size_t i = 0; i < actual.size(); ++i) {
        EXPECT_NEAR(expected[i].get<double>(), actual[i], kTolerance) << what << " at " << i;
    }
}

void expectNear(const json& expected, std::optional<double> actual, const std::string& what)
{
    ASSERT_EQ(expected.is_null(), !actual.has_value()) << what;
    if (actual) {
        EXPECT_NEAR(expected.get<double>(), *actual, kTolerance) << what;
    }
}

/// The three models of a case under one threshold scope.
struct Models
{
    ModelKnowledge pretrained;
    ModelKnowledge finetuned;
    ModelKnowledge scratch;

    Models(const json& of, ThresholdScope scope)
        : pretrained(model(of, "pretrained", scope)), finetuned(model(of, "finetuned", scope)),
          scratch(model(of, "scratch", scope))
    {
    }

    static ModelKnowledge model(const json& of, const char* name, ThresholdScope scope)
    {
        return knowledgeOf(of[name].get<std::vector<std::vector<double>>>(),
                           {.tau = of["tau"].get<double>(), .scope = scope});
    }
};

void checkSplit(const json& expected, const Models& models)
{
    const std::size_t samples = models.pretrained.model->samples.size();
    KnowledgeAmounts mean;
    ScratchOverlap overlap;
    KnowledgeAmounts firstParts;
    for (std::size_t x = 0; x < samples; ++x) {
        const KnowledgeSplit split =
            splitKnowledge(models.pretrained.sample(x), models.pretrained.salient[x],
                           models.finetuned.sample(x), models.finetuned.salient[x]);
        mean.add(split.byOrder, 1.0 / static_cast<double>(samples));
        overlap.add(scratchOverlap(split.shared, models.scratch.sample(x).values,
                                   models.scratch.salient[x]));
        if (x == 0) {
            firstParts = split.byPart;
        }
    }
    expectNear(expected["preserve"], mean.preserved, "preserve");
    expectNear(expected["discard"], mean.discarded, "discard");
    expectNear(expected["new"], mean.gained, "new");
    expectNear(expected["part_preserved_sample0"], firstParts.preserved, "P");
    expectNear(expected["part_discarded_sample0"], firstParts.discarded, "D");
    expectNear(expected["part_new_sample0"], firstParts.gained, "W");
    EXPECT_EQ(expected["preserved_count"].get<std::size_t>(), overlap.preservedCount);
    expectNear(expected["scratch_ratio_strength"], overlap.strengthRatio(), "R by strength");
    expectNear(expected["scratch_ratio_count"], overlap.countRatio(), "R by count");
}

class ReferenceCase : public testing::TestWithParam<int>
{
protected:
    static json load()
    {
        std::ifstream file(sourceFolder() / "tests/fixtures/knowledge_cases.json");
        return json::parse(file)["cases"][static_cast<std::size_t>(GetParam())];
    }
};

TEST_P(ReferenceCase, Agrees)
{
    const json of = load();
    const Models models(of, ThresholdScope::Model);
    for (const auto& [name, model] : {std::pair("pretrained", &models.pretrained),
                                      {"finetuned", &models.finetuned},
                                      {"scratch", &models.scratch}}) {
        EXPECT_NEAR(of["normaliser"][name].get<double>(), model->model->normaliser, kTolerance);
    }
    const auto firstTable = of["pretrained"][0].get<std::vector<double>>();
    expectNear(of["interactions_pretrained_sample0"], andInteractions(firstTable).values, "I");
    checkSplit(of["expected"]["model"], models);
    checkSplit(of["expected"]["sample"], Models(of, ThresholdScope::Sample));

    LikenessSums scratchToFinetuned;
    LikenessSums sets;
    for (std::size_t x = 0; x < models.pretrained.model->samples.size(); ++x) {
        scratchToFinetuned.add(
            likeness(models.scratch.sample(x).values, models.finetuned.sample(x).values));
        sets.add(salientSetLikeness(models.pretrained.sample(x).values,
                                    models.pretrained.salient[x], models.finetuned.sample(x).values,
                                    models.finetuned.salient[x]));
    }
    expectNear(of["likeness_scratch_to_finetuned"], scratchToFinetuned.value(), "J");
    expectNear(of["iou_pretrained_finetuned"], sets.value(), "IoU");
}

INSTANTIATE_TEST_SUITE_P(Fixture, ReferenceCase, testing::Range(0, 4));

} // namespace
} // namespace palimpsest

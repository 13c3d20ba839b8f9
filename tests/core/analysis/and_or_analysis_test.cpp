// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What becomes of a study whose interactions are split into AND and OR.

#include "core/analysis/analysis.h"
#include "core/analysis/analysis_json.h"
#include "core/analysis/pattern_comparison.h"
#include "core/base/error.h"
#include "support/analysed_study.h"

#include <nlohmann/json.hpp>

#include <atomic>
#include <cmath>

namespace palimpsest {
namespace {

using nlohmann::json;

class AndOrAnalysis : public AnalysedStudy
{
protected:
    AndOrAnalysis() : m_values(loadValues(m_inputs))
    {
        m_study.settings.interactions = {.kind = InteractionKind::AndOr, .kappa = 0.0};
    }

    ComparedModels compared() { return compareModels(m_study, m_values, {}); }

    Analysis analysedAt(double tau, int draws = 0)
    {
        return analyse(m_study, m_values, {.tau = tau, .nulls = NullSettings{.draws = draws}});
    }

    StudyValues m_values;
};

/// v(T) − v(∅) as the AND and OR interactions explain it.
double explained(const Interactions& interactions, Coalition visible)
{
    double v = 0.0;
    for (std::size_t index = 0; index < interactions.values.size(); ++index) {
        const Coalition pattern = interactions.patterns.parts(index).coalition();
        const bool acts = interactions.patterns.isOr(index) ? (pattern & visible) != 0
                                                            : (pattern & ~visible) == 0;
        v += acts ? interactions.values[index] : 0.0;
    }
    return v;
}

TEST_F(AndOrAnalysis, ExplainsTheNormalisedValuesOfEveryModelUpToTheResidual)
{
    for (const double kappa : {0.0, 0.1}) {
        m_study.settings.interactions.kappa = kappa;
        const ComparedModels models = compared();
        ASSERT_EQ(models.models.size(), 7u);
        for (const auto& [index, model] : models.models) {
            for (std::size_t sample = 0; sample < 2; ++sample) {
                const std::vector<double>& v = m_values.tables.at({index, sample}).v;
                const Interactions& interactions = model->samples[sample];
                ASSERT_EQ(interactions.values.size(), 16u);
                const double whole = std::abs(v.back() - v.front()) / model->normaliser;
                for (Coalition visible = 0; visible < 8; ++visible) {
                    const double normalised = (v[visible] - v.front()) / model->normaliser;
                    const bool isEnd = visible == 0 || visible == 7;
                    EXPECT_NEAR(explained(interactions, visible), normalised,
                                isEnd ? 1e-9 : kappa * whole + 1e-9);
                }
                EXPECT_EQ(model->largest[sample], largestStrength(interactions));
            }
        }
    }
}

TEST_F(AndOrAnalysis, SaysWhatTheSplitsReached)
{
    const Comparison joint = compared().comparison;
    ASSERT_TRUE(joint.split.has_value());
    EXPECT_EQ(joint.split->splits, 2u) << "one a sample";
    EXPECT_GT(joint.split->steps, 0u);
    EXPECT_LT(joint.split->gap, 1.0);
    m_study.settings.interactions.joint = false;
    const Analysis separate = analysedAt(0.05);
    EXPECT_EQ(separate.split->splits, 14u) << "one a model and sample";
    EXPECT_TRUE(warns(separate, "one of several optima"));
    m_study.settings.interactions.kind = InteractionKind::And;
    EXPECT_EQ(compared().comparison.split, std::nullopt);
}

TEST_F(AndOrAnalysis, ModelsThatDoNotReactTakeNoPart)
{
    for (std::size_t sample = 0; sample < 2; ++sample) {
        m_values.tables.at({{1, 1}, sample}).v = {1.0, 5.0, 2.0, 3.0, 1.0, 2.0, 2.0, 1.0};
    }
    const ComparedModels models = compared();
    EXPECT_TRUE(models.models.at({1, 1})->samples.empty());
    EXPECT_EQ(models.models.at({1, 2})->samples.size(), 2u);
    const Analysis analysis = analysedAt(0.05);
    EXPECT_FALSE(analysis.curve[1].usable);
    EXPECT_TRUE(analysis.curve[2].usable);
}

TEST_F(AndOrAnalysis, ListsPatternsOfBothKindsAsTheCurveCountsThem)
{
    const ComparedModels models = compared();
    const Analysis analysis = analyse(m_study, models, {.tau = 0.05}, {.draws = 0});
    std::size_t ofOr = 0;
    for (std::size_t epoch = 0; epoch < 3; ++epoch) {
        for (std::size_t sample = 0; sample < 2; ++sample) {
            const auto comparison = comparePatterns(analysis, models, sample, {1, epoch});
            const KnowledgeFigures& figures = analysis.curve[epoch].samples[sample];
            EXPECT_EQ(comparison.byOrder, figures.byOrder);
            EXPECT_EQ(comparison.byPart, figures.byPart);
            EXPECT_EQ(comparison.later.size(), 14u) << "of both kinds, without the empty set";
            KnowledgeAmounts sums(4);
            SalientCounts later;
            for (const ComparedPattern& of : comparison.patterns) {
                const auto order = static_cast<std::size_t>(orderOf(of.pattern));
                sums.preserved[order] += std::abs(of.shares.shared);
                sums.gained[order] += of.shares.gained;
                const bool isLater = of.shares.status != PatternStatus::Discarded;
                later.add(of.isOr ? SalientCounts{0, isLater} : SalientCounts{isLater, 0});
                EXPECT_TRUE(!of.isOr || orderOf(of.pattern) > 1);
            }
            for (std::size_t order = 0; order < 4; ++order) {
                EXPECT_NEAR(sums.preserved[order], figures.byOrder.preserved[order], 1e-12);
                EXPECT_NEAR(sums.gained[order], figures.byOrder.gained[order], 1e-12);
            }
            EXPECT_EQ(later, analysis.models.at({1, epoch}).salient[sample]);
            ofOr += later.orCount;
        }
    }
    EXPECT_GT(ofOr, 0u);
}

TEST_F(AndOrAnalysis, JsonSaysHowInteractionsAreTakenAndCountsBothKinds)
{
    m_study.settings.interactions.kappa = 0.02;
    const Analysis analysis = analysedAt(0.05, 3);
    const json report = json::parse(analysisJson(m_study, analysis));
    EXPECT_EQ(report["interactions"]["kind"], "and_or");
    EXPECT_EQ(report["interactions"]["kappa"], 0.02);
    EXPECT_EQ(report["interactions"]["joint"], true);
    EXPECT_EQ(report["interactions"]["steps"], analysis.split->steps);
    EXPECT_TRUE(report["interactions"]["gap"].is_number());
    const auto& counts = analysis.models.at({2, 1}).salient;
    const json& salient = report["models"]["scratch/4"]["salient"];
    EXPECT_EQ(salient["and"], counts[0].andCount + counts[1].andCount);
    EXPECT_EQ(salient["or"], counts[0].orCount + counts[1].orCount);
    EXPECT_FALSE(report["epochs"][1]["null"]["preservation_rate"].is_null());

    m_study.settings.interactions.kind = InteractionKind::And;
    const json plain = json::parse(analysisJson(m_study, analysedAt(0.05)));
    EXPECT_EQ(plain["interactions"]["kind"], "and");
    EXPECT_TRUE(plain["interactions"]["gap"].is_null());
    EXPECT_EQ(plain["models"]["scratch/4"]["salient"]["or"], 0);
}

TEST_F(AndOrAnalysis, TakesOverWhatWasSplitBefore)
{
    for (const bool joint : {true, false}) {
        m_study.settings.interactions.joint = joint;
        ComparedModels before = compared();
        // Marked, to tell what is taken over from what is split again.
        for (auto& [index, model] : before.models) {
            auto marked = std::make_shared<NormalisedModel>(*model);
            for (Interactions& interactions : marked->samples) {
                interactions.values[3] = 77.0;
            }
            model = marked;
        }
        const auto again = [&](const ComparedModels& result, CheckpointIndex index,
                               std::size_t sample) {
            return result.models.at(index)->samples[sample].values[3] != 77.0;
        };
        const ComparedModels same = compareModels(m_study, m_values, {}, {}, &before);
        EXPECT_FALSE(again(same, {1, 2}, 1));
        EXPECT_EQ(same.comparison.split, before.comparison.split);
        EXPECT_EQ(same.models.at({1, 2})->largest[1], 77.0);

        const std::vector<double> v = m_values.tables.at({{1, 2}, 1}).v;
        m_values.tables.at({{1, 2}, 1}).v[3] += 1.0; // the normaliser stays
        const ComparedModels other = compareModels(m_study, m_values, {}, {}, &before);
        EXPECT_TRUE(again(other, {1, 2}, 1));
        EXPECT_EQ(again(other, {1, 1}, 1), joint);
        EXPECT_FALSE(again(other, {1, 2}, 0));
        m_values.tables.at({{1, 2}, 1}).v = v;

        m_study.settings.interactions.kappa += 0.01;
        EXPECT_TRUE(again(compareModels(m_study, m_values, {}, {}, &before), {1, 2}, 0));
    }
}

TEST_F(AndOrAnalysis, StopsWithinASampleWhenAskedTo)
{
    std::atomic_int asked = 0;
    EXPECT_THROW(compareModels(m_study, m_values, {},
                               [&](std::size_t done, std::size_t total) {
                                   EXPECT_LE(done, total);
                                   EXPECT_EQ(total, 2u);
                                   return ++asked < 3;
                               }),
                 Cancelled);
    EXPECT_EQ(asked, 3);
}

} // namespace
} // namespace palimpsest

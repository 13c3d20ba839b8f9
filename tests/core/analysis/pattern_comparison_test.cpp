// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/pattern_comparison.h"
#include "core/analysis/pattern_export.h"
#include "core/base/error.h"
#include "support/analysed_study.h"
#include "support/expect_error.h"
#include "support/knowledge_of.h"

#include <cmath>
#include <memory>

namespace palimpsest {
namespace {

class PatternComparisonTest : public AnalysedStudy
{
protected:
    PatternComparisonTest() : m_values(loadValues(m_inputs)) {}

    Analysis analysedAt(double tau, ThresholdScope scope = ThresholdScope::Model)
    {
        m_study.settings.thresholdScope = scope;
        return analyse(m_study, m_values, {.tau = tau, .nulls = NullSettings{.draws = 0}});
    }

    PatternComparison compared(const Analysis& analysis, std::size_t sample = 1,
                               CheckpointIndex later = {1, 1})
    {
        return comparePatterns(analysis, compareModels(m_study, m_values, {}), sample, later);
    }

    StudyValues m_values;
};

/// Sums over `patterns` by order.
KnowledgeAmounts sumsByOrder(const std::vector<ComparedPattern>& patterns, std::size_t parts)
{
    KnowledgeAmounts sums(parts + 1);
    for (const ComparedPattern& of : patterns) {
        const auto order = static_cast<std::size_t>(orderOf(of.pattern));
        sums.preserved[order] += std::abs(of.shares.shared);
        sums.discarded[order] += of.shares.lost;
        sums.gained[order] += of.shares.gained;
    }
    return sums;
}

void expectNear(const std::vector<double>& a, const std::vector<double>& b)
{
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        EXPECT_NEAR(a[i], b[i], 1e-12);
    }
}

TEST_F(PatternComparisonTest, AgreesWithTheCurve)
{
    for (const ThresholdScope scope : {ThresholdScope::Model, ThresholdScope::Sample}) {
        const Analysis analysis = analysedAt(0.3, scope);
        for (std::size_t epoch = 0; epoch < 3; ++epoch) {
            for (std::size_t sample = 0; sample < 2; ++sample) {
                const PatternComparison comparison = compared(analysis, sample, {1, epoch});
                const KnowledgeFigures& figures = analysis.curve[epoch].samples[sample];
                EXPECT_EQ(comparison.byOrder, figures.byOrder);
                EXPECT_EQ(comparison.byPart, figures.byPart);
                const KnowledgeAmounts sums = sumsByOrder(comparison.patterns, 3);
                expectNear(sums.preserved, figures.byOrder.preserved);
                expectNear(sums.discarded, figures.byOrder.discarded);
                expectNear(sums.gained, figures.byOrder.gained);
            }
        }
    }
}

// However few of its patterns a model lists.
TEST_F(PatternComparisonTest, IsTheSameOfModelsWhosePatternsAreListed)
{
    const Analysis analysis = analysedAt(0.3);
    const ComparedModels dense = compareModels(m_study, m_values, {});
    ComparedModels sparse = dense;
    for (auto& [index, model] : sparse.models) {
        model = std::make_shared<NormalisedModel>(listed(*model));
    }
    const PatternComparison expected = comparePatterns(analysis, dense, 1, {1, 1});
    const PatternComparison comparison = comparePatterns(analysis, sparse, 1, {1, 1});
    ASSERT_FALSE(sparse.models.begin()->second->samples[1].patterns.isDense());
    EXPECT_EQ(comparison.patterns, expected.patterns);
    EXPECT_EQ(comparison.byOrder, expected.byOrder);
    EXPECT_EQ(comparison.byPart, expected.byPart);
    EXPECT_EQ(comparison.reference, expected.reference);
    EXPECT_EQ(comparison.later, expected.later);
    EXPECT_EQ(patternsCsv(m_study, analysis, sparse), patternsCsv(m_study, analysis, dense));
}

TEST_F(PatternComparisonTest, ListsTheSalientPatternsStrongestFirst)
{
    const PatternComparison comparison = compared(analysedAt(0.3));
    ASSERT_FALSE(comparison.patterns.empty());
    EXPECT_LT(comparison.patterns.size(), 7u);
    double before = INFINITY;
    for (const ComparedPattern& of : comparison.patterns) {
        EXPECT_NE(of.shares.status, PatternStatus::NotSalient);
        const double strength = std::max(std::abs(of.reference), std::abs(of.later));
        EXPECT_LE(strength, before);
        before = strength;
    }
    EXPECT_EQ(compared(analysedAt(0.0)).patterns.size(), 7u);
}

TEST_F(PatternComparisonTest, SharesFallAndExceedTauWhereSalient)
{
    for (const ThresholdScope scope : {ThresholdScope::Model, ThresholdScope::Sample}) {
        const Analysis analysis = analysedAt(0.3, scope);
        std::vector<double> largest;
        for (std::size_t sample = 0; sample < 2; ++sample) {
            const PatternComparison comparison = compared(analysis, sample);
            EXPECT_EQ(comparison.reference.size(), 7u);
            EXPECT_TRUE(std::ranges::is_sorted(comparison.later, std::greater()));
            const auto kept =
                std::ranges::count_if(comparison.later, [](double share) { return share > 0.3; });
            const auto salient =
                std::ranges::count_if(comparison.patterns, [](const ComparedPattern& of) {
                    return of.shares.gained > 0.0 || of.shares.shared != 0.0;
                });
            EXPECT_EQ(kept, salient);
            largest.push_back(comparison.later.front());
        }
        EXPECT_EQ(std::ranges::max(largest), 1.0);
        EXPECT_EQ(std::ranges::min(largest) == 1.0, scope == ThresholdScope::Sample);
    }
}

TEST_F(PatternComparisonTest, SharesDoNotDependOnTau)
{
    EXPECT_EQ(compared(analysedAt(0.0)).later, compared(analysedAt(0.5)).later);
}

TEST_F(PatternComparisonTest, NoiseIsThatOfTheSampleOrTheLargestOfTheModel)
{
    EXPECT_EQ(compared(analysedAt(0.3)).noise, std::nullopt);
    const NumericalNoise noise{.sigma = 1e-3, .bound = 4e-3};
    m_values.tables[{{1, 1}, 0}].noise = noise;
    const Analysis analysis = analysedAt(0.3);
    const ModelReport& model = analysis.models.at({1, 1});
    for (std::size_t sample = 0; sample < 2; ++sample) {
        const auto found = compared(analysis, sample).noise;
        ASSERT_TRUE(found);
        EXPECT_EQ(found->ofValues, noise);
        EXPECT_NEAR(found->floor * model.normaliser * model.largest[sample], 3e-3 * std::exp2(1.5),
                    1e-15); // of all three parts
    }
    m_values.tables[{{1, 1}, 1}].noise = NumericalNoise{.sigma = 1e-5, .bound = 2e-5};
    EXPECT_EQ(compared(analysedAt(0.3), 1).noise->ofValues.sigma, 1e-5);
    m_study.settings.interactions.kind = InteractionKind::AndOr;
    EXPECT_EQ(compared(analysedAt(0.3)).noise, std::nullopt);
}

TEST_F(PatternComparisonTest, AModelThatAnswersTheSameGivesAnEmptyComparison)
{
    for (std::size_t sample = 0; sample < 2; ++sample) {
        m_values.tables[{{1, 1}, sample}].v = {1.0, 5.0, 2.0, 3.0, 1.0, 2.0, 2.0, 1.0};
    }
    const PatternComparison comparison = compared(analysedAt(0.05));
    EXPECT_TRUE(comparison.patterns.empty());
    EXPECT_TRUE(comparison.later.empty());
    EXPECT_EQ(comparison.byPart, KnowledgeAmounts(3));
}

TEST_F(PatternComparisonTest, ComparesWithScratchToo)
{
    EXPECT_FALSE(compared(analysedAt(0.05), 0, {2, 2}).patterns.empty());
}

TEST_F(PatternComparisonTest, RefusesWhatWasNotAnalysed)
{
    const Analysis analysis =
        analyse(m_study, m_values, {.scratch = "finetuned", .nulls = NullSettings{.draws = 0}});
    expectError<BadInput>([&] { compared(analysis, 0, {2, 0}); }, "not among those");
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/knowledge/knowledge_curve.h"
#include "core/knowledge/likeness.h"
#include "core/knowledge/scratch_ratio.h"
#include "support/knowledge_of.h"
#include "support/random_tables.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <vector>

namespace palimpsest {
namespace {

constexpr int kParts = 5;
constexpr int kSamples = 4;

ModelKnowledge model(std::uint32_t seed)
{
    return knowledgeOf(randomTables(kParts, kSamples, seed), {.tau = 0.1});
}

/// Target epochs 0, 2, 5; scratch epochs 1, 2.
ComparedRuns runs()
{
    return {.reference = model(1),
            .target = {{0, model(2)}, {2, model(3)}, {5, model(4)}},
            .scratch = {{1, model(5)}, {2, model(6)}}};
}

ScratchOverlap overlap(const ModelKnowledge& a, const ModelKnowledge& b, const ModelKnowledge& c)
{
    ScratchOverlap pooled;
    for (std::size_t x = 0; x < kSamples; ++x) {
        const KnowledgeSplit split =
            splitKnowledge(a.sample(x), a.salient[x], b.sample(x), b.salient[x]);
        pooled.add(scratchOverlap(split.shared, c.sample(x).values, c.salient[x]));
    }
    return pooled;
}

std::optional<double> preservation(const ModelKnowledge& a, const ModelKnowledge& b)
{
    KnowledgeAmounts amounts;
    for (std::size_t x = 0; x < kSamples; ++x) {
        amounts.add(splitKnowledge(a.sample(x), a.salient[x], b.sample(x), b.salient[x]).byOrder);
    }
    return preservationRate(amounts);
}

std::optional<double> pooledLikeness(const ModelKnowledge& a, const ModelKnowledge& b)
{
    LikenessSums sums;
    for (std::size_t x = 0; x < kSamples; ++x) {
        sums.add(likeness(a.sample(x).values, b.sample(x).values));
    }
    return sums.value();
}

TEST(KnowledgeCurve, ComparesWithTheLatestScratchCheckpointSoFar)
{
    const ComparedRuns all = runs();
    const KnowledgeCurve curve = knowledgeCurves(all, {.draws = 0}).target;
    ASSERT_EQ(curve.size(), 3u);
    EXPECT_EQ(curve[0].pooled.values.scratchStrength, std::nullopt); // no scratch at epoch 0 yet
    EXPECT_EQ(curve[1].pooled.values.scratchStrength,
              overlap(all.reference, all.target[1].model, all.scratch[1].model).strengthRatio());
    EXPECT_EQ(curve[2].pooled.values.scratchStrength,
              overlap(all.reference, all.target[2].model, all.scratch[1].model).strengthRatio());
    EXPECT_EQ(curve[1].pooled.values.lastScratchCount,
              overlap(all.reference, all.target[2].model, all.scratch[1].model).countRatio());
}

TEST(KnowledgeCurve, LikenessOfScratchNeedsACheckpointOfTheSameEpoch)
{
    const ComparedRuns all = runs();
    const KnowledgeCurve curve = knowledgeCurves(all, {.draws = 0}).target;
    EXPECT_EQ(curve[2].pooled.values.targetToOwnLast, 1.0);
    EXPECT_EQ(curve[0].pooled.values.targetToOwnLast,
              pooledLikeness(all.target[0].model, all.target[2].model));
    EXPECT_EQ(curve[1].pooled.values.scratchToOwnLast, 1.0);
    EXPECT_EQ(curve[1].pooled.values.scratchToTargetLast,
              pooledLikeness(all.scratch[1].model, all.target[2].model));
    EXPECT_EQ(curve[2].pooled.values.scratchToOwnLast, std::nullopt);
}

TEST(KnowledgeCurve, LikenessOfScratchIsFollowedAlongItsOwnEpochs)
{
    const ComparedRuns all = runs();
    const KnowledgeCurves curves = knowledgeCurves(all, {.draws = 20});
    ASSERT_EQ(curves.scratch.size(), 2u);
    EXPECT_EQ(curves.scratch[0].epoch, 1); // where fine-tuning saved none
    const auto& values = curves.scratch[0].pooled.values;
    EXPECT_EQ(values.scratchToOwnLast, pooledLikeness(all.scratch[0].model, all.scratch[1].model));
    EXPECT_EQ(values.scratchToTargetLast,
              pooledLikeness(all.scratch[0].model, all.target[2].model));
    EXPECT_TRUE(curves.scratch[0].pooled.nulls.scratchToOwnLast.has_value());
    EXPECT_EQ(curves.scratch[0].samples.size(), kSamples);
    EXPECT_EQ(curves.scratch[1].pooled.values.scratchToOwnLast, 1.0);
    EXPECT_EQ(curves.scratch[1].pooled.values.scratchToTargetLast,
              curves.target[1].pooled.values.scratchToTargetLast);
}

TEST(KnowledgeCurve, AnUnusableLastCheckpointLeavesItsPlaceToTheOneBefore)
{
    ComparedRuns all = runs();
    all.target[2].model = {};
    const KnowledgeCurve curve = knowledgeCurves(all, {.draws = 0}).target;
    EXPECT_EQ(curve[0].pooled.values.targetToOwnLast,
              pooledLikeness(all.target[0].model, all.target[1].model));
    EXPECT_EQ(curve[1].pooled.values.targetToOwnLast, 1.0);
    EXPECT_EQ(curve[2].pooled.values.targetToOwnLast, std::nullopt);
    EXPECT_EQ(curve[1].pooled.values.scratchToTargetLast,
              pooledLikeness(all.scratch[1].model, all.target[1].model));
    EXPECT_EQ(curve[1].pooled.values.lastScratchCount,
              overlap(all.reference, all.target[1].model, all.scratch[1].model).countRatio());
}

TEST(KnowledgeCurve, ARunWithOneUsableCheckpointIsNotLikenedToItself)
{
    ComparedRuns all = runs();
    all.target[1].model = {};
    all.target[2].model = {};
    all.scratch.pop_back();
    const KnowledgeCurves curves = knowledgeCurves(all, {.draws = 5});
    for (const KnowledgeFigures* of : {&curves.target[0].pooled, &curves.target[0].samples[0]}) {
        EXPECT_EQ(of->values.targetToOwnLast, std::nullopt);
        EXPECT_EQ(of->values.targetToOwnLastSets, std::nullopt);
        EXPECT_EQ(of->nulls.targetToOwnLast, std::nullopt);
        EXPECT_TRUE(of->values.preservationRate.has_value());
    }
    EXPECT_EQ(curves.scratch[0].pooled.values.scratchToOwnLast, std::nullopt);
    EXPECT_EQ(curves.scratch[0].pooled.values.scratchToTargetLast,
              pooledLikeness(all.scratch[0].model, all.target[0].model));
}

TEST(KnowledgeCurve, PooledAmountsAreMeansOfTheSamples)
{
    const KnowledgeCurve curve = knowledgeCurves(runs(), {.draws = 0}).target;
    double sum = 0.0;
    for (const KnowledgeFigures& sample : curve[1].samples) {
        sum += sample.byOrder.discarded[2];
        EXPECT_EQ(sample.byPart.preserved.size(), static_cast<std::size_t>(kParts));
    }
    EXPECT_NEAR(curve[1].pooled.byOrder.discarded[2], sum / kSamples, 1e-12);
}

TEST(KnowledgeCurve, AModelThatAnswersTheSameToEverythingIsAGap)
{
    ComparedRuns all = runs();
    all.target[1].model = {};
    const KnowledgeCurve curve = knowledgeCurves(all, {.draws = 10}).target;
    EXPECT_FALSE(curve[1].usable);
    EXPECT_EQ(curve[1].pooled.values.preservationRate, std::nullopt);
    EXPECT_EQ(curve[1].pooled.values.scratchStrength, std::nullopt);
    EXPECT_EQ(curve[1].pooled.values.targetToOwnLast, std::nullopt);
    EXPECT_EQ(curve[1].pooled.values.scratchToOwnLast, 1.0); // does not need the target
    EXPECT_TRUE(curve[2].usable);
    EXPECT_TRUE(curve[2].pooled.values.preservationRate.has_value());
}

TEST(KnowledgeCurve, NullsRepeatWithTheirSeedAndMoveWithAnother)
{
    const auto band = [](std::uint32_t seed) {
        return knowledgeCurves(runs(), {.draws = 50, .seed = seed}).target[2].pooled.nulls;
    };
    EXPECT_EQ(band(1), band(1));
    EXPECT_NE(band(1), band(2));
    EXPECT_EQ(knowledgeCurves(runs(), {.draws = 0}).target[2].pooled.nulls.preservationRate,
              std::nullopt);
}

/// `model` with the parts of sample x renamed by maps[x].
ModelKnowledge renamed(const ModelKnowledge& model, const std::vector<PatternMap>& maps)
{
    return changed(model, [&](std::size_t x, std::vector<double>& values) {
        values = permuted(values, maps[x]);
    });
}

std::optional<double> pooledSetLikeness(const ModelKnowledge& a, const ModelKnowledge& b)
{
    LikenessSums sums;
    for (std::size_t x = 0; x < kSamples; ++x) {
        sums.add(
            salientSetLikeness(a.sample(x).values, a.salient[x], b.sample(x).values, b.salient[x]));
    }
    return sums.value();
}

/// Compares the nulls of `all` with those of models that are renamed beforehand.
void expectNullsOfRenamedModels(const ComparedRuns& all)
{
    const bool hasBothKinds = all.reference.sample(0).values.size() > coalitionCount(kParts);
    constexpr int kDraws = 6;
    std::mt19937 random(3);
    std::vector<std::vector<PatternMap>> draws(kDraws, std::vector<PatternMap>(kSamples));
    for (std::size_t x = 0; x < kSamples; ++x) {
        for (auto& maps : draws) {
            maps[x] = randomPatternMap(kParts, random, hasBothKinds);
        }
    }
    std::vector<double> preserved, scratch, lastScratch, ownLast, scratchToTarget;
    for (const auto& maps : draws) {
        const ModelKnowledge target = renamed(all.target[1].model, maps);
        const ModelKnowledge last = renamed(all.target[2].model, maps);
        const ModelKnowledge other = renamed(all.scratch[1].model, maps);
        preserved.push_back(*preservation(all.reference, target));
        scratch.push_back(*overlap(all.reference, all.target[1].model, other).strengthRatio());
        lastScratch.push_back(*overlap(all.reference, all.target[2].model, other).countRatio());
        ownLast.push_back(*pooledLikeness(all.target[1].model, last));
        scratchToTarget.push_back(*pooledSetLikeness(all.scratch[1].model, last));
    }
    const auto nulls = knowledgeCurves(all, {.draws = kDraws, .seed = 3}).target[1].pooled.nulls;
    EXPECT_NEAR(nulls.preservationRate->median, bandOf(preserved).median, 1e-12);
    EXPECT_EQ(nulls.scratchStrength, bandOf(scratch));
    EXPECT_EQ(nulls.lastScratchCount, bandOf(lastScratch));
    EXPECT_EQ(nulls.targetToOwnLast, bandOf(ownLast));
    EXPECT_EQ(nulls.scratchToTargetLastSets, bandOf(scratchToTarget));
}

TEST(KnowledgeCurve, NullsAreTheQuantitiesOfRenamedSecondModels)
{
    expectNullsOfRenamedModels(runs());
}

// One renaming for both kinds: a part keeps its name whether it acts by AND or by OR.
template<typename T>
std::vector<T> listed(const PerQuantity<T>& of)
{
    return {of.preservationRate,     of.scratchStrength,        of.scratchCount,
            of.lastScratchStrength,  of.lastScratchCount,       of.targetToOwnLast,
            of.scratchToOwnLast,     of.scratchToTargetLast,    of.targetToOwnLastSets,
            of.scratchToOwnLastSets, of.scratchToTargetLastSets};
}

TEST(KnowledgeCurve, EveryQuantityThatExistsHasItsNull)
{
    static_assert(sizeof(PerQuantity<char>) == 11, "all of them are listed above");
    const KnowledgeCurves curves = knowledgeCurves(runs(), {.draws = 5});
    std::vector<int> seen(11);
    for (const KnowledgeCurve* curve : {&curves.target, &curves.scratch}) {
        for (const EpochKnowledge& epoch : *curve) {
            const auto values = listed(epoch.pooled.values);
            const auto nulls = listed(epoch.pooled.nulls);
            for (std::size_t i = 0; i < values.size(); ++i) {
                EXPECT_EQ(values[i].has_value(), nulls[i].has_value())
                    << "epoch " << epoch.epoch << ", quantity " << i;
                seen[i] += values[i].has_value() ? 1 : 0;
            }
        }
    }
    EXPECT_EQ(std::ranges::count(seen, 0), 0);
}

TEST(KnowledgeCurve, NullsRenameBothKindsAlike)
{
    const auto both = [](std::uint32_t seed) {
        return knowledgeOfBothKinds(kParts, kSamples, seed, {.tau = 0.1});
    };
    expectNullsOfRenamedModels({.reference = both(1),
                                .target = {{0, both(2)}, {2, both(3)}, {5, both(4)}},
                                .scratch = {{1, both(5)}, {2, both(6)}}});
}

// With parts that all play the same role a renaming changes nothing, so the null is the value.
TEST(KnowledgeCurve, NullOfSymmetricGamesIsTheValueItself)
{
    const auto symmetric = [](double a, double b) {
        std::vector<double> table(coalitionCount(kParts));
        for (Coalition t = 0; t < table.size(); ++t) {
            table[t] = a * orderOf(t) + b * orderOf(t) * orderOf(t);
        }
        return knowledgeOf(std::vector<std::vector<double>>{table}, {});
    };
    const ComparedRuns all{.reference = symmetric(1.0, 0.5),
                           .target = {{0, symmetric(2.0, 0.3)}, {1, symmetric(2.0, 0.3)}},
                           .scratch = {{0, symmetric(1.0, 0.1)}}};
    const KnowledgeFigures figures = knowledgeCurves(all, {.draws = 20}).target[0].pooled;
    EXPECT_NEAR(figures.nulls.preservationRate->low, *figures.values.preservationRate, 1e-12);
    EXPECT_NEAR(figures.nulls.scratchStrength->high, *figures.values.scratchStrength, 1e-12);
    EXPECT_NEAR(figures.nulls.targetToOwnLast->median, 1.0, 1e-12);
}

// What is shared beyond chance lies above the band: a model compared with itself.
TEST(KnowledgeCurve, TrueAgreementExceedsItsNull)
{
    const ComparedRuns all{.reference = model(1), .target = {{0, model(1)}}, .scratch = {}};
    const KnowledgeFigures figures = knowledgeCurves(all, {.draws = 100}).target[0].pooled;
    EXPECT_NEAR(*figures.values.preservationRate, 1.0, 1e-12);
    EXPECT_LT(figures.nulls.preservationRate->high, 0.8);
}

TEST(KnowledgeCurve, StopsWhenAskedTo)
{
    const auto stopAtSecond = [](std::size_t done, std::size_t) { return done < 1; };
    EXPECT_THROW(knowledgeCurves(runs(), {}, stopAtSecond), Cancelled);
}

// However many draws there are, a step of the work stays short.
TEST(KnowledgeCurve, ReportsEverySampleAndDraw)
{
    std::size_t steps = 0;
    knowledgeCurves(runs(), {.draws = 7}, [&](std::size_t done, std::size_t total) {
        EXPECT_EQ(done, steps++);
        EXPECT_EQ(total, 32u); // 4 samples × (themselves + 7 draws)
        return true;
    });
    EXPECT_EQ(steps, 32u);
}

} // namespace
} // namespace palimpsest

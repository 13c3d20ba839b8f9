// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A model whose patterns are listed knows what the same one knows with a value for every pattern,
// to the bit: what is not on the list adds 0 to every sum.

#include "core/knowledge/knowledge_curve.h"
#include "core/knowledge/knowledge_split.h"
#include "core/knowledge/likeness.h"
#include "core/knowledge/permutation.h"
#include "support/knowledge_of.h"

#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <tuple>

namespace palimpsest {
namespace {

constexpr std::size_t kSamples = 3;
constexpr SalienceSettings kSettings{.tau = 0.2};

ModelKnowledge listed(const ModelKnowledge& knowledge)
{
    return modelKnowledge(std::make_shared<NormalisedModel>(listed(*knowledge.model)), kSettings);
}

std::vector<EpochModel> listed(std::vector<EpochModel> run)
{
    for (EpochModel& epoch : run) {
        epoch.model = epoch.model.usable() ? listed(epoch.model) : ModelKnowledge();
    }
    return run;
}

/// Number of parts, and whether there are OR interactions too.
class ListedPatterns : public testing::TestWithParam<std::tuple<int, bool>>
{
protected:
    static int partCount() { return std::get<0>(GetParam()); }
    static bool hasBothKinds() { return std::get<1>(GetParam()); }

    /// A model that lacks two patterns of three, each model others.
    static ModelKnowledge model(std::uint32_t seed)
    {
        const ModelKnowledge whole =
            hasBothKinds() ? knowledgeOfBothKinds(partCount(), kSamples, seed, {})
                           : knowledgeOf(randomTables(partCount(), kSamples, seed), {});
        std::mt19937 random(seed);
        NormalisedModel few = *whole.model;
        for (std::size_t x = 0; x < kSamples; ++x) {
            for (double& value : few.samples[x].values) {
                value = random() % 3 == 0 ? value : 0.0;
            }
            few.largest[x] = largestStrength(few.samples[x]);
        }
        return modelKnowledge(std::make_shared<NormalisedModel>(std::move(few)), kSettings);
    }

    static ComparedRuns runs()
    {
        return {.reference = model(1),
                .target = {{0, model(2)}, {1, ModelKnowledge()}, {2, model(3)}},
                .scratch = {{0, model(4)}, {1, model(5)}}};
    }
};

void expectEqual(const KnowledgeFigures& a, const KnowledgeFigures& b)
{
    EXPECT_EQ(a.byOrder, b.byOrder);
    EXPECT_EQ(a.byPart, b.byPart);
    EXPECT_EQ(a.completeness, b.completeness);
    EXPECT_EQ(a.values, b.values);
    EXPECT_EQ(a.nulls, b.nulls);
}

void expectEqual(const KnowledgeCurve& a, const KnowledgeCurve& b)
{
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t epoch = 0; epoch < a.size(); ++epoch) {
        expectEqual(a[epoch].pooled, b[epoch].pooled);
        for (std::size_t x = 0; x < kSamples; ++x) {
            expectEqual(a[epoch].samples[x], b[epoch].samples[x]);
        }
    }
}

TEST_P(ListedPatterns, AreAsSalientAsInAValueForEveryPattern)
{
    const ModelKnowledge dense = model(1);
    const ModelKnowledge sparse = listed(dense);
    for (std::size_t x = 0; x < kSamples; ++x) {
        EXPECT_FALSE(sparse.sample(x).patterns.isDense());
        EXPECT_EQ(largestStrength(sparse.sample(x)), largestStrength(dense.sample(x)));
        EXPECT_EQ(sparse.salient[x].threshold, dense.salient[x].threshold);
        EXPECT_EQ(countSalient(sparse.sample(x), sparse.salient[x]),
                  countSalient(dense.sample(x), dense.salient[x]));
    }
}

TEST_P(ListedPatterns, AreSplitTheSame)
{
    const ModelKnowledge a = model(1);
    const ModelKnowledge b = model(2);
    for (std::size_t x = 0; x < kSamples; ++x) {
        const Interactions& dense = a.sample(x);
        const KnowledgeSplit expected =
            splitKnowledge(dense, a.salient[x], b.sample(x), b.salient[x]);
        const Interactions sparse = listed(dense);
        for (const Interactions& other : {listed(b.sample(x)), b.sample(x)}) {
            const KnowledgeSplit split = splitKnowledge(sparse, a.salient[x], other, b.salient[x]);
            EXPECT_EQ(split.byOrder, expected.byOrder);
            EXPECT_EQ(split.byPart, expected.byPart);
            std::vector<double> shared(expected.shared.size());
            for (std::size_t index = 0; index < split.shared.size(); ++index) {
                shared[*dense.patterns.find(sparse.patterns.at(index))] = split.shared[index];
            }
            EXPECT_EQ(shared, expected.shared);
        }
    }
}

TEST_P(ListedPatterns, AreAsLike)
{
    const ModelKnowledge a = model(1);
    const ModelKnowledge b = model(2);
    for (std::size_t x = 0; x < kSamples; ++x) {
        const Interactions sparse = listed(a.sample(x));
        for (const Interactions& other : {listed(b.sample(x)), b.sample(x)}) {
            EXPECT_EQ(likeness(sparse, other), likeness(a.sample(x), b.sample(x)));
            EXPECT_EQ(likeness(other, sparse), likeness(b.sample(x), a.sample(x)));
            EXPECT_EQ(salientSetLikeness(sparse, a.salient[x], other, b.salient[x]),
                      salientSetLikeness(a.sample(x), a.salient[x], b.sample(x), b.salient[x]));
        }
    }
}

TEST_P(ListedPatterns, AreRenamedTheSame)
{
    std::mt19937 random(1);
    const PartRenaming renaming = randomRenaming(partCount(), random);
    const ModelKnowledge dense = model(1);
    for (std::size_t x = 0; x < kSamples; ++x) {
        const Interactions& of = dense.sample(x);
        const PatternMap map = patternMap(of.patterns, of.patterns, renaming);
        const Interactions expected =
            listed(Interactions{.patterns = of.patterns, .values = permuted(of.values, map)});
        EXPECT_EQ(renamed(listed(of), renaming), expected);
    }
}

// Values and nulls, of every sample and pooled.
TEST_P(ListedPatterns, GiveTheSameCurves)
{
    const ComparedRuns dense = runs();
    const ComparedRuns sparse{.reference = listed(dense.reference),
                              .target = listed(dense.target),
                              .scratch = listed(dense.scratch)};
    const NullSettings nulls{.draws = 20};
    const KnowledgeCurves expected = knowledgeCurves(dense, nulls);
    const KnowledgeCurves curves = knowledgeCurves(sparse, nulls);
    expectEqual(curves.target, expected.target);
    expectEqual(curves.scratch, expected.scratch);
    EXPECT_NE(expected.target[2].pooled.values.preservationRate, std::nullopt);

    // Where only some models are listed, too.
    ComparedRuns mixed = dense;
    mixed.target.back().model = sparse.target.back().model;
    expectEqual(knowledgeCurves(mixed, nulls).target, expected.target);
    mixed = sparse;
    mixed.target.back().model = dense.target.back().model;
    expectEqual(knowledgeCurves(mixed, nulls).target, expected.target);
}

INSTANTIATE_TEST_SUITE_P(Parts, ListedPatterns,
                         testing::Combine(testing::Values(3, 5, 7), testing::Bool()));

} // namespace
} // namespace palimpsest

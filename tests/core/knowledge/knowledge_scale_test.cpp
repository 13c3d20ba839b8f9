// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/knowledge/knowledge_scale.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

TEST(KnowledgeScale, EndsAtTheLargestOfAllEpochsAndSamples)
{
    KnowledgeCurve curve(2);
    for (EpochKnowledge& epoch : curve) {
        epoch.samples.assign(2, {.byOrder = KnowledgeAmounts(3), .byPart = KnowledgeAmounts(2)});
        epoch.pooled.byOrder = KnowledgeAmounts(3);
    }
    curve[0].samples[1].byPart.preserved = {1.0, 4.0};
    curve[1].samples[0].byPart.discarded = {2.0, 0.5};
    curve[0].samples[0].byOrder.preserved = {9.0, 1.0, 2.0}; // order 0 is of no part
    curve[1].samples[1].byOrder.gained = {0.0, 2.5, 2.0};
    curve[1].pooled.byOrder.gained = {7.0, 1.25, 1.5};
    EXPECT_EQ(largestByPart(curve), (std::array{4.0, 2.0, 0.0}));
    EXPECT_EQ(largestByOrder(curve), 2.5);
    EXPECT_EQ(largestPooledByOrder(curve), 1.5);
    EXPECT_EQ(largestOfSamples(curve), 12.0);
    EXPECT_EQ(largestByPart({}), (std::array{0.0, 0.0, 0.0}));
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/values/coarsening.h"
#include "support/fake_classifier.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

namespace palimpsest {
namespace {

constexpr int kSide = 9;

LabelMap mapOf(std::vector<std::uint8_t> labels, int partCount)
{
    LabelMap map{.width = kSide,
                 .height = kSide,
                 .parts = std::vector<Part>(static_cast<std::size_t>(partCount)),
                 .labels = std::move(labels)};
    for (const std::uint8_t label : map.labels) {
        if (label > 0) {
            ++map.parts[label - 1].pixels;
        }
    }
    return map;
}

/// A map whose pixels belong to any part or to the background.
LabelMap randomMap(int partCount, std::mt19937& random)
{
    std::vector<std::uint8_t> labels(kSide * kSide);
    for (std::size_t pixel = 0; pixel < labels.size(); ++pixel) {
        // The first pixels see to it that every part has one.
        labels[pixel] = static_cast<std::uint8_t>(
            pixel < static_cast<std::size_t>(partCount) ? pixel + 1 : random() % (partCount + 1));
    }
    return mapOf(std::move(labels), partCount);
}

LabelMap coarser(const LabelMap& map, const std::vector<int>& partOf, int partCount)
{
    std::vector<std::uint8_t> labels = map.labels;
    for (std::uint8_t& label : labels) {
        label = label == 0 ? 0 : static_cast<std::uint8_t>(partOf[label - 1] + 1);
    }
    return mapOf(std::move(labels), partCount);
}

ValueTable tableOf(const LabelMap& map)
{
    ImageTensor sample{.channels = 1, .height = kSide, .width = kSide};
    sample.values.resize(kSide * kSide);
    std::iota(sample.values.begin(), sample.values.end(), 0.5F);
    ImageTensor baseline = sample;
    std::ranges::fill(baseline.values, 0.0F);
    PictureClassifier classifier;
    return fillValueTable(
        *classifier.open({.content = PictureInput{sample, baseline}, .parts = map}), 1,
        ValueKind::LogOdds);
}

void expectSameAsExtracted(const LabelMap& fine, const std::vector<int>& partOf, int partCount)
{
    const LabelMap coarse = coarser(fine, partOf, partCount);
    ASSERT_EQ(coarsening(fine, coarse), partOf);
    EXPECT_EQ(coarsened(tableOf(fine), partOf, partCount), tableOf(coarse));
}

/// Which of `coarse` parts each of `fine` ones goes to, or −1; every coarse one gets some.
std::vector<int> randomAssignment(int fine, int coarse, std::mt19937& random)
{
    std::vector<int> partOf(static_cast<std::size_t>(fine));
    for (std::size_t i = 0; i < partOf.size(); ++i) {
        partOf[i] = i < static_cast<std::size_t>(coarse)
                        ? static_cast<int>(i)
                        : static_cast<int>(random() % (coarse + 1)) - 1;
    }
    std::ranges::shuffle(partOf, random);
    return partOf;
}

TEST(Coarsening, MergingDroppingAndReorderingEqualExtractingAgain)
{
    std::mt19937 random(4);
    for (int round = 0; round < 60; ++round) {
        const int fine = 1 + static_cast<int>(random() % 7);
        const int coarse = 1 + static_cast<int>(random() % fine);
        expectSameAsExtracted(randomMap(fine, random), randomAssignment(fine, coarse, random),
                              coarse);
    }
}

TEST(Coarsening, OfTheSamePartsIsTheTableItself)
{
    std::mt19937 random(5);
    const ValueTable table = tableOf(randomMap(4, random));
    EXPECT_EQ(coarsened(table, std::vector<int>{0, 1, 2, 3}, 4), table);
}

TEST(Coarsening, AllPartsDroppedLeaveTheWholePicture)
{
    std::mt19937 random(6);
    const ValueTable table = tableOf(randomMap(3, random));
    EXPECT_EQ(coarsened(table, std::vector<int>{-1, -1, -1}, 0).v,
              std::vector<double>{table.v.back()});
}

TEST(Coarsening, LogitsThatWereNotKeptStayAway)
{
    std::mt19937 random(7);
    ValueTable table = tableOf(randomMap(3, random));
    table.logits = Matrix<float>(0, 3);
    const ValueTable merged = coarsened(table, std::vector<int>{0, 0, 1}, 2);
    EXPECT_EQ(merged.v.size(), 4u);
    EXPECT_EQ(merged.logits, table.logits);
}

} // namespace
} // namespace palimpsest

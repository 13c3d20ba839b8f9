// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/values/value_table.h"
#include "support/expect_error.h"
#include "support/fake_classifier.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <functional>
#include <limits>

namespace palimpsest {
namespace {

LabelMap threeParts()
{
    return {.width = 3, .height = 1, .parts = {{"a", 1}, {"b", 1}, {"c", 1}}, .labels = {1, 2, 3}};
}

TEST(LogOdds, IsTheLogOfTheOddsOfSoftmax)
{
    const std::array<float, 3> logits = {1.0F, -0.5F, 2.0F};
    const double sum = std::exp(1.0) + std::exp(-0.5) + std::exp(2.0);
    for (int target = 0; target < 3; ++target) {
        const double p = std::exp(double{logits[static_cast<std::size_t>(target)]}) / sum;
        EXPECT_NEAR(logOdds(logits, target), std::log(p / (1.0 - p)), 1e-12);
        EXPECT_NEAR(probabilityOfLogOdds(logOdds(logits, target)), p, 1e-12);
    }
}

TEST(LogOdds, StaysExactWhereProbabilitiesSaturate)
{
    const std::array<float, 2> logits = {90.0F, -90.0F};
    EXPECT_EQ(logOdds(logits, 0), 180.0);
    EXPECT_EQ(logOdds(logits, 1), -180.0);
    const std::array<float, 3> huge = {3e38F, 1.0F, 1.0F};
    EXPECT_TRUE(std::isfinite(logOdds(huge, 0)));
}

TEST(LogOdds, OfOneLogitSpeaksForClassOne)
{
    const std::array<float, 1> logit = {1.5F};
    EXPECT_EQ(logOdds(logit, 1), 1.5);
    EXPECT_EQ(logOdds(logit, 0), -1.5);
}

TEST(LogOdds, RefusesAClassTheModelDoesNotHave)
{
    const std::array<float, 4> logits = {};
    expectError<BadInput>([&] { logOdds(logits, 4); }, "no class number 4");
    expectError<BadInput>([&] { logOdds(logits, -1); }, "no class number -1");
}

TEST(ValueOf, FollowsItsDefinitionForEveryKind)
{
    const std::array<float, 3> z = {1.0F, -0.5F, 2.0F};
    const double sum = std::exp(1.0) + std::exp(-0.5) + std::exp(2.0);
    const double p = std::exp(1.0) / sum;
    EXPECT_EQ(valueOf(z, 0, ValueKind::LogOdds), logOdds(z, 0));
    EXPECT_EQ(valueOf(z, 0, ValueKind::Logit), 1.0);
    EXPECT_EQ(valueOf(z, 0, ValueKind::Margin), -1.0);
    EXPECT_EQ(valueOf(z, 2, ValueKind::Margin), 1.0);
    EXPECT_NEAR(valueOf(z, 0, ValueKind::Probability), p, 1e-12);
    EXPECT_EQ(valueOf(z, 1, ValueKind::SigmoidLogOdds), -0.5);
    EXPECT_EQ(valueOf(z, 1, ValueKind::Output), -0.5);
    EXPECT_NEAR(*probabilityOf(z, 0, ValueKind::Margin), p, 1e-12);
    EXPECT_NEAR(*probabilityOf(z, 1, ValueKind::SigmoidLogOdds), 1.0 / (1.0 + std::exp(0.5)),
                1e-12);
    EXPECT_EQ(probabilityOf(z, 0, ValueKind::Output), std::nullopt);
}

TEST(ValueOf, OneOutputSpeaksForClassOneUnlessItIsANumber)
{
    const std::array<float, 1> z = {1.5F};
    for (const ValueKind kind :
         {ValueKind::LogOdds, ValueKind::Logit, ValueKind::Margin, ValueKind::SigmoidLogOdds}) {
        EXPECT_EQ(valueOf(z, 1, kind), 1.5);
        EXPECT_EQ(valueOf(z, 0, kind), -1.5);
    }
    EXPECT_NEAR(valueOf(z, 0, ValueKind::Probability) + valueOf(z, 1, ValueKind::Probability), 1.0,
                1e-15);
    EXPECT_EQ(valueOf(z, 7, ValueKind::Output), 1.5);
    expectError<BadInput>([&] { valueOf(z, 7, ValueKind::Logit); }, "no class number 7");
}

TEST(ValueOf, IsFiniteWhereTheModelIsSureAndNaNWhereItIsBroken)
{
    const float nan = std::numeric_limits<float>::quiet_NaN();
    for (const ValueKind kind : kValueKinds) {
        for (const float gap : {40.0F, 1000.0F, 3e38F}) {
            for (const int target : {0, 1}) {
                EXPECT_TRUE(std::isfinite(valueOf(std::array{gap, -gap, 0.0F}, target, kind)));
                EXPECT_TRUE(std::isfinite(valueOf(std::array{-gap}, target, kind)));
            }
        }
        EXPECT_TRUE(std::isnan(valueOf(std::array{nan, 1.0F}, 0, kind)));
        EXPECT_TRUE(std::isnan(valueOf(std::array{nan}, 0, kind)));
        EXPECT_NO_THROW(valueOf(std::array{nan, nan, nan}, 1, kind));
    }
    for (const ValueKind kind : {ValueKind::LogOdds, ValueKind::Margin, ValueKind::Probability}) {
        EXPECT_TRUE(std::isnan(valueOf(std::array{1.0F, nan, 2.0F}, 0, kind)));
        EXPECT_TRUE(std::isnan(valueOf(std::array{1.0F, 2.0F, nan}, 0, kind)));
    }
}

TEST(ValueOf, OfDoubleLogitsIsThatOfFloatOnes)
{
    const std::array<float, 3> single = {0.3F, -1.7F, 12.5F};
    const std::array<double, 3> twice = {single[0], single[1], single[2]};
    for (const ValueKind kind : kValueKinds) {
        EXPECT_EQ(valueOf(single, 1, kind), valueOf(twice, 1, kind));
    }
    EXPECT_EQ(valueOf(std::array<double, 2>{1.0 + 1e-12, 1.0}, 0, ValueKind::LogOdds),
              (1.0 + 1e-12) - 1.0);
}

TEST(ValueTable, TellsProbabilitiesFromLogitsOrElseFromV)
{
    FakeClassifier classifier([](Coalition c) { return std::vector<float>{1.0F * c, 0.0F}; }, 8);
    ValueTable table =
        fillValueTable(*classifier.open({.parts = threeParts()}), 0, ValueKind::Logit);
    EXPECT_EQ(table.v, valuesOf(table.logits, 0, ValueKind::Logit));
}

TEST(ValueTable, HoldsEveryCoalitionInOrderWhateverTheBatch)
{
    const auto answer = [](Coalition coalition) {
        return std::vector<float>{static_cast<float>(coalition), 0.0F};
    };
    for (const std::size_t batch : {1, 3, 8, 100}) {
        FakeClassifier classifier(answer, batch);
        const ValueTable table =
            fillValueTable(*classifier.open({.parts = threeParts()}), 0, ValueKind::LogOdds);
        EXPECT_EQ(table.v, (std::vector<double>{0, 1, 2, 3, 4, 5, 6, 7}));
        EXPECT_EQ(table.logits.rows, 8u);
        EXPECT_EQ(table.logits.row(5)[0], 5.0F);
        EXPECT_EQ(classifier.batches, static_cast<int>((8 + batch - 1) / batch));
        EXPECT_EQ(predictedClass(table), 0);
    }
}

TEST(PredictedClass, OfASingleLogitIsItsSign)
{
    EXPECT_EQ(predictedClass(std::vector<float>{0.5F}), 1);
    EXPECT_EQ(predictedClass(std::vector<float>{-0.5F}), 0);
}

TEST(ValueTable, LeavesOutLogitsThatAreTooLargeToKeep)
{
    const std::vector<float> many(kMaxLogitBytes / sizeof(float) / 8 + 1, 0.5F);
    FakeClassifier classifier([&](Coalition) { return many; }, 8);
    const ValueTable table =
        fillValueTable(*classifier.open({.parts = threeParts()}), 0, ValueKind::LogOdds);
    EXPECT_EQ(table.v.size(), 8u);
    EXPECT_EQ(table.logits.rows, 0u);
    EXPECT_EQ(table.logits.columns, many.size());
    EXPECT_EQ(predictedClass(table), -1);
}

TEST(ValueTable, StopsWithinABatchWhenAskedTo)
{
    FakeClassifier classifier([](Coalition) { return std::vector<float>{0.0F, 1.0F}; }, 2);
    const Progress stopAtFour = [](std::size_t done, std::size_t total) {
        EXPECT_EQ(total, 8u);
        return done < 4;
    };
    EXPECT_THROW(fillValueTable(*classifier.open({.parts = threeParts()}), 0, ValueKind::LogOdds,
                                stopAtFour),
                 Cancelled);
    EXPECT_EQ(classifier.batches, 2);
}

TEST(ValueTable, CountsValuesThatAreNotFinite)
{
    const auto answer = [](Coalition coalition) {
        return std::vector<float>{coalition == 3 ? std::numeric_limits<float>::quiet_NaN() : 1.0F,
                                  0.0F};
    };
    FakeClassifier classifier(answer, 8);
    EXPECT_EQ(
        nonFiniteCount(
            fillValueTable(*classifier.open({.parts = threeParts()}), 0, ValueKind::LogOdds).v),
        1u);
}

TEST(ValueTable, ContinuedFromAnyBatchItIsTheSame)
{
    const auto answer = [](Coalition coalition) {
        return std::vector<float>{std::sin(static_cast<float>(coalition)), 0.5F};
    };
    FakeClassifier classifier(answer, 3);
    const ValueTable whole =
        fillValueTable(*classifier.open({.parts = threeParts()}), 0, ValueKind::LogOdds);
    for (const std::size_t rows : {0, 3, 6, 8}) {
        ValueTable table = whole;
        table.v.resize(rows);
        table.logits.rows = rows;
        table.logits.data.resize(2 * rows);
        classifier.batches = 0;
        continueValueTable(table, *classifier.open({.parts = threeParts()}), 0, ValueKind::LogOdds,
                           [&](std::size_t done, std::size_t) {
                               EXPECT_EQ(table.v.size(), done);
                               return true;
                           });
        EXPECT_EQ(table, whole);
        EXPECT_EQ(classifier.batches, static_cast<int>((8 - rows + 2) / 3));
    }
}

/// n parts of one pixel each.
LabelMap partsInARow(int n)
{
    LabelMap map{.width = n, .height = 1};
    for (int part = 0; part < n; ++part) {
        map.parts.push_back({"p" + std::to_string(part), 1});
        map.labels.push_back(static_cast<std::uint8_t>(part + 1));
    }
    return map;
}

/// Its float logits are off by a thousandth times the number of parts.
class InexactClassifier : public FakeClassifier
{
public:
    InexactClassifier()
        : FakeClassifier(
              [](Coalition coalition) {
                  return std::vector<float>{exact(coalition) + 1e-3F * std::popcount(coalition),
                                            0.0F};
              },
              16)
    {
    }

    Matrix<double> exactLogits(const ModelInput&, std::span<const Coalition> coalitions) override
    {
        Matrix<double> result(coalitions.size(), 2);
        for (std::size_t i = 0; i < coalitions.size(); ++i) {
            result.row(i)[0] = exact(coalitions[i]);
        }
        return result;
    }

private:
    static float exact(Coalition coalition) { return 0.25F * static_cast<float>(coalition % 7); }
};

TEST(NumericalNoise, IsWhatSinglePrecisionAddsToV)
{
    InexactClassifier classifier;
    const LabelMap three = threeParts();
    ValueTable table = fillValueTable(*classifier.open({.parts = three}), 0, ValueKind::LogOdds);
    EXPECT_EQ(numericalNoise(table, 0, ValueKind::LogOdds), std::nullopt);
    table.exact = exactLogits(*classifier.open({.parts = three}));
    ASSERT_EQ(table.exact.coalitions.size(), 8u); // there are no more
    const auto noise = numericalNoise(table, 0, ValueKind::LogOdds);
    ASSERT_TRUE(noise);
    EXPECT_NEAR(noise->bound, 3e-3, 1e-6);
    // 0, 1, 2 and 3 thousandths, 1, 3, 3 and 1 times: a binomial of variance 3/4.
    EXPECT_NEAR(noise->sigma, 1e-3 * std::sqrt(0.75), 1e-6);
    // The same from v alone, where logits were too large to keep.
    table.logits = Matrix<float>(0, 2);
    EXPECT_NEAR(numericalNoise(table, 0, ValueKind::LogOdds)->bound, 3e-3, 1e-6);
}

TEST(NumericalNoise, LooksAtSixtyFourDifferentCoalitionsAlwaysTheSame)
{
    InexactClassifier classifier;
    const ExactLogits exact = exactLogits(*classifier.open({.parts = partsInARow(9)}));
    EXPECT_EQ(exact.coalitions.size(), kExactCoalitions);
    EXPECT_EQ(std::ranges::adjacent_find(exact.coalitions, std::greater_equal()),
              exact.coalitions.end());
    EXPECT_EQ(exactLogits(*classifier.open({.parts = partsInARow(9)})), exact);
}

TEST(NumericalNoise, IsUnknownOfModelsThatRunInSinglePrecisionOnly)
{
    PictureClassifier classifier;
    const ImageTensor picture{.channels = 1, .height = 1, .width = 3, .values = {1, 2, 3}};
    EXPECT_EQ(exactLogits(*classifier.open(
                  {.content = PictureInput{picture, picture}, .parts = threeParts()})),
              ExactLogits{});
}

} // namespace
} // namespace palimpsest

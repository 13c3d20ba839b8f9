// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/models/probe_fit.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace palimpsest {
namespace {

/// Two-dimensional samples of classes on a circle, in turn.
LabelledFeatures circle(std::size_t count, int classes, double noise, std::uint32_t seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<double> normal;
    LabelledFeatures samples{.features = Matrix<float>(count, 2)};
    for (std::size_t i = 0; i < count; ++i) {
        const int label = static_cast<int>(i) % classes;
        samples.labels.push_back(label);
        const double angle = 6.283185307179586 * label / classes;
        samples.features.row(i)[0] = static_cast<float>(std::cos(angle) + noise * normal(random));
        samples.features.row(i)[1] = static_cast<float>(std::sin(angle) + noise * normal(random));
    }
    return samples;
}

const std::vector<std::string> kNames = {"ant", "bee", "cat"};

bool hasWarning(const ProbeFit& fit, const std::string& text)
{
    return std::ranges::any_of(fit.warnings, [&](const std::string& warning) {
        return warning.find(text) != std::string::npos;
    });
}

TEST(ValidationSamples, AreTheShareOfEveryClassAndDependOnTheSeed)
{
    std::vector<int> labels(40, 0);
    std::fill(labels.begin() + 30, labels.end(), 1);
    labels.push_back(2);
    const auto chosen = validationSamples(labels, 3, {.validationShare = 0.2});
    EXPECT_TRUE(std::ranges::is_sorted(chosen));
    EXPECT_EQ(std::ranges::count_if(chosen, [](std::size_t i) { return i < 30; }), 6);
    EXPECT_EQ(std::ranges::count_if(chosen, [](std::size_t i) { return i >= 30 && i < 40; }), 2);
    EXPECT_EQ(chosen.size(), 8u) << "the only sample of a class is trained on";
    EXPECT_EQ(chosen, validationSamples(labels, 3, {.validationShare = 0.2}));
    EXPECT_NE(chosen, validationSamples(labels, 3, {.validationShare = 0.2, .seed = 1}));
    EXPECT_TRUE(validationSamples(labels, 3, {.validationShare = 0.0}).empty());
}

TEST(ValidationSamples, LeaveBothSidesASampleOfAPair)
{
    EXPECT_EQ(validationSamples({0, 0, 1, 1}, 2, {.validationShare = 0.01}).size(), 2u);
    EXPECT_EQ(validationSamples({0, 0, 1, 1}, 2, {.validationShare = 0.9}).size(), 2u);
}

TEST(FitProbe, ChoosesTheCOfTheSmallestCrossEntropyAndFitsAgainOnAll)
{
    const LabelledFeatures train = circle(90, 3, 0.6, 1);
    const LabelledFeatures test = circle(60, 3, 0.6, 2);
    const ProbeFit fit = fitProbe(train, test, kNames, {});
    ASSERT_EQ(fit.tried.size(), 9u);
    for (const TriedC& tried : fit.tried) {
        EXPECT_GE(tried.validation.crossEntropy, fit.validation->crossEntropy);
    }
    EXPECT_GT(fit.tried.front().validation.crossEntropy, fit.validation->crossEntropy + 0.1);
    EXPECT_EQ(fit.validationCounts, (std::vector<std::size_t>{6, 6, 6}));
    EXPECT_EQ(fit.classifier, fitLogisticRegression(train, 3, fit.c).classifier);
    EXPECT_EQ(fit.test, fitness(fit.classifier, test));
    EXPECT_GT(fit.test->accuracy, 0.6);
    EXPECT_FALSE(hasWarning(fit, "chance"));
}

TEST(FitProbe, AGivenCNeedsNoValidation)
{
    const LabelledFeatures train = circle(30, 3, 0.3, 1);
    const ProbeOptions options{.grid = {0.5}, .validationShare = 0.0};
    const ProbeFit fit = fitProbe(train, {}, kNames, options);
    EXPECT_EQ(fit.c, 0.5);
    EXPECT_TRUE(fit.tried.empty());
    EXPECT_FALSE(fit.validation);
    EXPECT_FALSE(fit.test);
    EXPECT_EQ(fit.classifier, fitLogisticRegression(train, 3, 0.5).classifier);
}

TEST(FitProbe, RefusesWhatMakesNoSense)
{
    const LabelledFeatures train = circle(30, 3, 0.3, 1);
    expectError<BadInput>([&] { fitProbe(train, {}, kNames, {.validationShare = 0.0}); }, "or a C");
    expectError<BadInput>([&] { fitProbe(train, {}, kNames, {.validationShare = 1.0}); }, "[0, 1)");
    expectError<BadInput>([&] { fitProbe(train, {}, kNames, {.grid = {0.0}}); }, "positive");
}

TEST(FitProbe, WarnsOfChanceOfSingleSamplesAndOfTheEdgeOfTheGrid)
{
    const LabelledFeatures hopeless = circle(60, 3, 1000.0, 1);
    const ProbeFit fit = fitProbe(hopeless, circle(60, 3, 1000.0, 2), kNames, {});
    EXPECT_TRUE(hasWarning(fit, "hardly better than chance"));

    LabelledFeatures train = circle(30, 2, 0.01, 1);
    train.features.data.insert(train.features.data.end(), {-3.0F, 4.0F});
    train.features.rows += 1;
    train.labels.push_back(2);
    const ProbeFit single = fitProbe(train, {}, kNames, {});
    EXPECT_TRUE(hasWarning(single, "single training picture: \"cat\""));
    EXPECT_TRUE(hasWarning(single, "C = 10000 is the largest that was tried"));
    EXPECT_FALSE(hasWarning(single, "chance"));
}

TEST(FitProbe, ChanceIsThatOfGuessingWhereTheMostFrequentClassIsNotTested)
{
    LabelledFeatures test = circle(30, 3, 0.01, 2);
    std::ranges::fill(test.labels, 1); // of which a third look so
    const ProbeFit fit = fitProbe(circle(90, 3, 0.01, 1), test, kNames, {});
    ASSERT_DOUBLE_EQ(fit.test->accuracy, 1.0 / 3.0);
    EXPECT_TRUE(hasWarning(fit, "33.3 % of 30 pictures are right, and guessing gets 33.3 %"));
}

TEST(FitProbe, AllOfAFewSamplesIsNoChance)
{
    const ProbeFit fit = fitProbe(circle(12, 3, 0.01, 1), circle(2, 3, 0.01, 2), kNames, {});
    ASSERT_EQ(fit.test->accuracy, 1.0);
    EXPECT_FALSE(hasWarning(fit, "chance"));
}

TEST(FitProbe, ReportsEveryCAndStops)
{
    const LabelledFeatures train = circle(30, 3, 0.3, 1);
    std::size_t last = 0;
    const Progress count = [&](std::size_t done, std::size_t total) {
        EXPECT_EQ(total, 10u);
        EXPECT_GE(done, last);
        last = done;
        return true;
    };
    fitProbe(train, {}, kNames, {}, count);
    EXPECT_EQ(last, 9u);
    const Progress stop = [](std::size_t done, std::size_t) { return done < 4; };
    EXPECT_THROW(fitProbe(train, {}, kNames, {}, stop), Cancelled);
}

} // namespace
} // namespace palimpsest

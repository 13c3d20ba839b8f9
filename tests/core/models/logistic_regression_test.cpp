// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Optima have closed properties, and scikit-learn 1.2.1 says where one lies.

#include "core/base/error.h"
#include "core/models/logistic_regression.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>

namespace palimpsest {
namespace {

/// Normal features of rows, the first of which tell the class, in units of `scale`.
LabelledFeatures clouds(std::size_t rows, std::size_t columns, int classes, double distance,
                        double scale = 1.0)
{
    std::mt19937 random(7);
    std::normal_distribution<double> normal;
    LabelledFeatures samples{.features = Matrix<float>(rows, columns)};
    for (std::size_t i = 0; i < rows; ++i) {
        const int label = static_cast<int>(i) % classes;
        samples.labels.push_back(label);
        for (std::size_t j = 0; j < columns; ++j) {
            const double own = static_cast<int>(j) == label ? distance : 0.0;
            samples.features.row(i)[j] = static_cast<float>(scale * (normal(random) + own));
        }
    }
    return samples;
}

/// Gradient of C Σ loss + ½‖W‖² by W and, in the last column, by b.
Matrix<double> gradient(const LabelledFeatures& samples, const LinearClassifier& classifier,
                        double c, Link link = Link::Softmax)
{
    const std::size_t columns = samples.features.columns;
    const std::size_t classes = classifier.biases.size();
    Matrix<double> result(classes, columns + 1);
    for (std::size_t k = 0; k < classes; ++k) {
        std::ranges::copy(classifier.weights.row(k), result.row(k).begin());
    }
    for (std::size_t i = 0; i < samples.labels.size(); ++i) {
        const auto x = samples.features.row(i);
        std::vector<double> powers(classes);
        double sum = 0.0;
        for (std::size_t k = 0; k < classes; ++k) {
            double logit = classifier.biases[k];
            for (std::size_t j = 0; j < columns; ++j) {
                logit += classifier.weights.row(k)[j] * x[j];
            }
            powers[k] = std::exp(logit);
            sum += powers[k];
        }
        for (std::size_t k = 0; k < classes; ++k) {
            const bool isOwn = static_cast<int>(k) == samples.labels[i];
            const double all = link == Link::Softmax ? sum : 1.0 + powers[k];
            const double delta = c * (powers[k] / all - (isOwn ? 1.0 : 0.0));
            for (std::size_t j = 0; j < columns; ++j) {
                result.row(k)[j] += delta * x[j];
            }
            result.row(k)[columns] += delta;
        }
    }
    return result;
}

double largest(const Matrix<double>& matrix)
{
    double most = 0.0;
    for (const double value : matrix.data) {
        most = std::max(most, std::abs(value));
    }
    return most;
}

TEST(LogisticRegression, OfSigmoidsIsAtTheOptimumOfEachClassByItself)
{
    const LabelledFeatures samples = clouds(90, 4, 3, 1.5);
    const LogisticFit fit = fitLogisticRegression(samples, 3, 0.5, {}, Link::Sigmoid);
    EXPECT_TRUE(fit.converged);
    EXPECT_LT(largest(gradient(samples, fit.classifier, 0.5, Link::Sigmoid)), 1e-5);
    EXPECT_GT(largest(gradient(samples, fit.classifier, 0.5, Link::Softmax)), 1e-1);

    double squares = 0.0;
    for (const double weight : fit.classifier.weights.data) {
        squares += weight * weight;
    }
    const double loss = fitness(fit.classifier, samples, Link::Sigmoid).crossEntropy;
    EXPECT_NEAR(fit.objective, 0.5 * 90 * loss + 0.5 * squares, 1e-9 * fit.objective);
    EXPECT_THROW(fitLogisticRegression(clouds(9, 4, 1, 1.0), 1, 1.0, {}, Link::Sigmoid), BadInput);
}

TEST(LogisticRegression, TheGradientVanishesAtTheOptimum)
{
    const LabelledFeatures samples = clouds(90, 12, 3, 1.0);
    for (const double c : {1e-4, 1e-2, 1.0, 1e2, 1e4}) {
        const LogisticFit fit = fitLogisticRegression(samples, 3, c);
        EXPECT_TRUE(fit.converged) << c;
        EXPECT_LT(largest(gradient(samples, fit.classifier, c)), 1e-5 * std::max(1.0, c)) << c;
    }
}

TEST(LogisticRegression, FeaturesOfAnyScaleConverge)
{
    LabelledFeatures samples = clouds(90, 12, 3, 1.0);
    for (std::size_t i = 0; i < samples.features.rows; ++i) {
        for (std::size_t j = 0; j < 12; ++j) {
            float& x = samples.features.row(i)[j];
            x = x * std::pow(10.0F, static_cast<float>(j % 4) - 2.0F) + 3.0F;
        }
    }
    const LogisticFit fit = fitLogisticRegression(samples, 3, 10.0);
    EXPECT_TRUE(fit.converged);
    EXPECT_LT(fit.evaluations, 300);
    EXPECT_LT(largest(gradient(samples, fit.classifier, 10.0)), 1e-4);
}

TEST(LogisticRegression, OfTwoClassesOneIsTheOtherTurnedRound)
{
    const LabelledFeatures samples = clouds(40, 3, 2, 0.5);
    const LinearClassifier classifier = fitLogisticRegression(samples, 2, 1.0).classifier;
    for (std::size_t j = 0; j < 3; ++j) {
        EXPECT_NEAR(classifier.weights.row(0)[j], -classifier.weights.row(1)[j], 1e-8);
        EXPECT_NE(classifier.weights.row(0)[j], 0.0);
    }
    EXPECT_NEAR(classifier.biases[0], -classifier.biases[1], 1e-8);
}

TEST(LogisticRegression, WithoutInformationItNamesTheSharesOfTheClasses)
{
    LabelledFeatures samples{.features = Matrix<float>(10, 2),
                             .labels = {0, 0, 0, 0, 0, 0, 1, 1, 1, 2}};
    const LinearClassifier classifier = fitLogisticRegression(samples, 3, 1.0).classifier;
    EXPECT_NEAR(classifier.biases[0] - classifier.biases[1], std::log(2.0), 1e-7);
    EXPECT_NEAR(classifier.biases[1] - classifier.biases[2], std::log(3.0), 1e-7);
    EXPECT_EQ(largest(classifier.weights), 0.0);
}

TEST(LogisticRegression, SeparableClassesHaveAFiniteOptimum)
{
    const LabelledFeatures samples = clouds(60, 5, 3, 20.0);
    double before = 0.0;
    for (const double c : {1e-2, 1.0, 1e2, 1e4}) {
        const LogisticFit fit = fitLogisticRegression(samples, 3, c);
        EXPECT_TRUE(fit.converged) << c;
        EXPECT_EQ(fitness(fit.classifier, samples).accuracy, 1.0);
        EXPECT_GT(largest(fit.classifier.weights), before);
        before = largest(fit.classifier.weights);
    }
    EXPECT_LT(before, 10.0);
}

/// The samples scikit-learn was asked about: numbers any program can repeat.
LabelledFeatures repeatable()
{
    constexpr std::size_t kRows = 60;
    constexpr std::array kScale = {0.5, 1.0, 2.0, 1.0, 4.0};
    std::uint64_t state = 12345;
    const auto uniform = [&] {
        state = (state * 1103515245 + 12345) % (std::uint64_t{1} << 31);
        return static_cast<double>(state) / static_cast<double>(std::uint64_t{1} << 31);
    };
    LabelledFeatures samples{.features = Matrix<float>(kRows, kScale.size())};
    for (std::size_t i = 0; i < kRows; ++i) {
        samples.labels.push_back(static_cast<int>(i % 3));
        for (std::size_t j = 0; j < kScale.size(); ++j) {
            const double first = uniform();
            const double second = uniform();
            const double noise = first + second + uniform() - 1.5;
            const double own = i % 3 == j ? 0.4 * kScale[j] : 0.0;
            samples.features.row(i)[j] =
                static_cast<float>(noise * kScale[j] + (j == 3 ? 5.0 : 0.0) + own);
        }
    }
    return samples;
}

struct Reference
{
    double c;
    std::array<double, 15> weights;
    std::array<double, 3> biases; ///< moved to a mean of zero
};

// LogisticRegression(C=c, multi_class="multinomial", solver="newton-cg", tol=1e-13)
constexpr std::array<Reference, 3> kReferences = {
    Reference{0.01,
              {0.02247424146256039, -0.013066563137854202, -0.045561061539335826,
               -0.03695888141732015, -0.024788532277792066, -0.016150387679998525,
               0.06503260642981236, -0.07258162021729055, 0.015092783113523855,
               -0.022560939129646962, -0.006323853782561867, -0.05196604329195816,
               0.11814268175662636, 0.02186609830379634, 0.047349471407439024},
              {0.20679134611856562, -0.05398359515777487, -0.15280775096079072}},
    Reference{1.0,
              {1.1910058607926786, -0.2619249292064007, -0.3936654979625445, -0.86705936736345,
               -0.04071122386488562, -0.8370296622569459, 1.3948773517170079, -0.4091113266638938,
               0.36064073293049304, -0.07326620422304625, -0.35397619853573153, -1.132952422510607,
               0.802776824626434, 0.5064186344329523, 0.11397742808795233},
              {4.625879874433627, -1.7253619845131076, -2.9005178899205193}},
    Reference{100.0,
              {3.250284755331628, -0.5377244416163022, -0.5510337794085586, -1.449153646995069,
               0.009066919742315558, -2.5321776429236524, 2.510080159173617, -0.45072391524798977,
               0.8216138585443626, -0.1341875649326761, -0.7181071124079743, -1.9723557175573017,
               1.0017576946565474, 0.6275397884506939, 0.1251206451904662},
              {7.604500274097831, -4.116821458673298, -3.4876788154245335}}};

TEST(LogisticRegression, AgreesWithScikitLearn)
{
    const LabelledFeatures samples = repeatable();
    for (const Reference& reference : kReferences) {
        const LogisticFit fit = fitLogisticRegression(samples, 3, reference.c);
        for (std::size_t i = 0; i < reference.weights.size(); ++i) {
            EXPECT_NEAR(fit.classifier.weights.data[i], reference.weights[i], 1e-6) << reference.c;
        }
        for (std::size_t k = 0; k < 3; ++k) {
            EXPECT_NEAR(fit.classifier.biases[k], reference.biases[k], 1e-6) << reference.c;
        }
    }
}

TEST(LogisticRegression, FitnessIsThatOfTheSoftmax)
{
    const LinearClassifier classifier{.weights = Matrix<double>(2, 1), .biases = {0.0, 0.0}};
    const LabelledFeatures samples{.features = Matrix<float>(4, 1), .labels = {0, 0, 0, 1}};
    EXPECT_NEAR(fitness(classifier, samples).crossEntropy, std::log(2.0), 1e-12);
    EXPECT_EQ(fitness(classifier, samples).accuracy, 0.75) << "of equal logits the first counts";
    LinearClassifier leaning = classifier;
    leaning.biases = {std::log(3.0), 0.0};
    EXPECT_EQ(fitness(leaning, samples).accuracy, 0.75);
    EXPECT_NEAR(fitness(leaning, samples).crossEntropy,
                -0.75 * std::log(0.75) - 0.25 * std::log(0.25), 1e-12);
}

TEST(LogisticRegression, WhatHasNoOptimumIsRefused)
{
    LabelledFeatures samples = clouds(9, 2, 3, 1.0);
    expectError<BadInput>([&] { fitLogisticRegression(samples, 4, 1.0); }, "Class 3 has no");
    samples.features.data[5] = std::numeric_limits<float>::quiet_NaN();
    expectError<BadInput>([&] { fitLogisticRegression(samples, 3, 1.0); }, "not finite");
}

TEST(LogisticRegression, StopsWhenTold)
{
    const LabelledFeatures samples = clouds(90, 12, 3, 1.0);
    const Progress stop = [](std::size_t done, std::size_t) { return done < 3; };
    EXPECT_THROW(fitLogisticRegression(samples, 3, 1.0, stop), Cancelled);
}

} // namespace
} // namespace palimpsest

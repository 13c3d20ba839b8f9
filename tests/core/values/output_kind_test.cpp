// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/values/output_kind.h"
#include "core/values/unit_values.h"
#include "core/values/value_function.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

namespace palimpsest {
namespace {

constexpr auto kNaN = std::numeric_limits<float>::quiet_NaN();

Matrix<float> rowsOf(std::size_t rows, std::size_t columns, auto entry)
{
    Matrix<float> matrix(rows, columns);
    std::mt19937 random(3);
    std::normal_distribution<double> normal(0.0, 2.0);
    for (std::size_t i = 0; i < rows; ++i) {
        std::vector<double> z(columns);
        std::ranges::generate(z, [&] { return normal(random); });
        for (std::size_t j = 0; j < columns; ++j) {
            matrix.row(i)[j] = static_cast<float>(entry(z, j));
        }
    }
    return matrix;
}

double logsumexp(const std::vector<double>& z)
{
    double sum = 0.0;
    for (const double value : z) {
        sum += std::exp(value);
    }
    return std::log(sum);
}

double itself(const std::vector<double>& z, std::size_t j)
{
    return z[j];
}
double softmax(const std::vector<double>& z, std::size_t j)
{
    return std::exp(z[j] - logsumexp(z));
}
double logSoftmax(const std::vector<double>& z, std::size_t j)
{
    return z[j] - logsumexp(z);
}
double sigmoid(const std::vector<double>& z, std::size_t j)
{
    return 1.0 / (1.0 + std::exp(-z[j]));
}

using Kinds = std::vector<OutputKind>;
const Kinds kOpen = {OutputKind::Logits, OutputKind::IndependentProbabilities};

TEST(OutputKinds, AreToldApart)
{
    for (const std::size_t classes : {2, 3, 10, 1000}) {
        EXPECT_EQ(decideOutputs(rowsOf(8, classes, itself)).kind, OutputKind::Logits);
        EXPECT_EQ(decideOutputs(rowsOf(8, classes, softmax)).kind, OutputKind::Probabilities);
        EXPECT_EQ(decideOutputs(rowsOf(8, classes, logSoftmax)).kind, OutputKind::LogProbabilities);
        const OutputDecision open = decideOutputs(rowsOf(8, classes, sigmoid));
        EXPECT_EQ(open.kind, std::nullopt);
        EXPECT_EQ(open.candidates, kOpen);
    }
}

TEST(OutputKinds, OneRowThatIsNoProbabilityMakesLogits)
{
    Matrix<float> rows = rowsOf(8, 3, softmax);
    rows.row(5)[0] += 0.01F; // a sum of 1.01: nearly, so somebody has to say it
    EXPECT_EQ(decideOutputs(rows).candidates.size(), 3u);
    rows.row(5)[0] = -0.5F;
    EXPECT_EQ(decideOutputs(rows).kind, OutputKind::Logits);
    rows.row(5)[0] = 1.5F;
    EXPECT_EQ(decideOutputs(rows).kind, OutputKind::Logits);
}

TEST(OutputKinds, RoundingAndSaturationChangeNothing)
{
    const Matrix<float> halves = rowsOf(8, 200, [](const auto& z, std::size_t j) {
        return std::round(softmax(z, j) * 2048.0) / 2048.0 + (j == 0 ? 1e-7 : -1e-7);
    });
    const Matrix<float> certain =
        rowsOf(8, 4, [](const auto& z, std::size_t j) { return z[j] > 0.0 ? 1.0 : 0.0; });
    const Matrix<float> oneHot =
        rowsOf(8, 4, [](const auto& z, std::size_t j) { return j == (z[0] > 0 ? 1u : 2u); });
    EXPECT_EQ(decideOutputs(halves).kind.value_or(OutputKind::Probabilities),
              OutputKind::Probabilities);
    EXPECT_EQ(decideOutputs(certain).candidates.front(), OutputKind::Logits);
    EXPECT_EQ(decideOutputs(oneHot).kind, OutputKind::Probabilities);
}

TEST(OutputKinds, OfASingleOutputAreAskedWhenItMayBeAProbability)
{
    EXPECT_EQ(decideOutputs(rowsOf(8, 1, itself)).kind, OutputKind::Logits);
    const OutputDecision open = decideOutputs(rowsOf(8, 1, sigmoid));
    EXPECT_EQ(open.candidates, kOpen);
    EXPECT_NE(open.evidence.find("a single output"), std::string::npos) << open.evidence;
    expectError<UndecidedOutputs>([&] { throw UndecidedOutputs("run/3", open); },
                                  "run/3 answers with a single output");
    EXPECT_TRUE(open.isSingle);
    expectError<UndecidedOutputs>([&] { throw UndecidedOutputs("run/3", open); },
                                  "taken to speak for the second class");
    EXPECT_NE(describe(OutputKind::Logits, true).find("second class"), std::string::npos);
    EXPECT_FALSE(decideOutputs(rowsOf(8, 2, itself)).isSingle);
}

TEST(OutputKinds, AreNotTakenForWhatTheirNumbersCannotBe)
{
    const OutputDecision open = decideOutputs(rowsOf(8, 3, sigmoid));
    EXPECT_EQ(decidedOutputs("It", open, OutputKind::Logits), OutputKind::Logits);
    expectError<UndecidedOutputs>(
        [&] { decidedOutputs("It", open, OutputKind::LogProbabilities); },
        open.evidence +
            ". These cannot be log-probabilities (log-softmax), which are never above 0");
    expectError<UndecidedOutputs>([&] { decidedOutputs("It", open, OutputKind::Probabilities); },
                                  "sum to 1 in every answer. These may be logits or");
    expectError<UndecidedOutputs>([&] { decidedOutputs("It", open, {}); }, ". These may be logits");

    Matrix<float> roughly = rowsOf(8, 3, softmax);
    roughly.row(5)[0] += 0.01F;
    EXPECT_EQ(decidedOutputs("It", decideOutputs(roughly), OutputKind::Probabilities),
              OutputKind::Probabilities);
}

TEST(OutputKinds, AreWhatIsSaidWhereTheNumbersMayBeThat)
{
    const OutputDecision ofSoftmax = decideOutputs(rowsOf(8, 3, softmax));
    EXPECT_EQ(decidedOutputs("It", ofSoftmax, OutputKind::Logits), OutputKind::Logits);
    EXPECT_NE(looksOtherwise(ofSoftmax, OutputKind::Logits).find("every answer sums to 1"),
              std::string::npos);
    EXPECT_EQ(looksOtherwise(ofSoftmax, OutputKind::Probabilities), "");
    const OutputDecision ofLogits = decideOutputs(rowsOf(8, 3, itself));
    EXPECT_EQ(looksOtherwise(ofLogits, OutputKind::Logits), "");
    EXPECT_EQ(decidedOutputs("It", ofLogits, OutputKind::Logits), OutputKind::Logits);
    for (const OutputKind kind : {OutputKind::Probabilities, OutputKind::LogProbabilities,
                                  OutputKind::IndependentProbabilities}) {
        expectError<BadInput>([&] { decidedOutputs("run/3", ofLogits, kind); },
                              "These cannot be " + describe(kind));
        EXPECT_NE(looksOtherwise(ofLogits, kind).find("cannot be"), std::string::npos);
    }
    EXPECT_EQ(decidedOutputs("It", {}, OutputKind::Probabilities), OutputKind::Probabilities)
        << "there is nothing to decide by";
}

TEST(OutputKinds, ANewHeadOfZerosIsOneOfLogitsAndNoNumbersAreNothing)
{
    EXPECT_EQ(decideOutputs(Matrix<float>(8, 4)).kind, OutputKind::Logits);
    EXPECT_EQ(decideOutputs(Matrix<float>(8, 1)).kind, OutputKind::Logits);
    const Matrix<float> broken = rowsOf(8, 3, [](const auto&, std::size_t) { return kNaN; });
    EXPECT_EQ(decideOutputs(broken), OutputDecision());
    EXPECT_EQ(decideOutputs({}), OutputDecision());
}

TEST(OutputKinds, AreDecidedByNothingAllAndSomeBetween)
{
    const std::vector<Coalition> coalitions = decidingCoalitions(10);
    EXPECT_EQ(coalitions.size(), kDecidingMaskings);
    EXPECT_EQ(coalitions.front(), 0u);
    EXPECT_EQ(coalitions.back(), fullCoalition(10));
    EXPECT_EQ(decidingCoalitions(2), (std::vector<Coalition>{0, 1, 2, 3}));
    EXPECT_EQ(decidingCoalitions(0), (std::vector<Coalition>{0}));
}

/// The formula itself, on p in double.
double logOddsOfProbabilities(std::span<const float> p, std::size_t t)
{
    double others = 0.0;
    for (std::size_t j = 0; j < p.size(); ++j) {
        others += j == t ? 0.0 : static_cast<double>(p[j]);
    }
    return std::log(static_cast<double>(p[t])) - std::log(others);
}

TEST(ValuesOfProbabilities, AreTheLogOddsOfTheLogitsTheyWereMadeOf)
{
    const ValueFunction function(ValueKind::LogOdds, OutputKind::Probabilities);
    const Matrix<float> logits = rowsOf(20, 7, itself);
    const Matrix<float> probabilities = rowsOf(20, 7, softmax);
    for (std::size_t i = 0; i < 20; ++i) {
        for (int t = 0; t < 7; ++t) {
            const double v = valueOf(probabilities.row(i), t, function);
            EXPECT_NEAR(v, valueOf(logits.row(i), t, ValueKind::LogOdds), 1e-5);
            EXPECT_NEAR(v, logOddsOfProbabilities(probabilities.row(i), t), 1e-12);
            EXPECT_NEAR(*probabilityOf(probabilities.row(i), t, function),
                        static_cast<double>(probabilities.row(i)[t]), 1e-6);
            EXPECT_NEAR(
                valueOf(probabilities.row(i), t, {ValueKind::Margin, OutputKind::Probabilities}),
                valueOf(logits.row(i), t, ValueKind::Margin), 1e-5);
        }
    }
}

TEST(ValuesOfProbabilities, TakeZeroForTheSmallestNormalFloatAndSayIt)
{
    const ValueFunction function(ValueKind::LogOdds, OutputKind::Probabilities);
    const double floor = std::log(static_cast<double>(std::numeric_limits<float>::min()));
    const std::vector<float> certain = {1.0F, 0.0F, 0.0F};
    EXPECT_NEAR(valueOf(certain, 1, function), floor, 1e-12);
    EXPECT_NEAR(valueOf(certain, 0, function), -floor - std::log(2.0), 1e-12);
    EXPECT_TRUE(isFloored(certain, 0, function));
    EXPECT_TRUE(isFloored(certain, 1, function));
    EXPECT_FALSE(isFloored(std::vector<float>{0.5F, 0.5F, 0.0F}, 0, function));
    EXPECT_FALSE(isFloored(certain, 1, ValueKind::LogOdds)); // logits may be 0
    EXPECT_TRUE(std::isnan(valueOf(std::vector<float>{-0.5F, 1.5F}, 0, function)));
    for (const int none : {-1, 3}) {
        expectError<BadInput>([&] { isFloored(certain, none, function); }, "there is no class");
    }

    ValueTable table{.partCount = 1,
                     .v = {floor, 0.0},
                     .logits = Matrix<float>(2, 2),
                     .exact = {},
                     .outputs = OutputKind::Probabilities};
    table.logits.data = {0.0F, 1.0F, 0.5F, 0.5F};
    EXPECT_EQ(unitValues(table, 0, ValueKind::LogOdds).floored, 1u);
    EXPECT_EQ(flooredText(1, 1), "1 of 2 maskings with a probability of 0, taken as 1.2e-38");
    EXPECT_EQ(flooredText(0, 1), "");
}

TEST(ValuesOfIndependentProbabilities, AreTheLogitsOfTheirSigmoids)
{
    const Matrix<float> logits = rowsOf(20, 5, itself);
    const Matrix<float> probabilities = rowsOf(20, 5, sigmoid);
    for (std::size_t i = 0; i < 20; ++i) {
        for (int t = 0; t < 5; ++t) {
            const double z = static_cast<double>(logits.row(i)[t]);
            for (const ValueKind kind : {ValueKind::LogOdds, ValueKind::SigmoidLogOdds}) {
                EXPECT_NEAR(
                    valueOf(probabilities.row(i), t, {kind, OutputKind::IndependentProbabilities}),
                    z, 1e-4);
            }
        }
    }
    const ValueFunction function(ValueKind::LogOdds, OutputKind::IndependentProbabilities);
    const std::vector<float> one = {0.75F}; // of class 1
    EXPECT_NEAR(valueOf(one, 1, function), std::log(3.0), 1e-12);
    EXPECT_NEAR(valueOf(one, 0, function), -std::log(3.0), 1e-12);
    EXPECT_EQ(predictedClass(one, OutputKind::IndependentProbabilities), 1);
    EXPECT_EQ(predictedClass(std::vector<float>{0.25F}, OutputKind::IndependentProbabilities), 0);
    EXPECT_TRUE(isFloored(std::vector<float>{1.0F}, 1, function));
}

TEST(ValueFunctions, HaveNamesThatTellProbabilitiesFromLogits)
{
    EXPECT_EQ(valueFunctionName(ValueKind::LogOdds), "log_odds");
    EXPECT_EQ(valueFunctionName({ValueKind::LogOdds, OutputKind::LogProbabilities}), "log_odds");
    EXPECT_EQ(valueFunctionName({ValueKind::Margin, OutputKind::Probabilities}),
              "margin of probabilities");
    EXPECT_EQ(valueFunctionNamed("margin of probabilities"),
              ValueFunction(ValueKind::Margin, OutputKind::Probabilities));
    EXPECT_EQ(valueFunctionNamed("output"), ValueFunction(ValueKind::Output));
    EXPECT_EQ(valueFunctionNamed("magic"), std::nullopt);
}

TEST(ValueFunctions, ThatOutputsDoNotTellAreRefusedWithTheReason)
{
    for (const OutputKind outputs :
         {OutputKind::Probabilities, OutputKind::IndependentProbabilities}) {
        EXPECT_NE(unfitValue({ValueKind::Logit, outputs}).find("raw logit"), std::string::npos);
        EXPECT_EQ(unfitValue({ValueKind::LogOdds, outputs}), "");
    }
    EXPECT_NE(unfitValue({ValueKind::Logit, OutputKind::Probabilities}).find("do not tell"),
              std::string::npos);
    const std::string ofSigmoid =
        unfitValue({ValueKind::Logit, OutputKind::IndependentProbabilities});
    EXPECT_EQ(ofSigmoid.find("do not tell"), std::string::npos) << "log p/(1 − p) is it";
    EXPECT_NE(ofSigmoid.find("choose that"), std::string::npos) << ofSigmoid;
    EXPECT_NE(unfitValue({ValueKind::SigmoidLogOdds, OutputKind::Probabilities}), "");
    EXPECT_EQ(unfitValue({ValueKind::Logit, OutputKind::LogProbabilities}), "");
    EXPECT_NE(oddValue({ValueKind::Logit, OutputKind::LogProbabilities}), "");
    EXPECT_EQ(oddValue(ValueKind::Logit), "");
}

} // namespace
} // namespace palimpsest

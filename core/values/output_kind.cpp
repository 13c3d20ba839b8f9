// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/values/output_kind.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <limits>
#include <utility>

namespace palimpsest {

namespace {

constexpr double kBelow = 1e-6; // what rounding makes of 0
constexpr double kNearOne = 1e-3;
constexpr double kRoughlyOne = 0.05; // sums of probabilities in a few bits
constexpr double kFloor = std::numeric_limits<float>::min();

struct Range
{
    double least = std::numeric_limits<double>::infinity();
    double most = -std::numeric_limits<double>::infinity();

    void take(double value)
    {
        least = std::min(least, value);
        most = std::max(most, value);
    }

    bool isWithin(double low, double high) const { return least >= low && most <= high; }
};

/// Between what the numbers of all rows lie, their sums and those of their exponentials.
struct Seen
{
    std::size_t rows = 0;
    Range numbers;
    Range sums;
    Range exponentials;
};

Seen seenIn(const Matrix<float>& outputs)
{
    Seen seen;
    for (std::size_t i = 0; i < outputs.rows; ++i) {
        const auto row = outputs.row(i);
        const auto isUsable = [](float value) { return value < HUGE_VALF; }; // NaN is not
        if (!std::ranges::all_of(row, isUsable)) {
            continue;
        }
        double sum = 0.0;
        double exponentials = 0.0;
        for (const float value : row) {
            seen.numbers.take(value);
            sum += static_cast<double>(value);
            exponentials += std::exp(static_cast<double>(value));
        }
        seen.sums.take(sum);
        seen.exponentials.take(exponentials);
        ++seen.rows;
    }
    return seen;
}

std::string shortened(double value)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.3g", value);
    return text.data();
}

std::string evidenceOf(const Seen& seen, std::size_t columns)
{
    const std::string range =
        "numbers from " + shortened(seen.numbers.least) + " to " + shortened(seen.numbers.most);
    const std::string maskings = " on " + std::to_string(seen.rows) + " maskings";
    return columns == 1
               ? "a single output, with " + range + maskings
               : range + ", of which " + std::to_string(columns) + " sum to " +
                     shortened(seen.sums.least) + " … " + shortened(seen.sums.most) + maskings;
}

bool mayBe(const OutputDecision& decision, OutputKind kind)
{
    return std::ranges::find(decision.candidates, kind) != decision.candidates.end();
}

bool mayBeAny(const OutputDecision& decision, OutputKind kind)
{
    return decision.possible.empty() ||
           std::ranges::find(decision.possible, kind) != decision.possible.end();
}

/// Why outputs are not of that kind, as a sentence and a space.
std::string whyNot(OutputKind kind)
{
    const char* const rule =
        kind == OutputKind::LogProbabilities ? "are never above 0, with exponentials that sum to 1"
        : kind == OutputKind::Probabilities  ? "are never below 0 and sum to 1 in every answer"
                                             : "lie from 0 to 1";
    return "These cannot be " + describe(kind) + ", which " + rule + ". ";
}

/// What numbers like these may be, the most general first.
std::vector<OutputKind> possibleKinds(const Seen& seen, bool isOne)
{
    std::vector<OutputKind> possible = {OutputKind::Logits};
    if (seen.numbers.isWithin(-kBelow, 1.0 + kBelow)) {
        possible.push_back(OutputKind::IndependentProbabilities);
    }
    if (!isOne && seen.numbers.least >= -kBelow &&
        seen.sums.isWithin(1.0 - kRoughlyOne, 1.0 + kRoughlyOne)) {
        possible.push_back(OutputKind::Probabilities);
    }
    if (!isOne && seen.numbers.most <= kBelow &&
        seen.exponentials.isWithin(1.0 - kRoughlyOne, 1.0 + kRoughlyOne)) {
        possible.push_back(OutputKind::LogProbabilities);
    }
    return possible;
}

bool isFlooredProbability(double p)
{
    return p < kFloor && p >= -kBelow;
}

double logOf(double p)
{
    return std::log(isFlooredProbability(p) ? kFloor : p); // NaN below
}

} // namespace

std::string outputKindName(OutputKind kind)
{
    switch (kind) {
    case OutputKind::Logits:
        break;
    case OutputKind::LogProbabilities:
        return "log_probabilities";
    case OutputKind::Probabilities:
        return "probabilities";
    case OutputKind::IndependentProbabilities:
        return "independent_probabilities";
    }
    return "logits";
}

std::string describe(OutputKind kind)
{
    switch (kind) {
    case OutputKind::Logits:
        break;
    case OutputKind::LogProbabilities:
        return "log-probabilities (log-softmax)";
    case OutputKind::Probabilities:
        return "probabilities (softmax)";
    case OutputKind::IndependentProbabilities:
        return "probabilities of independent labels (sigmoid)";
    }
    return "logits";
}

std::string describe(OutputKind kind, bool isSingle)
{
    return describe(kind) +
           (isSingle ? ", a single one that is taken to speak for the second class" : "");
}

OutputDecision decideOutputs(const Matrix<float>& outputs)
{
    const Seen seen = seenIn(outputs);
    if (seen.rows == 0 || outputs.columns == 0) {
        return {};
    }
    OutputDecision decision{.kind = OutputKind::Logits,
                            .candidates = {},
                            .evidence = evidenceOf(seen, outputs.columns),
                            .possible = possibleKinds(seen, outputs.columns == 1),
                            .isSingle = outputs.columns == 1};
    const bool isOne = decision.isSingle;
    const bool hasShares = seen.numbers.isWithin(-kBelow, 1.0 + kBelow);
    const bool isAllZero = seen.numbers.isWithin(0.0, 0.0);
    if (!isOne && seen.numbers.least >= -kBelow &&
        seen.sums.isWithin(1.0 - kNearOne, 1.0 + kNearOne)) {
        decision.kind = OutputKind::Probabilities;
    } else if (!isOne && seen.numbers.most <= kBelow &&
               seen.exponentials.isWithin(std::exp(-kNearOne), std::exp(kNearOne))) {
        decision.kind = OutputKind::LogProbabilities;
    } else if (hasShares && !isAllZero) {
        decision.kind.reset();
        decision.candidates = {OutputKind::Logits, OutputKind::IndependentProbabilities};
        if (!isOne && seen.sums.isWithin(1.0 - kRoughlyOne, 1.0 + kRoughlyOne)) {
            decision.candidates.push_back(OutputKind::Probabilities);
        }
    }
    return decision;
}

std::vector<Coalition> decidingCoalitions(int partCount)
{
    const std::size_t total = coalitionCount(partCount);
    const std::size_t count = std::min(total, kDecidingMaskings);
    const std::size_t steps = std::max<std::size_t>(1, count - 1);
    std::vector<Coalition> coalitions;
    for (std::size_t i = 0; i < count; ++i) { // evenly from ∅ to N
        coalitions.push_back(static_cast<Coalition>(i * (total - 1) / steps));
    }
    return coalitions;
}

UndecidedOutputs::UndecidedOutputs(const std::string& who, OutputDecision decision,
                                   std::optional<OutputKind> said)
    : BadInput([&] {
          std::string candidates;
          for (std::size_t i = 0; i < decision.candidates.size(); ++i) {
              const bool isLast = i + 1 == decision.candidates.size();
              candidates += (i == 0   ? ""
                             : isLast ? " or "
                                      : ", ") +
                            describe(decision.candidates[i]);
          }
          return who + " answers with " + decision.evidence + ". " +
                 (said && !mayBe(decision, *said) ? whyNot(*said) : std::string()) +
                 (decision.isSingle ? "It is taken to speak for the second class. It may be "
                                    : "These may be ") +
                 candidates + ", and values differ: say which " +
                 (decision.isSingle ? "it is." : "they are.");
      }()),
      m_who(who), m_decision(std::move(decision))
{
}

std::string whyNotSaid(const std::string& who, const OutputDecision& decision, OutputKind said)
{
    if (mayBeAny(decision, said)) {
        return {};
    }
    return who + " answers with " + decision.evidence + ". " + whyNot(said) +
           (decision.kind ? "They look like " + describe(*decision.kind) + "." : std::string());
}

std::string looksOtherwise(const OutputDecision& decision, OutputKind kind)
{
    if (!mayBeAny(decision, kind)) {
        return "its answers cannot be " + describe(kind) +
               ", which they are said to be: " + decision.evidence;
    }
    const bool areOfSoftmax = decision.kind == OutputKind::Probabilities;
    return areOfSoftmax && kind != OutputKind::Probabilities
               ? "every answer sums to 1, as those of softmax do, and they are taken for " +
                     describe(kind) + ", as was said"
               : std::string();
}

std::optional<OutputKind> decidedOutputs(const std::string& who, const OutputDecision& decision,
                                         std::optional<OutputKind> said)
{
    const bool isOpen = !decision.candidates.empty();
    if (isOpen && (!said || !mayBe(decision, *said))) {
        throw UndecidedOutputs(who, decision, said);
    }
    if (!said) {
        return decision.kind;
    }
    if (const std::string why = whyNotSaid(who, decision, *said); !why.empty()) {
        throw BadInput(why + " Say that, or nothing.");
    }
    return said;
}

double logitOf(double output, OutputKind kind)
{
    switch (kind) {
    case OutputKind::Logits:
    case OutputKind::LogProbabilities:
        break;
    case OutputKind::Probabilities:
        return logOf(output);
    case OutputKind::IndependentProbabilities:
        return logOf(output) - logOf(1.0 - output);
    }
    return output;
}

Matrix<float> asLogits(Matrix<float> outputs, OutputKind kind)
{
    for (float& output : outputs.data) {
        output = static_cast<float>(logitOf(static_cast<double>(output), kind));
    }
    return outputs;
}

bool isFloored(double output, OutputKind kind)
{
    switch (kind) {
    case OutputKind::Logits:
    case OutputKind::LogProbabilities:
        break;
    case OutputKind::Probabilities:
        return isFlooredProbability(output);
    case OutputKind::IndependentProbabilities:
        return isFlooredProbability(output) || isFlooredProbability(1.0 - output);
    }
    return false;
}

} // namespace palimpsest

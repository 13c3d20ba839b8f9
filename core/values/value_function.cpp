// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/values/value_function.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace palimpsest {

namespace {

/// Throws unless `outputs` logits have something to say of class `target`.
void requireTarget(std::size_t outputs, int target)
{
    const int classes = std::max(2, static_cast<int>(outputs));
    if (target < 0 || target >= classes || outputs == 0) {
        throw BadInput("The model answers with " + std::to_string(outputs) +
                       " outputs, so there is no class number " + std::to_string(target) +
                       ". Check that the study's classes are those of the model.");
    }
}

/// The largest logit but that of `target`; NaN when one is.
template<typename Real>
double largestOther(std::span<const Real> logits, std::size_t target)
{
    double largest = -std::numeric_limits<double>::infinity();
    for (std::size_t j = 0; j < logits.size(); ++j) {
        const auto logit = static_cast<double>(logits[j]);
        if (j != target && (logit > largest || std::isnan(logit))) {
            largest = logit;
        }
    }
    return largest;
}

/// What speaks for `target`: its logit or, where one stands for two classes, that with its sign.
template<typename Real>
double ownLogit(std::span<const Real> logits, int target)
{
    if (logits.size() == 1) {
        return target == 1 ? logits[0] : -logits[0];
    }
    return logits[static_cast<std::size_t>(target)];
}

template<typename Real>
double logOddsOf(std::span<const Real> logits, int target)
{
    requireTarget(logits.size(), target);
    const double logit = ownLogit(logits, target);
    if (logits.size() == 1) {
        return logit;
    }
    const auto t = static_cast<std::size_t>(target);
    const double largest = largestOther(logits, t);
    double sum = 0.0;
    for (std::size_t j = 0; j < logits.size(); ++j) {
        if (j != t) {
            sum += std::exp(logits[j] - largest);
        }
    }
    return logit - (largest + std::log(sum));
}

/// v of a row of logits, or of what logitOf made them.
template<typename Real>
double value(std::span<const Real> logits, int target, ValueKind kind, bool isIndependent)
{
    requireTarget(logits.size(), target);
    const auto odds = [&] {
        return isIndependent ? ownLogit(logits, target) : logOddsOf(logits, target);
    };
    switch (kind) {
    case ValueKind::LogOdds:
        break;
    case ValueKind::Logit:
    case ValueKind::SigmoidLogOdds: // log σ(z)/(1 − σ(z)) = z
    case ValueKind::Output:
        return ownLogit(logits, target);
    case ValueKind::Margin:
        if (logits.size() > 1) {
            return ownLogit(logits, target) -
                   largestOther(logits, static_cast<std::size_t>(target));
        }
        break;
    case ValueKind::Probability:
        return probabilityOfLogOdds(odds());
    }
    return odds();
}

bool areProbabilities(OutputKind outputs)
{
    return outputs == OutputKind::Probabilities || outputs == OutputKind::IndependentProbabilities;
}

template<typename Real>
double value(std::span<const Real> outputs, int target, const ValueFunction& function)
{
    if (function.kind == ValueKind::Output && outputs.size() == 1) {
        return outputs[0];
    }
    if (function.kind == ValueKind::Output || !areProbabilities(function.outputs)) {
        return value(outputs, target, function.kind, false);
    }
    std::vector<double> logits(outputs.size());
    std::ranges::transform(outputs, logits.begin(), [&](Real output) {
        return logitOf(static_cast<double>(output), function.outputs);
    });
    return value(std::span<const double>(logits), target, function.kind,
                 function.outputs == OutputKind::IndependentProbabilities);
}

} // namespace

std::string valueKindName(ValueKind kind)
{
    switch (kind) {
    case ValueKind::LogOdds:
        break;
    case ValueKind::Logit:
        return "logit";
    case ValueKind::Margin:
        return "margin";
    case ValueKind::Probability:
        return "probability";
    case ValueKind::SigmoidLogOdds:
        return "sigmoid_log_odds";
    case ValueKind::Output:
        return "output";
    }
    return "log_odds";
}

std::string valueFunctionName(const ValueFunction& function)
{
    const bool isOther = areProbabilities(function.outputs) && function.kind != ValueKind::Output;
    return valueKindName(function.kind) +
           (isOther ? " of " + outputKindName(function.outputs) : std::string());
}

std::optional<ValueFunction> valueFunctionNamed(const std::string& name)
{
    for (const ValueKind kind : kValueKinds) {
        for (const OutputKind outputs : kOutputKinds) {
            if (valueFunctionName({kind, outputs}) == name) {
                return ValueFunction(kind, outputs);
            }
        }
    }
    return std::nullopt;
}

std::string unfitValue(const ValueFunction& function)
{
    const bool hasNoLogits = areProbabilities(function.outputs);
    if (function.kind == ValueKind::Logit &&
        function.outputs == OutputKind::IndependentProbabilities) {
        return "its outputs are " + describe(function.outputs) +
               ", of which the raw logit, log p/(1 − p), is the log-odds of the label; choose that "
               "as the value";
    }
    if (function.kind == ValueKind::Logit && hasNoLogits) {
        return "its outputs are " + describe(function.outputs) +
               ", which do not tell the raw logit; choose the log-odds as the value";
    }
    const bool isOfSoftmax = function.outputs == OutputKind::Probabilities ||
                             function.outputs == OutputKind::LogProbabilities;
    if (function.kind == ValueKind::SigmoidLogOdds && isOfSoftmax) {
        return "its outputs are " + describe(function.outputs) +
               ", so its classes are no labels of their own; choose the log-odds as the value";
    }
    return {};
}

std::string oddValue(const ValueFunction& function)
{
    return function.kind == ValueKind::Logit && function.outputs == OutputKind::LogProbabilities
               ? "its outputs are log-probabilities (log-softmax), so the raw logit is log p of "
                 "the class; the log-odds do not depend on that"
               : "";
}

double logOdds(std::span<const float> logits, int target)
{
    return logOddsOf(logits, target);
}

double logOdds(std::span<const double> logits, int target)
{
    return logOddsOf(logits, target);
}

double valueOf(std::span<const float> outputs, int target, const ValueFunction& function)
{
    return value(outputs, target, function);
}

double valueOf(std::span<const double> outputs, int target, const ValueFunction& function)
{
    return value(outputs, target, function);
}

bool isFloored(std::span<const float> outputs, int target, const ValueFunction& function)
{
    const auto isZero = [&](float p) {
        return isFloored(static_cast<double>(p), function.outputs);
    };
    if (function.kind == ValueKind::Output || !areProbabilities(function.outputs)) {
        return false;
    }
    requireTarget(outputs.size(), target);
    const auto t = outputs.size() == 1 ? 0 : static_cast<std::size_t>(target);
    const bool isOwn = isZero(outputs[t]);
    const bool countsOthers =
        function.outputs == OutputKind::Probabilities || function.kind == ValueKind::Margin;
    if (isOwn || !countsOthers || outputs.size() == 1) {
        return isOwn;
    }
    const auto others = [&](std::size_t from, std::size_t to) {
        return std::ranges::all_of(outputs.subspan(from, to - from), isZero);
    };
    return others(0, t) && others(t + 1, outputs.size());
}

double probabilityOfLogOdds(double v)
{
    return 1.0 / (1.0 + std::exp(-v));
}

std::optional<double> probabilityOf(std::span<const float> outputs, int target,
                                    const ValueFunction& function)
{
    if (function.kind == ValueKind::Output) {
        return std::nullopt;
    }
    const ValueKind odds =
        function.kind == ValueKind::SigmoidLogOdds ? ValueKind::SigmoidLogOdds : ValueKind::LogOdds;
    return probabilityOfLogOdds(valueOf(outputs, target, {odds, function.outputs}));
}

std::optional<double> probabilityOfValue(double v, ValueKind kind)
{
    switch (kind) {
    case ValueKind::LogOdds:
    case ValueKind::SigmoidLogOdds:
        return probabilityOfLogOdds(v);
    case ValueKind::Probability:
        return v;
    case ValueKind::Logit:
    case ValueKind::Margin:
    case ValueKind::Output:
        break;
    }
    return std::nullopt;
}

} // namespace palimpsest

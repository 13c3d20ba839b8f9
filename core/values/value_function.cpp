// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/values/value_function.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>
#include <limits>

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
double logitOf(std::span<const Real> logits, int target)
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
    const double logit = logitOf(logits, target);
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

template<typename Real>
double value(std::span<const Real> logits, int target, ValueKind kind)
{
    if (kind == ValueKind::Output && logits.size() == 1) {
        return logits[0];
    }
    requireTarget(logits.size(), target);
    switch (kind) {
    case ValueKind::LogOdds:
        break;
    case ValueKind::Logit:
    case ValueKind::SigmoidLogOdds: // log σ(z)/(1 − σ(z)) = z
    case ValueKind::Output:
        return logitOf(logits, target);
    case ValueKind::Margin:
        if (logits.size() > 1) {
            return logitOf(logits, target) - largestOther(logits, static_cast<std::size_t>(target));
        }
        break;
    case ValueKind::Probability:
        return probabilityOfLogOdds(logOddsOf(logits, target));
    }
    return logOddsOf(logits, target);
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

double logOdds(std::span<const float> logits, int target)
{
    return logOddsOf(logits, target);
}

double logOdds(std::span<const double> logits, int target)
{
    return logOddsOf(logits, target);
}

double valueOf(std::span<const float> logits, int target, ValueKind kind)
{
    return value(logits, target, kind);
}

double valueOf(std::span<const double> logits, int target, ValueKind kind)
{
    return value(logits, target, kind);
}

double probabilityOfLogOdds(double v)
{
    return 1.0 / (1.0 + std::exp(-v));
}

std::optional<double> probabilityOf(std::span<const float> logits, int target, ValueKind kind)
{
    if (kind == ValueKind::Output) {
        return std::nullopt;
    }
    const ValueKind odds =
        kind == ValueKind::SigmoidLogOdds ? ValueKind::SigmoidLogOdds : ValueKind::LogOdds;
    return probabilityOfLogOdds(valueOf(logits, target, odds));
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

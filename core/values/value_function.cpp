// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/values/value_function.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace palimpsest {

std::string valueKindName(ValueKind kind)
{
    switch (kind) {
    case ValueKind::LogOdds:
        break;
    }
    return "log_odds";
}

namespace {

template<typename T>
double logOddsOf(std::span<const T> logits, int target)
{
    const int classes = std::max(2, static_cast<int>(logits.size()));
    if (target < 0 || target >= classes || logits.empty()) {
        throw BadInput("The model answers with " + std::to_string(logits.size()) +
                       " outputs, so there is no class number " + std::to_string(target) +
                       ". Check that the study's classes are those of the model.");
    }
    if (logits.size() == 1) {
        return target == 1 ? logits[0] : -logits[0];
    }
    const auto t = static_cast<std::size_t>(target);
    double largest = -std::numeric_limits<double>::infinity();
    for (std::size_t j = 0; j < logits.size(); ++j) {
        if (j != t) {
            largest = std::max(largest, static_cast<double>(logits[j]));
        }
    }
    double sum = 0.0;
    for (std::size_t j = 0; j < logits.size(); ++j) {
        if (j != t) {
            sum += std::exp(logits[j] - largest);
        }
    }
    return logits[t] - (largest + std::log(sum));
}

} // namespace

double logOdds(std::span<const float> logits, int target)
{
    return logOddsOf(logits, target);
}

double valueOf(std::span<const float> logits, int target, ValueKind kind)
{
    switch (kind) {
    case ValueKind::LogOdds:
        break;
    }
    return logOdds(logits, target);
}

double valueOf(std::span<const double> logits, int target, ValueKind)
{
    return logOddsOf(logits, target);
}

double probabilityOfLogOdds(double v)
{
    return 1.0 / (1.0 + std::exp(-v));
}

} // namespace palimpsest

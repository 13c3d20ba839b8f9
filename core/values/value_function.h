// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <span>
#include <string>

namespace palimpsest {

/// Which scalar of the model's output is explained.
enum class ValueKind {
    LogOdds, ///< log p/(1−p) of the target class
};

/// Name of a value kind in files: "log_odds".
std::string valueKindName(ValueKind kind);

/// v = log p/(1−p) with p the softmax probability of class `target`, computed from the logits as
/// z_t − logsumexp_{j≠t} z_j, which stays finite and exact where p rounds to 0 or 1. One logit is a
/// binary model whose logit speaks for class 1.
/// Source: X. Cheng et al., arXiv 2409.08712, the value function of its interactions.
/// Throws BadInput when `target` is not a class.
double logOdds(std::span<const float> logits, int target);

/// v of a row of logits. Throws as logOdds does.
double valueOf(std::span<const float> logits, int target, ValueKind kind);
double valueOf(std::span<const double> logits, int target, ValueKind kind);

/// p = 1/(1 + exp(−v)), the inverse of the log-odds.
double probabilityOfLogOdds(double v);

} // namespace palimpsest

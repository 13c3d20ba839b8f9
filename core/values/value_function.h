// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>

namespace palimpsest {

/// Which scalar of the model's outputs z is explained; t is the target class.
enum class ValueKind {
    LogOdds,        ///< log p/(1−p) with p the softmax probability of t
    Logit,          ///< z_t
    Margin,         ///< z_t − max_{j≠t} z_j
    Probability,    ///< p, which saturates
    SigmoidLogOdds, ///< log p/(1−p) with p = 1/(1+exp(−z_t)): one label of a multi-label model
    Output,         ///< z_t as a number of its own, as of a regression: no class, no probability
};

inline constexpr std::array kValueKinds = {ValueKind::LogOdds,        ValueKind::Logit,
                                           ValueKind::Margin,         ValueKind::Probability,
                                           ValueKind::SigmoidLogOdds, ValueKind::Output};

/// Name of a value kind in files: "log_odds", "logit", "margin", "probability",
/// "sigmoid_log_odds", "output".
std::string valueKindName(ValueKind kind);

/// v = log p/(1−p) with p the softmax probability of class `target`, computed from the logits as
/// z_t − logsumexp_{j≠t} z_j, which stays finite and exact where p rounds to 0 or 1. One logit is a
/// binary model whose logit z speaks for class 1: v is z, or −z for class 0.
/// Source: X. Cheng et al., arXiv 2409.08712, the value function of its interactions.
/// Throws BadInput when `target` is not a class.
double logOdds(std::span<const float> logits, int target);
double logOdds(std::span<const double> logits, int target);

/// v of a row of logits, computed in double: finite for finite logits, however far apart; NaN where
/// a logit it looks at is NaN. Of a model with one logit z every kind is z for class 1 and −z for
/// class 0, but for Probability, which is that of the log-odds, and Output, which is z whatever
/// `target` is. Throws as logOdds does.
double valueOf(std::span<const float> logits, int target, ValueKind kind);
double valueOf(std::span<const double> logits, int target, ValueKind kind);

/// p = 1/(1 + exp(−v)), the inverse of the log-odds.
double probabilityOfLogOdds(double v);

/// Probability of `target` to show beside v: of its own sigmoid for SigmoidLogOdds, of the softmax
/// for other kinds; none for Output. Throws as logOdds does.
std::optional<double> probabilityOf(std::span<const float> logits, int target, ValueKind kind);

/// The same from v alone, for want of logits; none where v does not tell.
std::optional<double> probabilityOfValue(double v, ValueKind kind);

} // namespace palimpsest

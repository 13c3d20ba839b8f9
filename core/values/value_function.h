// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/values/output_kind.h"

#include <array>
#include <optional>
#include <span>
#include <string>

namespace palimpsest {

/// Which scalar of the model's logits z is explained; t is the target class.
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

/// What is made of a row of outputs: which scalar, and how they are read.
struct ValueFunction
{
    ValueFunction(ValueKind ofKind, OutputKind ofOutputs = OutputKind::Logits)
        : kind(ofKind), outputs(ofOutputs)
    {
    }

    ValueKind kind;
    OutputKind outputs;

    bool operator==(const ValueFunction&) const = default;
};

/// Name of a value function in files: that of its kind, and " of probabilities" or " of
/// independent_probabilities" where outputs are that. Log-probabilities make the same values as
/// logits.
std::string valueFunctionName(const ValueFunction& function);

/// The function of that name; none where it is unknown.
std::optional<ValueFunction> valueFunctionNamed(const std::string& name);

/// Why v cannot be of this kind when outputs are that, the rest of a sentence; empty when it can.
/// Probabilities of a softmax do not tell the raw logit, and are of no labels of their own. Those
/// of a sigmoid do, but it is the log-odds of the label, which is to be chosen by its own name.
std::string unfitValue(const ValueFunction& function);

/// What there is to know of values that can be taken, but are not what their name says; or empty.
/// The raw logit of log-probabilities is log p.
std::string oddValue(const ValueFunction& function);

/// v = log p/(1−p) with p the softmax probability of class `target`, computed from the logits as
/// z_t − logsumexp_{j≠t} z_j, which stays finite and exact where p rounds to 0 or 1. One logit is a
/// binary model whose logit z speaks for class 1: v is z, or −z for class 0.
/// Source: X. Cheng et al., arXiv 2409.08712, the value function of its interactions.
/// Throws BadInput when `target` is not a class.
double logOdds(std::span<const float> logits, int target);
double logOdds(std::span<const double> logits, int target);

/// v of a row of outputs, computed in double: finite for finite logits, however far apart; NaN
/// where an output it looks at is NaN, or is no probability where it should be. Of a model with one
/// output z every kind is z for class 1 and −z for class 0, but for Probability, which is that of
/// the log-odds, and Output, which is the number itself whatever `target` is. Of probabilities the
/// log-odds are log p_t − log Σ_{j≠t} p_j, and of independent ones log p_t/(1 − p_t); the margin is
/// the difference to the largest other log p_j, or log-odds; what is less than the smallest normal
/// float counts as that (own definitions). Throws as logOdds does.
double valueOf(std::span<const float> outputs, int target, const ValueFunction& function);
double valueOf(std::span<const double> outputs, int target, const ValueFunction& function);

/// Whether v of a row hangs on a probability of 0 that was taken for the smallest normal float.
/// Throws as logOdds does.
bool isFloored(std::span<const float> outputs, int target, const ValueFunction& function);

/// p = 1/(1 + exp(−v)), the inverse of the log-odds.
double probabilityOfLogOdds(double v);

/// Probability of `target` to show beside v: of its own sigmoid for SigmoidLogOdds and where
/// outputs are independent, of the softmax else; none for Output. Throws as logOdds does.
std::optional<double> probabilityOf(std::span<const float> outputs, int target,
                                    const ValueFunction& function);

/// The same from v alone, for want of logits; none where v does not tell.
std::optional<double> probabilityOfValue(double v, ValueKind kind);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/matrix.h"
#include "core/samples/preprocessing.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace palimpsest {

/// How well logits speak of the labels of some samples.
struct LabelFit
{
    double accuracy = 0.0;            ///< share of samples whose class has the largest logit
    double crossEntropy = 0.0;        ///< mean of −log softmax at the label, in nats
    std::vector<double> losses;       ///< the same of each sample
    std::vector<double> scaledLosses; ///< at the temperature that makes their mean smallest: these
                                      ///< say what a model knows, not how sure of it it is

    bool operator==(const LabelFit&) const = default;
};

/// How well a model fits labels when pictures are normalised in one way.
struct NormalisationFit
{
    std::string name;
    double accuracy = 0.0;
    double crossEntropy = 0.0; ///< as LabelFit::crossEntropy

    bool operator==(const NormalisationFit&) const = default;
};

/// What a model says of labelled samples, and what that speaks for.
struct LabelCheck
{
    std::size_t samples = 0;
    double chance = 0.0; ///< accuracy of naming the commonest class always
    LabelFit fit;
    std::optional<double> otherOrder; ///< accuracy if classes were numbered in the other order,
                                      ///< natural or by text, where that makes a difference
    double renumbered = 0.0; ///< accuracy under the numbering that suits the other half of the
                             ///< samples best
    std::vector<NormalisationFit> normalisations; ///< the one that is used first, then usual ones
    std::optional<LabelFit> otherNormalisation; ///< the best of the usual ones, where it is better
    std::string numbering;  ///< that the classes seem to be numbered in another order, and what to
                            ///< do; or empty
    std::string unanswered; ///< that it answers with what is no number, and what to do; or empty
    std::vector<std::string> warnings; ///< sentences: what seems wrong, and what to do; numbering
                                       ///< or unanswered is the first where it is one
    std::string firstClass;            ///< of the first sample, for a first look
    std::vector<std::string> firstTop; ///< the five classes that the model gives it, best first

    bool operator==(const LabelCheck&) const = default;
};

/// `logits` are samples × classes, or one column that is the log-odds of the second of two classes.
/// Throws BadInput when they are of other classes than `classes`, or there are no samples.
LabelFit labelFit(const Matrix<float>& logits, const std::vector<int>& labels,
                  const std::vector<std::string>& classes);

/// Warns when the model cannot be told from chance, or far better with its classes numbered in
/// another order. Throws as labelFit does.
LabelCheck checkLabels(const Matrix<float>& logits, const std::vector<int>& labels,
                       const std::vector<std::string>& classes);

/// The same, and with other means and standard deviations that are in common use: warns when one
/// suits the model clearly better than `used`: in accuracy by more than that may be off by, or as
/// accurate at least and in cross-entropy by more than three standard errors, both only where it
/// knows more too (LabelFit::scaledLosses), and never below 20 samples. `logitsOf` runs the model
/// with a preprocessing.
LabelCheck checkPictureLabels(const std::function<Matrix<float>(const Preprocessing&)>& logitsOf,
                              const Preprocessing& used, const std::vector<int>& labels,
                              const std::vector<std::string>& classes);

/// Positions of the `count` largest logits, the largest first; of all where there are fewer.
std::vector<std::size_t> topPositions(std::span<const float> logits, std::size_t count);

/// The names of the `count` classes with the largest logits, the largest first.
std::vector<std::string> topClasses(std::span<const float> logits,
                                    const std::vector<std::string>& classes, std::size_t count = 5);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/matrix.h"
#include "core/base/progress.h"

#include <vector>

namespace palimpsest {

/// What makes probabilities of logits.
enum class Link {
    Softmax, ///< of one class among all
    Sigmoid, ///< of each class by itself, whatever the others are
};

/// Features of some samples and the class of each.
struct LabelledFeatures
{
    Matrix<float> features;  ///< samples × features
    std::vector<int> labels; ///< one per sample, from 0

    bool operator==(const LabelledFeatures&) const = default;
};

/// Logits W x + b.
struct LinearClassifier
{
    Matrix<double> weights;     ///< W: classes × features
    std::vector<double> biases; ///< b: one per class

    bool operator==(const LinearClassifier&) const = default;
};

struct LogisticFit
{
    LinearClassifier classifier;
    double objective = 0.0; ///< at the optimum
    int evaluations = 0;    ///< of objective and gradient
    bool converged = false; ///< false: as near the optimum as the largest number of steps came

    bool operator==(const LogisticFit&) const = default;
};

/// Logistic regression with L2 on the weights and not on the biases: the minimum of
///     C · Σ_i loss(W x_i + b, y_i) + ½ ‖W‖²
/// with loss(z, y) = −log softmax(z)[y], or, of sigmoids, Σ_k −log σ(z_k) at k = y and −log σ(−z_k)
/// at others, which is what scikit-learn's LogisticRegression(C=C, multi_class="multinomial" or
/// "ovr") minimises. In double precision, by L-BFGS in features that are centred and scaled, which
/// the result is not. `c` > 0. `progress` is told the evaluations. Throws BadInput when features
/// are not finite, a class below `classes` has no sample or, of sigmoids, there is but one class,
/// for then there is no minimum; Cancelled.
LogisticFit fitLogisticRegression(const LabelledFeatures& samples, int classes, double c,
                                  const Progress& progress = {}, Link link = Link::Softmax);

/// Logits of samples × features: samples × classes.
Matrix<double> logits(const LinearClassifier& classifier, const Matrix<float>& features);

/// How well a classifier does on some samples.
struct Fitness
{
    double accuracy = 0.0;     ///< share whose largest logit, of equal ones the first, is theirs
    double crossEntropy = 0.0; ///< mean of the loss that is fitted, in nats

    bool operator==(const Fitness&) const = default;
};

Fitness fitness(const LinearClassifier& classifier, const LabelledFeatures& samples,
                Link link = Link::Softmax);

} // namespace palimpsest

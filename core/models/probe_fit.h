// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/progress.h"
#include "core/models/logistic_regression.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// How the head of a probe is fitted.
struct ProbeOptions
{
    std::vector<double> grid = {1e-4, 1e-3, 1e-2, 1e-1, 1.0, 1e1, 1e2, 1e3, 1e4}; ///< of C, rising
    double validationShare = 0.2; ///< of each class, to choose C by; in [0, 1)
    std::uint32_t seed = 0;       ///< of the draw of these
    Link link = Link::Softmax;    ///< what makes probabilities of its logits

    bool operator==(const ProbeOptions&) const = default;
};

/// What a C came to when the validation samples were not trained on.
struct TriedC
{
    double c = 0.0;
    Fitness train;
    Fitness validation;

    bool operator==(const TriedC&) const = default;
};

struct ProbeFit
{
    LinearClassifier classifier;       ///< fitted on all training samples
    double c = 0.0;                    ///< the chosen one
    std::vector<TriedC> tried;         ///< empty without validation samples
    Fitness train;                     ///< of the classifier, on all training samples
    std::optional<Fitness> validation; ///< at the chosen C, before these were trained on too
    std::optional<Fitness> test;
    std::vector<std::size_t> validationCounts; ///< samples by class
    std::vector<std::string> warnings;         ///< sentences

    bool operator==(const ProbeFit&) const = default;
};

/// Positions of the validation samples, rising. Of every class the given share, rounded, is drawn,
/// but one sample at least is kept for each side where a class has two; a class of one is trained
/// on. Draws by one std::mt19937, class by class: Fisher–Yates from the last position down, with
/// index = draw mod (position + 1).
std::vector<std::size_t> validationSamples(const std::vector<int>& labels, int classes,
                                           const ProbeOptions& options);

/// Fits the head of a probe: that C of the grid whose classifier, fitted without them, has the
/// smallest cross-entropy on validation samples, as it is log-odds that values are made of; then
/// it is fitted again on all. `names` are the classes' names. `test` may be empty. Throws BadInput
/// when options make no sense or a choice would need validation samples that are not there, and
/// as fitLogisticRegression does.
ProbeFit fitProbe(const LabelledFeatures& train, const LabelledFeatures& test,
                  const std::vector<std::string>& names, const ProbeOptions& options,
                  const Progress& progress = {});

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/logistic_regression.h"

#include "core/base/error.h"
#include "core/models/torch_loading.h"

#include <torch/optim/lbfgs.h>
#include <torch/types.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

namespace palimpsest {

namespace {

constexpr int kMostSteps = 5000;
constexpr int kRememberedSteps = 30;
constexpr double kGradientTolerance = 1e-8; // of the scaled variables, in which curvature is near 1

torch::Tensor tensorOf(const Matrix<float>& matrix)
{
    return torch::from_blob(
               const_cast<float*>(matrix.data.data()),
               {static_cast<std::int64_t>(matrix.rows), static_cast<std::int64_t>(matrix.columns)},
               torch::kFloat32)
        .to(torch::kFloat64);
}

Matrix<double> matrixOf(const torch::Tensor& tensor)
{
    Matrix<double> matrix(static_cast<std::size_t>(tensor.size(0)),
                          static_cast<std::size_t>(tensor.size(1)));
    const torch::Tensor flat = tensor.detach().contiguous();
    std::copy_n(flat.data_ptr<double>(), matrix.data.size(), matrix.data.begin());
    return matrix;
}

/// The objective in variables that suit L-BFGS. Features are centred, which only moves the
/// biases, as these cost nothing. Variables are then divided by the root of the curvature they
/// would have if all classes were equally likely, penalty included; biases are the last column.
class Problem
{
public:
    Problem(const LabelledFeatures& samples, int classes, double c) : m_c(c), m_classes(classes)
    {
        const torch::Tensor raw = tensorOf(samples.features);
        const double share = 1.0 / classes;
        const double curvature = c * static_cast<double>(raw.size(0)) * share * (1.0 - share);
        m_mean = raw.mean(0);
        const torch::Tensor centred = raw - m_mean;
        m_scale = (1.0 + curvature * centred.square().mean(0)).rsqrt();
        m_biasScale = 1.0 / std::sqrt(curvature);
        m_samples = torch::cat(
            {centred * m_scale, torch::full({raw.size(0), 1}, m_biasScale, torch::kFloat64)}, 1);
        m_penalty = torch::cat({m_scale.square(), torch::zeros({1}, torch::kFloat64)});
        m_labels = torch::tensor(samples.labels, torch::kInt64);
        m_targets = torch::zeros({raw.size(0), classes}, torch::kFloat64)
                        .scatter_(1, m_labels.unsqueeze(1), 1.0);
    }

    torch::Tensor start() const
    {
        return torch::zeros({m_classes, m_samples.size(1)}, torch::kFloat64);
    }

    /// The objective; its gradient goes to `variables`.
    torch::Tensor evaluate(torch::Tensor& variables) const
    {
        const torch::Tensor logs = torch::log_softmax(m_samples.mm(variables.t()), 1);
        variables.mutable_grad() =
            (logs.exp() - m_targets).t().mm(m_samples).mul_(m_c).add_(variables * m_penalty);
        return (logs * m_targets).sum() * -m_c + 0.5 * (variables.square() * m_penalty).sum();
    }

    LinearClassifier classifier(const torch::Tensor& variables) const
    {
        const std::int64_t features = m_scale.size(0);
        const torch::Tensor weights = variables.slice(1, 0, features) * m_scale;
        const torch::Tensor biases =
            variables.select(1, features) * m_biasScale - weights.mv(m_mean);
        return {.weights = matrixOf(weights), .biases = matrixOf(biases.unsqueeze(0)).data};
    }

private:
    double m_c;
    int m_classes;
    torch::Tensor m_mean;  ///< of the features, [features]
    torch::Tensor m_scale; ///< [features]
    double m_biasScale = 1.0;
    torch::Tensor m_samples; ///< [samples, features + 1]
    torch::Tensor m_penalty; ///< of the squares of the variables, [features + 1]
    torch::Tensor m_labels;  ///< [samples]
    torch::Tensor m_targets; ///< [samples, classes], 1 at the class
};

void requireMinimum(const LabelledFeatures& samples, int classes)
{
    if (!std::ranges::all_of(samples.features.data, [](float x) { return std::isfinite(x); })) {
        throw BadInput("Some features are not finite, so no linear classifier can be fitted on "
                       "them. Check the weights and the preprocessing.");
    }
    for (int label = 0; label < classes; ++label) {
        if (std::ranges::find(samples.labels, label) == samples.labels.end()) {
            throw BadInput("Class " + std::to_string(label) +
                           " has no training sample, so no "
                           "linear classifier can be fitted. Add one or remove the class.");
        }
    }
}

LogisticFit minimised(const Problem& problem, const Progress& progress)
{
    const torch::NoGradGuard noGradients;
    LogisticFit fit;
    torch::Tensor variables = problem.start();
    torch::Tensor objective;
    torch::optim::LBFGS method({variables}, torch::optim::LBFGSOptions(1.0)
                                                .max_iter(kMostSteps)
                                                .tolerance_grad(kGradientTolerance)
                                                .tolerance_change(0.0)
                                                .history_size(kRememberedSteps)
                                                .line_search_fn("strong_wolfe"));
    method.step([&] {
        if (progress && !progress(static_cast<std::size_t>(fit.evaluations), kMostSteps)) {
            throw Cancelled();
        }
        ++fit.evaluations;
        return problem.evaluate(variables);
    });
    fit.objective = problem.evaluate(variables).item<double>();
    fit.converged = variables.grad().abs().max().item<double>() <=
                    std::max(kGradientTolerance, 1e-12 * fit.objective);
    fit.classifier = problem.classifier(variables);
    return fit;
}

} // namespace

LogisticFit fitLogisticRegression(const LabelledFeatures& samples, int classes, double c,
                                  const Progress& progress)
{
    requireMinimum(samples, classes);
    return translated("fitting the linear classifier",
                      [&] { return minimised(Problem(samples, classes, c), progress); });
}

Matrix<double> logits(const LinearClassifier& classifier, const Matrix<float>& features)
{
    const auto rows = static_cast<std::int64_t>(classifier.weights.rows);
    const torch::Tensor weights = torch::from_blob(
        const_cast<double*>(classifier.weights.data.data()),
        {rows, static_cast<std::int64_t>(classifier.weights.columns)}, torch::kFloat64);
    const torch::Tensor biases =
        torch::from_blob(const_cast<double*>(classifier.biases.data()), {rows}, torch::kFloat64);
    return matrixOf(torch::addmm(biases, tensorOf(features), weights.t()));
}

Fitness fitness(const LinearClassifier& classifier, const LabelledFeatures& samples)
{
    const Matrix<double> all = logits(classifier, samples.features);
    Fitness sum;
    for (std::size_t i = 0; i < all.rows; ++i) {
        const auto row = all.row(i);
        const double largest = *std::ranges::max_element(row);
        const double own = row[static_cast<std::size_t>(samples.labels[i])];
        double total = 0.0;
        for (const double logit : row) {
            total += std::exp(logit - largest);
        }
        sum.accuracy += own == largest ? 1.0 : 0.0;
        sum.crossEntropy += largest - own + std::log(total);
    }
    const auto count = static_cast<double>(std::max<std::size_t>(all.rows, 1));
    return {.accuracy = sum.accuracy / count, .crossEntropy = sum.crossEntropy / count};
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/logistic_regression.h"

#include "core/base/error.h"
#include "core/models/modules/torch_errors.h"

#include <torch/types.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <utility>

namespace palimpsest {

namespace {

constexpr int kMostSteps = 5000;
constexpr std::size_t kRememberedSteps = 15;
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
    Problem(const LabelledFeatures& samples, int classes, double c, Link link)
        : m_c(c), m_classes(classes), m_link(link)
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
        const torch::Tensor labels = torch::tensor(samples.labels, torch::kInt64);
        m_targets = torch::zeros({raw.size(0), classes}, torch::kFloat64)
                        .scatter_(1, labels.unsqueeze(1), 1.0);
    }

    torch::Tensor start() const
    {
        return torch::zeros({m_classes, m_samples.size(1)}, torch::kFloat64);
    }

    /// The objective at `variables`; its slopes go to `gradient`.
    double evaluate(const torch::Tensor& variables, torch::Tensor& gradient) const
    {
        const torch::Tensor logits = m_samples.mm(variables.t());
        const bool isSoftmax = m_link == Link::Softmax;
        const torch::Tensor logs =
            isSoftmax ? torch::log_softmax(logits, 1) : torch::log_sigmoid(logits);
        gradient = (logs.exp() - m_targets).t().mm(m_samples) * m_c + variables * m_penalty;
        // log σ(−z) = log σ(z) − z
        const torch::Tensor gains =
            isSoftmax ? logs * m_targets : logs - logits * (1.0 - m_targets);
        const double loss = -gains.sum().item<double>();
        return m_c * loss + 0.5 * (variables.square() * m_penalty).sum().item<double>();
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
    Link m_link;
    torch::Tensor m_mean;  ///< of the features, [features]
    torch::Tensor m_scale; ///< [features]
    double m_biasScale = 1.0;
    torch::Tensor m_samples; ///< [samples, features + 1]
    torch::Tensor m_penalty; ///< of the squares of the variables, [features + 1]
    torch::Tensor m_targets; ///< [samples, classes], 1 at the class
};

void requireMinimum(const LabelledFeatures& samples, int classes, Link link)
{
    if (link == Link::Sigmoid && classes < 2) {
        throw BadInput("All training samples are of one class, so that no probability of it can be "
                       "fitted. Add samples of another one.");
    }
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

/// A point of the objective: variables, value and slopes.
struct Point
{
    torch::Tensor variables;
    double objective = 0.0;
    torch::Tensor gradient;

    double slope(const torch::Tensor& direction) const
    {
        return (gradient * direction).sum().item<double>();
    }
    double largestSlope() const { return gradient.abs().max().item<double>(); }
};

/// L-BFGS for a convex objective (Nocedal and Wright, Numerical Optimization, ch. 7.2). The one of
/// LibTorch forgets steps whose curvature is below 1e-10, as all are near an optimum.
class Minimiser
{
public:
    /// `progress` is told the evaluations.
    Minimiser(const Problem& problem, const Progress& progress)
        : m_problem(problem), m_progress(progress), m_here(at(problem.start()))
    {
    }

    /// Goes on until slopes vanish or double precision shows no way down.
    Point run()
    {
        for (int step = 0; step < kMostSteps && m_here.largestSlope() > kGradientTolerance;
             ++step) {
            std::optional<Point> next = beyond(direction());
            if (!next) {
                break;
            }
            remember(*next);
            m_here = std::move(*next);
        }
        return m_here;
    }

    int evaluations() const { return m_evaluations; }

private:
    struct Change
    {
        torch::Tensor variables;
        torch::Tensor gradient;
        double curvature = 0.0; ///< product of both
    };

    Point at(torch::Tensor variables)
    {
        constexpr std::size_t kMostEvaluations = 2 * kMostSteps;
        if (m_progress && !m_progress(static_cast<std::size_t>(m_evaluations), kMostEvaluations)) {
            throw Cancelled();
        }
        ++m_evaluations;
        Point point{.variables = std::move(variables)};
        point.objective = m_problem.evaluate(point.variables, point.gradient);
        return point;
    }

    /// Downhill by the curvature that the last steps have met, in two loops over them.
    torch::Tensor direction() const
    {
        torch::Tensor result = -m_here.gradient;
        std::vector<double> shares;
        for (auto change = m_changes.rbegin(); change != m_changes.rend(); ++change) {
            shares.push_back((change->variables * result).sum().item<double>() / change->curvature);
            result = result - change->gradient * shares.back();
        }
        if (!m_changes.empty()) {
            const Change& last = m_changes.back();
            result = result * (last.curvature / last.gradient.square().sum().item<double>());
        }
        for (const Change& change : m_changes) {
            const double share = (change.gradient * result).sum().item<double>() / change.curvature;
            result = result + change.variables * (shares.back() - share);
            shares.pop_back();
        }
        return result;
    }

    /// A point along `direction` that meets the weak Wolfe conditions, by bisection: lower by a
    /// share of what the slope promised, and no longer as steep. None where rounding hides it.
    std::optional<Point> beyond(const torch::Tensor& direction)
    {
        constexpr int kMostTries = 40;
        constexpr double kPromised = 1e-4;
        constexpr double kStillSteep = 0.9;
        const double slope = m_here.slope(direction);
        const double rounding = 1e-14 * std::abs(m_here.objective);
        double low = 0.0;
        double high = std::numeric_limits<double>::infinity();
        double length = 1.0;
        for (int i = 0; slope < 0.0 && i < kMostTries; ++i) {
            Point point = at(m_here.variables + direction * length);
            if (!(point.objective <= m_here.objective + kPromised * length * slope + rounding)) {
                high = length;
            } else if (point.slope(direction) < kStillSteep * slope) {
                low = length;
            } else {
                return point;
            }
            length = std::isinf(high) ? 2.0 * length : (low + high) / 2.0;
        }
        return std::nullopt;
    }

    void remember(const Point& next)
    {
        Change change{.variables = next.variables - m_here.variables,
                      .gradient = next.gradient - m_here.gradient};
        change.curvature = (change.variables * change.gradient).sum().item<double>();
        if (change.curvature <= 0.0) {
            return; // rounding: a convex objective curves upwards
        }
        m_changes.push_back(std::move(change));
        if (m_changes.size() > kRememberedSteps) {
            m_changes.pop_front();
        }
    }

    const Problem& m_problem;
    const Progress& m_progress;
    int m_evaluations = 0;
    Point m_here;
    std::deque<Change> m_changes; ///< the latest last
};

/// The smallest change of an objective f that double precision shows, 2e-16 f, hides slopes of
/// 2e-8 √f; a little above them the fit counts as converged.
bool isConverged(const Point& point)
{
    return point.largestSlope() <= std::max(kGradientTolerance, 1e-7 * std::sqrt(point.objective));
}

LogisticFit minimised(const Problem& problem, const Progress& progress)
{
    const torch::NoGradGuard noGradients;
    Minimiser minimiser(problem, progress);
    const Point optimum = minimiser.run();
    return {.classifier = problem.classifier(optimum.variables),
            .objective = optimum.objective,
            .evaluations = minimiser.evaluations(),
            .converged = isConverged(optimum)};
}

} // namespace

LogisticFit fitLogisticRegression(const LabelledFeatures& samples, int classes, double c,
                                  const Progress& progress, Link link)
{
    requireMinimum(samples, classes, link);
    return translated("fitting the linear classifier",
                      [&] { return minimised(Problem(samples, classes, c, link), progress); });
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

namespace {

/// −log softmax at the place `own`.
double softmaxLoss(std::span<const double> logits, std::size_t own)
{
    const double largest = *std::ranges::max_element(logits);
    double total = 0.0;
    for (const double logit : logits) {
        total += std::exp(logit - largest);
    }
    return largest - logits[own] + std::log(total);
}

/// −log σ at the place `own`, and of what is against it at the others.
double sigmoidLoss(std::span<const double> logits, std::size_t own)
{
    double loss = 0.0;
    for (std::size_t k = 0; k < logits.size(); ++k) {
        const double against = k == own ? -logits[k] : logits[k];
        loss += std::max(against, 0.0) + std::log1p(std::exp(-std::abs(against)));
    }
    return loss;
}

} // namespace

Fitness fitness(const LinearClassifier& classifier, const LabelledFeatures& samples, Link link)
{
    const Matrix<double> all = logits(classifier, samples.features);
    Fitness sum;
    for (std::size_t i = 0; i < all.rows; ++i) {
        const auto row = all.row(i);
        const auto own = static_cast<std::size_t>(samples.labels[i]);
        const auto best = static_cast<std::size_t>(std::ranges::max_element(row) - row.begin());
        sum.accuracy += best == own ? 1.0 : 0.0;
        sum.crossEntropy += link == Link::Softmax ? softmaxLoss(row, own) : sigmoidLoss(row, own);
    }
    const auto count = static_cast<double>(std::max<std::size_t>(all.rows, 1));
    return {.accuracy = sum.accuracy / count, .crossEntropy = sum.crossEntropy / count};
}

} // namespace palimpsest

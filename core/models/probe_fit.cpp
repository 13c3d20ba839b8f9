// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/probe_fit.h"

#include "core/base/error.h"
#include "core/base/listed_names.h"
#include "core/base/shuffled_classes.h"
#include "core/models/chance.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <utility>

namespace palimpsest {

namespace {

std::vector<std::size_t> countsOf(const std::vector<int>& labels, std::size_t classes)
{
    std::vector<std::size_t> counts(classes);
    for (const int label : labels) {
        ++counts[static_cast<std::size_t>(label)];
    }
    return counts;
}

/// The samples at `positions`.
LabelledFeatures selected(const LabelledFeatures& samples,
                          const std::vector<std::size_t>& positions)
{
    LabelledFeatures result;
    result.features = Matrix<float>(positions.size(), samples.features.columns);
    for (std::size_t i = 0; i < positions.size(); ++i) {
        std::ranges::copy(samples.features.row(positions[i]), result.features.row(i).begin());
        result.labels.push_back(samples.labels[positions[i]]);
    }
    return result;
}

/// `samples` without those at `positions`, and these.
std::pair<LabelledFeatures, LabelledFeatures> divided(const LabelledFeatures& samples,
                                                      const std::vector<std::size_t>& positions)
{
    std::vector<std::size_t> others;
    for (std::size_t i = 0; i < samples.labels.size(); ++i) {
        if (!std::ranges::binary_search(positions, i)) {
            others.push_back(i);
        }
    }
    return {selected(samples, others), selected(samples, positions)};
}

template<typename... Values>
std::string formatted(const char* format, Values... values)
{
    std::array<char, 512> text{};
    std::snprintf(text.data(), text.size(), format, values...);
    return text.data();
}

void requireSense(const ProbeOptions& options)
{
    const bool isPositive =
        std::ranges::all_of(options.grid, [](double c) { return c > 0.0 && std::isfinite(c); });
    if (options.grid.empty() || !isPositive) {
        throw BadInput("C has to be a positive number. Choose one, or leave it to validation.");
    }
    if (!(options.validationShare >= 0.0 && options.validationShare < 1.0)) {
        throw BadInput("The share of pictures for validation has to lie in [0, 1).");
    }
}

void warnOfSmallClasses(ProbeFit& fit, const std::vector<std::size_t>& counts,
                        const std::vector<std::string>& names)
{
    std::vector<std::string> small;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] < 2) {
            small.push_back(names[i]);
        }
    }
    if (!small.empty()) {
        fit.warnings.push_back("Classes with a single training picture: " + listedNames(small) +
                               ". They cannot be validated.");
    }
}

void warnOfChance(ProbeFit& fit, const std::vector<std::size_t>& trained,
                  const LabelledFeatures& test)
{
    const std::vector<std::size_t> counts =
        fit.test ? countsOf(test.labels, trained.size()) : fit.validationCounts;
    std::size_t samples = 0;
    for (const std::size_t count : counts) {
        samples += count;
    }
    if (samples == 0) {
        return;
    }
    const auto most = std::ranges::max_element(trained) - trained.begin();
    const double ofMost =
        static_cast<double>(counts[static_cast<std::size_t>(most)]) / static_cast<double>(samples);
    const double guessed = 1.0 / static_cast<double>(counts.size());
    const double chance = std::max(ofMost, guessed); // that class may be rare in what is tested
    const double accuracy = fit.test ? fit.test->accuracy : fit.validation->accuracy;
    if (isNoBetterThanChance(accuracy, chance, samples)) {
        fit.warnings.push_back(
            formatted("The probe is hardly better than chance: %.1f %% of %zu pictures are right, "
                      "and %s gets %.1f %%. Check weights, preprocessing and labels.",
                      100.0 * accuracy, samples,
                      ofMost < guessed ? "guessing" : "always naming the most frequent class",
                      100.0 * chance));
    }
}

void warnOfFit(ProbeFit& fit, const LogisticFit& result)
{
    if (!result.converged) {
        fit.warnings.push_back(
            formatted("The fit at C = %g stopped short of its optimum. Its accuracy stands, but "
                      "choose a smaller C to compare weights.",
                      fit.c));
    }
}

/// The best C on validation samples, into `fit`: accuracy is too coarse on so few.
void chooseC(ProbeFit& fit, const LabelledFeatures& train,
             const std::vector<std::size_t>& validation, int classes, const ProbeOptions& options,
             const std::function<Progress(std::size_t)>& step)
{
    const auto [kept, held] = divided(train, validation);
    for (std::size_t i = 0; i < options.grid.size(); ++i) {
        const LogisticFit tried =
            fitLogisticRegression(kept, classes, options.grid[i], step(i), options.link);
        fit.tried.push_back({.c = options.grid[i],
                             .train = fitness(tried.classifier, kept, options.link),
                             .validation = fitness(tried.classifier, held, options.link)});
    }
    const auto best = std::ranges::min_element(
        fit.tried, {}, [](const TriedC& tried) { return tried.validation.crossEntropy; });
    fit.c = best->c;
    fit.validation = best->validation;
    fit.validationCounts = countsOf(held.labels, static_cast<std::size_t>(classes));
    const auto position = best - fit.tried.begin();
    if (fit.tried.size() > 1 &&
        (position == 0 || position + 1 == static_cast<std::ptrdiff_t>(fit.tried.size()))) {
        fit.warnings.push_back(formatted("The chosen C = %g is the %s that was tried.", fit.c,
                                         position == 0 ? "smallest" : "largest"));
    }
}

} // namespace

std::vector<std::size_t> validationSamples(const std::vector<int>& labels, int classes,
                                           const ProbeOptions& options)
{
    std::vector<std::size_t> chosen;
    for (const std::vector<std::size_t>& positions :
         shuffledByClass(labels, static_cast<std::size_t>(classes), options.seed)) {
        if (positions.size() < 2 || options.validationShare == 0.0) {
            continue;
        }
        const auto wanted = static_cast<std::size_t>(
            std::lround(options.validationShare * static_cast<double>(positions.size())));
        const std::size_t count = std::clamp<std::size_t>(wanted, 1, positions.size() - 1);
        chosen.insert(chosen.end(), positions.begin(),
                      positions.begin() + static_cast<std::ptrdiff_t>(count));
    }
    std::ranges::sort(chosen);
    return chosen;
}

ProbeFit fitProbe(const LabelledFeatures& train, const LabelledFeatures& test,
                  const std::vector<std::string>& names, const ProbeOptions& options,
                  const Progress& progress)
{
    requireSense(options);
    const auto classes = static_cast<int>(names.size());
    const std::size_t total = options.grid.size() + 1;
    const auto step = [&](std::size_t done) -> Progress {
        return [&progress, done, total](std::size_t, std::size_t) {
            return !progress || progress(done, total);
        };
    };
    ProbeFit fit;
    const std::vector<std::size_t> counts = countsOf(train.labels, names.size());
    warnOfSmallClasses(fit, counts, names);
    const std::vector<std::size_t> validation = validationSamples(train.labels, classes, options);
    if (!validation.empty()) {
        chooseC(fit, train, validation, classes, options, step);
    } else if (options.grid.size() == 1) {
        fit.c = options.grid.front();
        fit.validationCounts.resize(names.size());
    } else {
        throw BadInput("C is chosen on pictures kept apart from training, and there are none. "
                       "Give more pictures or a share of them for validation, or a C.");
    }
    const LogisticFit result =
        fitLogisticRegression(train, classes, fit.c, step(total - 1), options.link);
    warnOfFit(fit, result);
    fit.classifier = result.classifier;
    fit.train = fitness(fit.classifier, train, options.link);
    if (!test.labels.empty()) {
        fit.test = fitness(fit.classifier, test, options.link);
    }
    warnOfChance(fit, counts, test);
    return fit;
}

} // namespace palimpsest

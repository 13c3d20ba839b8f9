// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/label_check.h"

#include "core/base/error.h"
#include "core/base/natural_order.h"
#include "core/models/chance.h"
#include "core/setup/usual_normalisations.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <numeric>
#include <span>
#include <utility>

namespace palimpsest {

namespace {

/// Logits with a column for each class.
Matrix<float> perClass(const Matrix<float>& logits, std::size_t classes)
{
    if (logits.columns == classes || logits.columns != 1 || classes != 2) {
        return logits;
    }
    Matrix<float> both(logits.rows, 2);
    for (std::size_t i = 0; i < logits.rows; ++i) {
        both.row(i)[1] = logits.row(i)[0];
    }
    return both;
}

int largest(std::span<const float> row)
{
    return static_cast<int>(std::ranges::max_element(row) - row.begin());
}

constexpr int kNoAnswer = -1; ///< NaN and Inf speak for no class

std::vector<int> predictions(const Matrix<float>& logits)
{
    std::vector<int> result;
    for (std::size_t i = 0; i < logits.rows; ++i) {
        const auto row = logits.row(i);
        const bool isAnswer = std::ranges::all_of(row, [](float x) { return std::isfinite(x); });
        result.push_back(isAnswer ? largest(row) : kNoAnswer);
    }
    return result;
}

/// Cross-entropy of each sample at a temperature, in nats.
std::vector<double> lossesAt(const Matrix<float>& logits, const std::vector<int>& labels,
                             double temperature)
{
    std::vector<double> losses;
    for (std::size_t i = 0; i < logits.rows; ++i) {
        const auto row = logits.row(i);
        const auto own = static_cast<double>(row[static_cast<std::size_t>(labels[i])]);
        const auto top = static_cast<double>(*std::ranges::max_element(row));
        double sum = 0.0;
        for (const float logit : row) {
            sum += std::exp((static_cast<double>(logit) - top) / temperature);
        }
        losses.push_back(std::log(sum) - (own - top) / temperature);
    }
    return losses;
}

double mean(const std::vector<double>& values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// Of each sample at the temperature that makes their mean smallest.
std::vector<double> leastLosses(const Matrix<float>& logits, const std::vector<int>& labels)
{
    // The loss is convex in 1 / temperature, so of these the smallest is next to the least.
    constexpr double kStep = 1.1;
    std::vector<double> least;
    for (double temperature = 1.0 / 16.0; temperature <= 64.0; temperature *= kStep) {
        std::vector<double> losses = lossesAt(logits, labels, temperature);
        if (least.empty() || mean(losses) < mean(least)) {
            least = std::move(losses);
        }
    }
    return least;
}

double shareRight(const std::vector<int>& predicted, const std::vector<int>& labels)
{
    std::size_t right = 0;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        right += predicted[i] == labels[i] ? 1 : 0;
    }
    return static_cast<double>(right) / static_cast<double>(labels.size());
}

std::string percent(double share)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.0f %%", 100.0 * share);
    return text.data();
}

/// Half the width of what an accuracy of so many samples may be off by, at most.
double uncertainty(std::size_t samples)
{
    return 2.0 * std::sqrt(0.25 / static_cast<double>(samples));
}

/// For each number that a model answers with, the class that it stands for most often among some
/// samples: the commonest pairs first, each class once. −1 where it was never answered.
std::vector<int> commonestMeaning(const std::vector<int>& predicted, const std::vector<int>& labels,
                                  const std::vector<bool>& isUsed, std::size_t classes)
{
    std::map<std::pair<int, int>, int> counts;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (isUsed[i]) {
            ++counts[{predicted[i], labels[i]}];
        }
    }
    std::vector<std::pair<std::pair<int, int>, int>> pairs(counts.begin(), counts.end());
    std::ranges::stable_sort(pairs, std::ranges::greater{}, &decltype(pairs)::value_type::second);
    std::vector<int> meaning(classes, -1);
    std::vector<bool> isTaken(classes, false);
    for (const auto& [pair, count] : pairs) {
        const auto answer = static_cast<std::size_t>(pair.first);
        const auto label = static_cast<std::size_t>(pair.second);
        if (meaning[answer] < 0 && !isTaken[label]) {
            meaning[answer] = pair.second;
            isTaken[label] = true;
        }
    }
    return meaning;
}

/// Accuracy with answers renumbered as suits the other half of each class best.
double renumberedAccuracy(const std::vector<int>& predicted, const std::vector<int>& labels,
                          std::size_t classes)
{
    std::vector<std::size_t> seen(classes, 0);
    std::vector<bool> isFirst;
    for (const int label : labels) {
        isFirst.push_back(seen[static_cast<std::size_t>(label)]++ % 2 == 0);
    }
    std::vector<bool> isSecond = isFirst;
    isSecond.flip();
    const std::vector<int> ofFirst = commonestMeaning(predicted, labels, isFirst, classes);
    const std::vector<int> ofSecond = commonestMeaning(predicted, labels, isSecond, classes);
    std::vector<int> renumbered;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const auto& meaning = isFirst[i] ? ofSecond : ofFirst;
        renumbered.push_back(meaning[static_cast<std::size_t>(predicted[i])]);
    }
    return shareRight(renumbered, labels);
}

/// Accuracy if the model's numbers went through `names` in this order.
double accuracyInOrder(const std::vector<int>& predicted, const std::vector<int>& labels,
                       const std::vector<std::string>& classes,
                       const std::vector<std::string>& names)
{
    std::vector<int> meant;
    for (const int answer : predicted) {
        const auto found = std::ranges::find(classes, names[static_cast<std::size_t>(answer)]);
        meant.push_back(static_cast<int>(found - classes.begin()));
    }
    return shareRight(meant, labels);
}

struct OtherOrder
{
    double accuracy = 0.0;
    std::string text; ///< "when they are numbered …"
};

std::optional<OtherOrder> otherOrder(const std::vector<int>& predicted,
                                     const std::vector<int>& labels,
                                     const std::vector<std::string>& classes)
{
    std::vector<std::string> byText = classes;
    std::ranges::sort(byText);
    std::vector<std::string> natural = classes;
    std::ranges::sort(natural, isNaturallyLess);
    const std::string text = byText == natural
                                 ? "in the order of their names, \"" + byText.front() + "\" first"
                                 : "by text, \"10\" before \"2\"";
    std::optional<OtherOrder> best;
    for (const auto& [names, order] :
         {std::pair(byText, text), {natural, "with \"2\" before \"10\""}}) {
        if (names == classes || (best && byText == natural)) {
            continue;
        }
        const double accuracy = accuracyInOrder(predicted, labels, classes, names);
        if (!best || accuracy > best->accuracy) {
            best = OtherOrder{.accuracy = accuracy, .text = order};
        }
    }
    return best;
}

/// An example of what another numbering means: "\"a\" where the study says \"b\"".
std::string exampleOf(const std::vector<int>& predicted, const std::vector<int>& labels,
                      const std::vector<std::string>& classes)
{
    const std::vector<int> meaning =
        commonestMeaning(predicted, labels, std::vector<bool>(labels.size(), true), classes.size());
    for (std::size_t i = 0; i < meaning.size(); ++i) {
        if (meaning[i] >= 0 && meaning[i] != static_cast<int>(i)) {
            return "its number " + std::to_string(i) + " mostly is \"" +
                   classes[static_cast<std::size_t>(meaning[i])] + "\", and the study's is \"" +
                   classes[i] + "\"";
        }
    }
    return "its numbers are others";
}

/// Whether each sample's loss is less by a margin, and by more than chance makes it.
bool areClearlyLess(const std::vector<double>& losses, const std::vector<double>& before)
{
    constexpr double kLeast = 0.05; // nats
    constexpr double kErrors = 3.0;
    std::vector<double> gains;
    for (std::size_t i = 0; i < losses.size(); ++i) {
        gains.push_back(before[i] - losses[i]);
    }
    const double gain = mean(gains);
    double squares = 0.0;
    for (const double one : gains) {
        squares += (one - gain) * (one - gain);
    }
    const auto count = static_cast<double>(gains.size());
    const double error = std::sqrt(squares / std::max(count - 1.0, 1.0) / count);
    return gain > kLeast && gain > kErrors * error;
}

/// Whether `other` fits clearly better than `fit`. Pictures of less contrast make a model less
/// sure, which alone lowers the loss of one that is too sure; so it has to know more as well.
bool isClearlyBetter(const LabelFit& other, const LabelFit& fit)
{
    constexpr std::size_t kLeastSamples = 20;
    const std::size_t samples = fit.losses.size();
    if (samples < kLeastSamples || !areClearlyLess(other.scaledLosses, fit.scaledLosses)) {
        return false;
    }
    return other.accuracy > fit.accuracy + uncertainty(samples) ||
           (other.accuracy >= fit.accuracy && areClearlyLess(other.losses, fit.losses));
}

} // namespace

LabelFit labelFit(const Matrix<float>& given, const std::vector<int>& labels,
                  const std::vector<std::string>& classes)
{
    const Matrix<float> logits = perClass(given, classes.size());
    if (logits.rows == 0 || logits.rows != labels.size()) {
        throw BadInput("There are no labelled samples to try the model on.");
    }
    if (logits.columns != classes.size()) {
        throw BadInput("The model answers with " + std::to_string(logits.columns) +
                       " classes, and there are " + std::to_string(classes.size()) + ".");
    }
    for (const int label : labels) {
        if (label < 0 || label >= static_cast<int>(classes.size())) {
            throw BadInput("A sample is of the class number " + std::to_string(label) +
                           ", and there are " + std::to_string(classes.size()) + " classes.");
        }
    }
    std::vector<double> losses = lossesAt(logits, labels, 1.0);
    return {.accuracy = shareRight(predictions(logits), labels),
            .crossEntropy = mean(losses),
            .losses = std::move(losses),
            .scaledLosses = leastLosses(logits, labels)};
}

LabelCheck checkLabels(const Matrix<float>& given, const std::vector<int>& labels,
                       const std::vector<std::string>& classes)
{
    LabelCheck check{.samples = labels.size(), .fit = labelFit(given, labels, classes)};
    const Matrix<float> logits = perClass(given, classes.size());
    const std::vector<int> predicted = predictions(logits);
    check.firstClass = classes[static_cast<std::size_t>(labels.front())];
    if (const auto without = std::ranges::count(predicted, kNoAnswer); without > 0) {
        check.unanswered = "The model answers " + std::to_string(without) + " of " +
                           std::to_string(predicted.size()) +
                           " samples with what is no number, so its labels cannot be checked. "
                           "Look at its weights.";
        check.warnings.push_back(check.unanswered);
        return check;
    }
    check.firstTop = topClasses(logits.row(0), classes);
    std::vector<std::size_t> counts(classes.size());
    for (const int label : labels) {
        ++counts[static_cast<std::size_t>(label)];
    }
    check.chance =
        static_cast<double>(std::ranges::max(counts)) / static_cast<double>(labels.size());
    check.renumbered = renumberedAccuracy(predicted, labels, classes.size());
    const auto order = otherOrder(predicted, labels, classes);
    if (order) {
        check.otherOrder = order->accuracy;
    }
    constexpr double kFar = 0.1;
    const double enough = check.fit.accuracy + kFar + uncertainty(labels.size());
    const std::string right = percent(check.fit.accuracy);
    if (order && order->accuracy > enough) {
        check.numbering =
            "The classes seem to be numbered in another order: the model is right on " + right +
            " of the samples, and on " + percent(order->accuracy) + " when they are numbered " +
            order->text + ". List the classes in that order.";
    } else if (check.renumbered > enough) {
        check.numbering =
            "The classes seem to be numbered in another order: the model is right on " + right +
            " of the samples, and on " + percent(check.renumbered) + " when its numbers are " +
            "matched to the classes anew: " + exampleOf(predicted, labels, classes) +
            ". List the classes in the order in which the model was trained.";
    }
    if (!check.numbering.empty()) {
        check.warnings.push_back(check.numbering);
    } else if (isNoBetterThanChance(check.fit.accuracy, check.chance, check.samples)) {
        check.warnings.push_back(
            "The model is right on " + right + " of the " + std::to_string(check.samples) +
            " samples, which is hardly better than naming one class always (" +
            percent(check.chance) + "). Check the order of the classes, the normalisation, and " +
            "that it was trained for these classes.");
    }
    return check;
}

LabelCheck checkPictureLabels(const std::function<Matrix<float>(const Preprocessing&)>& logitsOf,
                              const Preprocessing& used, const std::vector<int>& labels,
                              const std::vector<std::string>& classes)
{
    LabelCheck check = checkLabels(logitsOf(used), labels, classes);
    check.normalisations.push_back(
        {"that of the study", check.fit.accuracy, check.fit.crossEntropy});
    std::string best;
    for (const NamedNormalisation& usual : usualNormalisations(used.channels())) {
        Preprocessing other = used;
        other.mean = usual.mean;
        other.std = usual.std;
        if (other == used) {
            continue;
        }
        const LabelFit fit = labelFit(logitsOf(other), labels, classes);
        check.normalisations.push_back({usual.name, fit.accuracy, fit.crossEntropy});
        const auto& so = check.otherNormalisation;
        const bool isBest = !so || fit.accuracy > so->accuracy ||
                            (fit.accuracy == so->accuracy && fit.crossEntropy < so->crossEntropy);
        if (isBest && isClearlyBetter(fit, check.fit)) {
            check.otherNormalisation = fit;
            best = usual.name;
        }
    }
    if (check.otherNormalisation) {
        std::array<char, 96> losses{};
        std::snprintf(losses.data(), losses.size(), " (cross-entropy %.2f instead of %.2f nats)",
                      check.otherNormalisation->crossEntropy, check.fit.crossEntropy);
        check.warnings.push_back("The pictures seem to be normalised otherwise than in training: "
                                 "the model is right on " +
                                 percent(check.fit.accuracy) + " of the samples, and on " +
                                 percent(check.otherNormalisation->accuracy) + losses.data() +
                                 " with " + best + ". Prepare the pictures with these.");
    }
    return check;
}

std::vector<std::size_t> topPositions(std::span<const float> logits, std::size_t count)
{
    std::vector<std::size_t> order(logits.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::ranges::greater{},
                             [&](std::size_t i) { return logits[i]; });
    order.resize(std::min(count, order.size()));
    return order;
}

std::vector<std::string> topClasses(std::span<const float> logits,
                                    const std::vector<std::string>& classes, std::size_t count)
{
    std::vector<std::string> names;
    for (const std::size_t position :
         topPositions(logits.first(std::min(logits.size(), classes.size())), count)) {
        names.push_back(classes[position]);
    }
    return names;
}

} // namespace palimpsest

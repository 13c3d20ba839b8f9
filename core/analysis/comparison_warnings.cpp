// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/comparison_warnings.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>

namespace palimpsest {

namespace {

constexpr double kTinyNormaliserShare = 0.05;

/// Names the samples whose class the reference or the last target model still believes in when
/// nothing of them is visible. A model may simply favour a class; the user should know.
void warnOfGivenAwayClasses(const Study& study, Comparison& comparison)
{
    const double chance = 1.0 / static_cast<double>(std::max<std::size_t>(2, study.classes.size()));
    for (const auto& [index, model] : comparison.models) {
        const bool isLastTarget =
            index.lineage == comparison.target &&
            index.checkpoint + 1 == study.lineages[index.lineage].checkpoints.size();
        if (index != comparison.reference && !isLastTarget) {
            continue;
        }
        std::string samples;
        for (std::size_t i = 0; i < model.answers.size(); ++i) {
            if (model.answers[i].probabilityOfNone > (1.0 + chance) / 2.0) {
                samples += (samples.empty() ? "" : ", ") + comparison.samples[i].id;
            }
        }
        if (!samples.empty()) {
            comparison.warnings.push_back(
                model.name + " is sure of the class of " + samples +
                " even when every part is hidden: it favours that class, or the baseline or the " +
                "background gives it away.");
        }
    }
}

/// Three digits, for sentences.
std::string shortened(double value)
{
    std::array<char, 32> text{};
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, 3);
    return {text.data(), end.ptr};
}

void warnOfOddModels(Comparison& comparison)
{
    const double usual = comparison.models.at(comparison.reference).normaliser;
    for (const auto& [index, model] : comparison.models) {
        if (model.normaliser == 0.0) {
            comparison.warnings.push_back(model.name +
                                          " answers the same whether parts are visible or not; " +
                                          "its curves have a gap there.");
        } else if (model.normaliser < kTinyNormaliserShare * usual) {
            comparison.warnings.push_back(
                model.name + " hardly reacts to the parts (mean |v(N) − v(∅)| is " +
                shortened(model.normaliser) + " against " + shortened(usual) +
                " of the reference); normalising magnifies what may be noise.");
        }
    }
}

void warnOfSplit(Comparison& comparison)
{
    const SplitReport& split = *comparison.split;
    if (!comparison.interactions.joint) {
        comparison.warnings.push_back(
            "Every model is split into AND and OR for itself, and such a split is one of several "
            "optima: patterns may differ between models for that reason alone. Split the models "
            "together to compare them.");
    }
    if (split.unfinished > 0) {
        comparison.warnings.push_back(
            std::to_string(split.unfinished) + " of " + std::to_string(split.splits) +
            " splits into AND and OR stopped before they were as sparse as asked (relative gap up "
            "to " +
            shortened(split.gap) + " after " + std::to_string(split.steps) +
            " steps); weak patterns in them may not be needed.");
    }
}

} // namespace

void addWarnings(const Study& study, Comparison& comparison)
{
    if (comparison.split) {
        warnOfSplit(comparison);
    }
    warnOfOddModels(comparison);
    warnOfGivenAwayClasses(study, comparison);
    std::ranges::copy(networkDifferences(study), std::back_inserter(comparison.warnings));
}

} // namespace palimpsest

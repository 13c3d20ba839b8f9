// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/comparison_warnings.h"

#include "core/base/listed_names.h"
#include "core/study/accuracy_sets.h"
#include "core/study/study_names.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <string>
#include <vector>

namespace palimpsest {

namespace {

constexpr double kTinyNormaliserShare = 0.15;

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

/// "finetuned/0 answers", ""finetuned/0", "finetuned/1" and 3 more answer".
std::string does(const std::vector<std::string>& models, const char* one, const char* many)
{
    return models.size() == 1 ? models.front() + " " + one : listedNames(models) + " " + many;
}

/// Says which checkpoint stands for the last of a run whose own answers nothing.
void warnOfUnusableEnd(Comparison& comparison, std::size_t lineage)
{
    const ModelReport* last = nullptr;
    const ModelReport* usable = nullptr;
    for (const auto& [index, model] : comparison.models) { // epochs rise
        if (index.lineage == lineage) {
            last = &model;
            usable = model.normaliser > 0.0 ? &model : usable;
        }
    }
    if (last != usable && usable != nullptr) {
        comparison.warnings.push_back("What is said of the end of the run is said of " +
                                      usable->name + ", as " + last->name +
                                      " answers the same to everything.");
    }
}

void warnOfOddModels(Comparison& comparison)
{
    const double usual = comparison.models.at(comparison.reference).normaliser;
    warnOfUnusableEnd(comparison, comparison.target);
    if (comparison.scratch && comparison.scratch != comparison.target) {
        warnOfUnusableEnd(comparison, *comparison.scratch);
    }
    std::vector<std::string> silent;
    std::vector<std::string> faint;
    double least = usual;
    double most = 0.0;
    for (const auto& [index, model] : comparison.models) {
        if (model.normaliser == 0.0) {
            silent.push_back(model.name);
        } else if (model.normaliser < kTinyNormaliserShare * usual) {
            faint.push_back(model.name);
            least = std::min(least, model.normaliser);
            most = std::max(most, model.normaliser);
        }
    }
    if (!silent.empty()) {
        comparison.warnings.push_back(does(silent, "answers", "answer") +
                                      " the same whether parts are visible or not; curves have a " +
                                      "gap there.");
    }
    if (!faint.empty()) {
        comparison.warnings.push_back(
            does(faint, "hardly reacts", "hardly react") + " to the parts (mean |v(N) − v(∅)| is " +
            shortened(least) + (faint.size() == 1 ? "" : " to " + shortened(most)) + " against " +
            shortened(usual) + " of the reference); normalising magnifies what may be noise.");
    }
}

/// Says where models predict another class than the one that all values speak of.
void warnOfPredictions(const Study& study, Comparison& comparison)
{
    const auto predictor = predictorOf(study);
    if (study.settings.target.kind != TargetKind::Predicted || !predictor) {
        return;
    }
    std::size_t units = 0;
    std::size_t others = 0;
    std::string models;
    for (const auto& [index, model] : comparison.models) {
        const auto of = std::ranges::count_if(model.answers, [](const SampleAnswer& answer) {
            return answer.predicted >= 0 && answer.predicted != answer.target;
        });
        units += model.answers.size();
        others += static_cast<std::size_t>(of);
        if (of > 0) {
            models += (models.empty() ? "" : ", ") + model.name;
        }
    }
    if (others > 0) {
        comparison.warnings.push_back(
            "v speaks of the class that " + checkpointName(study, *predictor) +
            " predicts, for all models; " + std::to_string(others) + " of " +
            std::to_string(units) + " units predict another one: of " + models + ".");
    }
}

/// Says how values hang on the way a model's outputs are written down.
void warnOfOutputs(const Study& study, Comparison& comparison)
{
    std::size_t floored = 0;
    std::string models;
    for (const auto& [index, model] : comparison.models) {
        if (model.floored > 0) {
            floored += model.floored;
            models += (models.empty() ? "" : ", ") + model.name;
        }
        if (!model.looks.empty()) {
            comparison.warnings.push_back(model.name + ": " + model.looks +
                                          ". `set --outputs` says it otherwise.");
        }
        const std::string odd =
            oddValue({study.settings.valueKind, model.outputs.value_or(OutputKind::Logits)});
        if (!odd.empty() && index == comparison.reference) {
            comparison.warnings.push_back(model.name + ": " + odd + ".");
        }
    }
    if (floored > 0) {
        comparison.warnings.push_back(
            std::to_string(floored) + " maskings of " + models +
            " have a probability of 0, as it was rounded, and v takes it as 1.2e-38: |v| is 87 " +
            "there and may be anything from that on. Save the networks without their last " +
            "softmax or sigmoid for values that are exact.");
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
    warnOfOutputs(study, comparison);
    warnOfPredictions(study, comparison);
    warnOfGivenAwayClasses(study, comparison);
    if (areAccuraciesOutdated(study)) {
        comparison.warnings.push_back(outdatedAccuracies(study));
    }
    std::ranges::copy(networkDifferences(study), std::back_inserter(comparison.warnings));
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/pattern_comparison.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>

namespace palimpsest {

namespace {

/// One model on one sample as the analysis saw it.
struct SampleModel
{
    const Interactions* interactions = nullptr; ///< null where the model is unusable
    SalientSet salient;
    double largest = 0.0;
};

SampleModel sampleModel(const Analysis& analysis, const ComparedModels& compared,
                        CheckpointIndex checkpoint, std::size_t sample)
{
    const auto report = analysis.models.find(checkpoint);
    if (report == analysis.models.end()) {
        throw BadInput("This checkpoint is not among those that are compared. Choose one of the " +
                       std::to_string(analysis.models.size()) + " that are.");
    }
    const NormalisedModel& model = *compared.models.at(checkpoint);
    if (!model.usable()) {
        return {};
    }
    return {.interactions = &model.samples[sample],
            .salient = {report->second.thresholds[sample]},
            .largest = report->second.largest[sample]};
}

std::vector<ComparedPattern> salientPatterns(const SampleModel& a, const SampleModel& b)
{
    std::vector<ComparedPattern> patterns;
    const auto add = [&](const PatternSet& of, std::size_t index, double reference, double later) {
        const PatternShares shares = splitPattern(reference, a.salient, later, b.salient);
        if (shares.status != PatternStatus::NotSalient) {
            patterns.push_back({.pattern = of.parts(index),
                                .isOr = of.isOr(index),
                                .reference = reference,
                                .later = later,
                                .shares = shares});
        }
    };
    forEachPattern(*a.interactions, *b.interactions, add);
    std::ranges::stable_sort(patterns, std::greater(), [](const ComparedPattern& of) {
        return std::max(std::abs(of.reference), std::abs(of.later));
    });
    return patterns;
}

StrengthShares strengthShares(const SampleModel& model)
{
    StrengthShares shares;
    for (std::size_t index = 1; index < model.interactions->values.size(); ++index) {
        if (!model.interactions->patterns.parts(index).empty()) {
            const double strength = std::abs(model.interactions->values[index]);
            // Where nothing acts, nothing has a share.
            shares.push_back(model.largest == 0.0 ? 0.0 : strength / model.largest);
        }
    }
    std::ranges::sort(shares, std::greater());
    return shares;
}

/// The sample's own noise, or where only others were checked the largest of theirs.
std::optional<StrengthNoise> strengthNoise(const ModelReport& report, std::size_t sample,
                                           std::size_t parts)
{
    const std::optional<NumericalNoise> own = report.answers[sample].noise;
    const std::optional<NumericalNoise> noise = own ? own : report.noise();
    const double unit = report.normaliser * report.largest[sample];
    if (!noise || unit == 0.0) {
        return std::nullopt;
    }
    return StrengthNoise{.ofValues = *noise,
                         .floor = noiseFloor(*noise, static_cast<int>(parts)) / unit};
}

} // namespace

PatternComparison comparePatterns(const Analysis& analysis, const ComparedModels& compared,
                                  std::size_t sample, CheckpointIndex later)
{
    const SampleModel a = sampleModel(analysis, compared, analysis.reference, sample);
    const SampleModel b = sampleModel(analysis, compared, later, sample);
    const std::size_t parts = analysis.samples[sample].parts.size();
    if (b.interactions == nullptr) {
        return {.byOrder = KnowledgeAmounts(parts + 1), .byPart = KnowledgeAmounts(parts)};
    }
    KnowledgeSplit split = splitKnowledge(*a.interactions, a.salient, *b.interactions, b.salient);
    const bool isSplit = analysis.split.has_value(); // errors go other ways through an optimum
    return {.patterns = salientPatterns(a, b),
            .byOrder = std::move(split.byOrder),
            .byPart = std::move(split.byPart),
            .reference = strengthShares(a),
            .later = strengthShares(b),
            .noise =
                isSplit ? std::nullopt : strengthNoise(analysis.models.at(later), sample, parts)};
}

} // namespace palimpsest

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
    Interactions interactions; ///< normalised; empty where the model is unusable
    SalientSet salient;
    double largest = 0.0;

    bool usable() const { return !interactions.values.empty(); }
};

SampleModel sampleModel(const Analysis& analysis, const StudyValues& values,
                        CheckpointIndex checkpoint, std::size_t sample)
{
    const SampleReport& report = analysis.samples.at(sample);
    const auto model = analysis.models.find(checkpoint);
    if (model == analysis.models.end()) {
        throw BadInput("This checkpoint is not among those that are compared. Choose one of the " +
                       std::to_string(analysis.models.size()) + " that are.");
    }
    const auto table = values.tables.find({checkpoint, report.index});
    if (table == values.tables.end() ||
        table->second.partCount != static_cast<int>(report.parts.size())) {
        throw BadInput("The values of " + model->second.name + " on " + report.id +
                       " are not those that were analysed. Analyse the study again.");
    }
    if (model->second.normaliser == 0.0) {
        return {};
    }
    return {.interactions =
                scaled(andInteractions(table->second.v), 1.0 / model->second.normaliser),
            .salient = {model->second.thresholds[sample]},
            .largest = model->second.largest[sample]};
}

std::vector<ComparedPattern> salientPatterns(const SampleModel& a, const SampleModel& b)
{
    std::vector<ComparedPattern> patterns;
    for (std::size_t pattern = 1; pattern < a.interactions.values.size(); ++pattern) {
        const double reference = a.interactions.values[pattern];
        const double later = b.interactions.values[pattern];
        const PatternShares shares = splitPattern(reference, a.salient, later, b.salient);
        if (shares.status != PatternStatus::NotSalient) {
            patterns.push_back({static_cast<Coalition>(pattern), reference, later, shares});
        }
    }
    std::ranges::stable_sort(patterns, std::greater(), [](const ComparedPattern& of) {
        return std::max(std::abs(of.reference), std::abs(of.later));
    });
    return patterns;
}

StrengthShares strengthShares(const SampleModel& model)
{
    StrengthShares shares;
    if (model.largest == 0.0) { // nothing acts, so nothing has a share
        return StrengthShares(model.interactions.values.size() - 1, 0.0);
    }
    for (std::size_t pattern = 1; pattern < model.interactions.values.size(); ++pattern) {
        shares.push_back(std::abs(model.interactions.values[pattern]) / model.largest);
    }
    std::ranges::sort(shares, std::greater());
    return shares;
}

} // namespace

PatternComparison comparePatterns(const Analysis& analysis, const StudyValues& values,
                                  std::size_t sample, CheckpointIndex later)
{
    const SampleModel a = sampleModel(analysis, values, analysis.reference, sample);
    const SampleModel b = sampleModel(analysis, values, later, sample);
    const std::size_t parts = analysis.samples[sample].parts.size();
    if (!b.usable()) {
        return {.byOrder = KnowledgeAmounts(parts + 1), .byPart = KnowledgeAmounts(parts)};
    }
    KnowledgeSplit split = splitKnowledge(a.interactions, a.salient, b.interactions, b.salient);
    return {.patterns = salientPatterns(a, b),
            .byOrder = std::move(split.byOrder),
            .byPart = std::move(split.byPart),
            .reference = strengthShares(a),
            .later = strengthShares(b)};
}

} // namespace palimpsest

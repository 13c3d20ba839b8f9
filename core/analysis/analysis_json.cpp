// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/analysis_json.h"

#include "core/study/accuracy_sets.h"
#include "core/study/study_names.h"

#include <nlohmann/json.hpp>

namespace palimpsest {

using json = nlohmann::ordered_json;

namespace {

json toJson(const std::optional<double>& value)
{
    return value ? json(*value) : json();
}

json toJson(const std::optional<bool>& value)
{
    return value ? json(*value ? 1.0 : 0.0) : json();
}

json toJson(const std::optional<Band>& band)
{
    return band ? json{{"low", band->low}, {"median", band->median}, {"high", band->high}} : json();
}

/// Ratios and likenesses, as values or as bands.
template<typename T>
void addQuantities(json& object, const PerQuantity<T>& of)
{
    object["scratch_ratio"] = {{"strength", toJson(of.scratchStrength)},
                               {"count", toJson(of.scratchCount)}};
    object["scratch_ratio_of_last"] = {{"strength", toJson(of.lastScratchStrength)},
                                       {"count", toJson(of.lastScratchCount)}};
    object["likeness"] = {{"own_last",
                           {{"target_run", toJson(of.targetToOwnLast)},
                            {"scratch_run", toJson(of.scratchToOwnLast)}}},
                          {"target_run_last",
                           {{"target_run", toJson(of.targetToOwnLast)},
                            {"scratch_run", toJson(of.scratchToTargetLast)}}}};
    object["likeness_of_sets"] = {{"own_last",
                                   {{"target_run", toJson(of.targetToOwnLastSets)},
                                    {"scratch_run", toJson(of.scratchToOwnLastSets)}}},
                                  {"target_run_last",
                                   {{"target_run", toJson(of.targetToOwnLastSets)},
                                    {"scratch_run", toJson(of.scratchToTargetLastSets)}}}};
}

json toJson(const KnowledgeFigures& figures, bool usable)
{
    json object;
    const KnowledgeAmounts& orders = figures.byOrder;
    object["preserve"] = usable ? json(orders.preserved) : json();
    object["discard"] = usable ? json(orders.discarded) : json();
    object["new"] = usable ? json(orders.gained) : json();
    object["preservation_rate"] = toJson(figures.values.preservationRate);
    object["completeness"] = toJson(figures.completeness);
    addQuantities(object, figures.values);
    json nulls = {{"preservation_rate", toJson(figures.nulls.preservationRate)}};
    addQuantities(nulls, figures.nulls);
    object["null"] = std::move(nulls);
    return object;
}

class Report
{
public:
    Report(const Study& study, const Analysis& analysis) : m_study(study), m_analysis(analysis) {}

    json whole() const
    {
        json root;
        root["tau"] = m_analysis.salience.tau;
        root["threshold"] = thresholdScopeName(m_analysis.salience.scope);
        root["comparison"] = comparisonJson(m_study, m_analysis);
        root["baseline"] = describeBaseline(m_study);
        root["background"] = backgroundName(m_study.settings.background);
        root["value"] = valueKindName(m_study.settings.valueKind);
        root["target"] = targetKindName(m_study.settings.target.kind);
        root["interactions"] = interactions();
        root["null_draws"] = m_analysis.nulls.draws;
        root["null_seed"] = m_analysis.nulls.seed;
        root["samples_in_study"] = m_analysis.samplesInStudy;
        root["samples"] = samples();
        root["accuracies"] = accuracyName(m_study);
        root["models"] = models();
        root["epochs"] = json::array();
        for (const EpochKnowledge& epoch : m_analysis.curve) {
            root["epochs"].push_back(epochJson(epoch));
        }
        root["scratch_epochs"] = json::array();
        for (const EpochKnowledge& epoch : m_analysis.scratchCurve) {
            root["scratch_epochs"].push_back(scratchJson(epoch));
        }
        root["warnings"] = m_analysis.warnings;
        return root;
    }

private:
    /// Likeness of scratch at one of its own epochs.
    json scratchJson(const EpochKnowledge& epoch) const
    {
        const auto likeness = [](const auto& of) {
            return json{{"own_last", toJson(of.scratchToOwnLast)},
                        {"target_run_last", toJson(of.scratchToTargetLast)},
                        {"own_last_sets", toJson(of.scratchToOwnLastSets)},
                        {"target_run_last_sets", toJson(of.scratchToTargetLastSets)}};
        };
        const ModelReport* model = m_analysis.model(m_study, *m_analysis.scratch, epoch.epoch);
        json entry = {{"epoch", epoch.epoch},
                      {"likeness", likeness(epoch.pooled.values)},
                      {"null", {{"likeness", likeness(epoch.pooled.nulls)}}},
                      {"accuracy", model ? toJson(model->accuracy) : json()}};
        entry["per_sample"] = json::array();
        for (const KnowledgeFigures& figures : epoch.samples) {
            entry["per_sample"].push_back({{"likeness", likeness(figures.values)},
                                           {"null", {{"likeness", likeness(figures.nulls)}}}});
        }
        return entry;
    }

    json classJson(int index) const
    {
        return index >= 0 && index < static_cast<int>(m_study.classes.size())
                   ? json(m_study.classes[static_cast<std::size_t>(index)])
                   : json();
    }

    /// What is only said of splits is null for AND alone.
    json interactions() const
    {
        const InteractionSettings& settings = m_analysis.interactions;
        const std::optional<SplitReport>& split = m_analysis.split;
        return {{"kind", interactionKindName(settings.kind)},
                {"kappa", split ? json(settings.kappa) : json()},
                {"joint", split ? json(settings.joint) : json()},
                {"gap", split ? json(split->gap) : json()},
                {"steps", split ? json(split->steps) : json()},
                {"splits", split ? json(split->splits) : json()},
                {"splits_unfinished", split ? json(split->unfinished) : json()}};
    }

    json samples() const
    {
        json list = json::array();
        for (const SampleReport& sample : m_analysis.samples) {
            list.push_back({{"id", sample.id},
                            {"n", sample.parts.size()},
                            {"class", className(sample)},
                            {"parts", sample.parts}});
        }
        return list;
    }

    std::string className(const SampleReport& sample) const
    {
        const int label = m_study.samples[sample.index].label;
        return m_study.classes[static_cast<std::size_t>(label)];
    }

    json models() const
    {
        json object = json::object();
        const bool perModel = m_analysis.salience.scope == ThresholdScope::Model;
        for (const auto& [index, model] : m_analysis.models) {
            json threshold;
            if (!model.thresholds.empty()) {
                threshold = perModel ? json(model.thresholds.front()) : json(model.thresholds);
            }
            object[model.name] = {
                {"normaliser", model.normaliser},
                {"threshold", std::move(threshold)},
                {"salient", salient(model)},
                {"strengths", strengths(model)},
                {"accuracy", toJson(model.accuracy)},
                {"outputs", model.outputs ? json(outputKindName(*model.outputs)) : json()},
                {"floored", model.floored},
                {"samples", answers(model)}};
        }
        return object;
    }

    /// Number of salient patterns over all samples.
    static json salient(const ModelReport& model)
    {
        SalientCounts sum;
        for (const SalientCounts& counts : model.salient) {
            sum.add(counts);
        }
        return model.salient.empty() ? json() : json{{"and", sum.andCount}, {"or", sum.orCount}};
    }

    /// Of salient patterns by order, signs apart.
    static json strengths(const ModelReport& model)
    {
        const auto& [positive, negative] = model.strengths;
        return positive.empty() ? json() : json{{"positive", positive}, {"negative", negative}};
    }

    json answers(const ModelReport& model) const
    {
        json list = json::array();
        for (std::size_t i = 0; i < model.answers.size(); ++i) {
            const SampleAnswer& answer = model.answers[i];
            list.push_back({{"id", m_analysis.samples[i].id},
                            {"v_none", answer.valueOfNone},
                            {"v_all", answer.valueOfAll},
                            {"p_none", toJson(answer.probabilityOfNone)},
                            {"p_all", toJson(answer.probabilityOfAll)},
                            {"target", classJson(answer.target)},
                            {"predicted", classJson(answer.predicted)},
                            {"correct", answer.correct ? json(*answer.correct) : json()},
                            {"noise", noise(answer, m_analysis.samples[i].parts.size())}});
        }
        return list;
    }

    /// Of v, before normalising; the floor is that of the highest order.
    static json noise(const SampleAnswer& answer, std::size_t parts)
    {
        return answer.noise ? json{{"sigma", answer.noise->sigma},
                                   {"bound", answer.noise->bound},
                                   {"floor", noiseFloor(*answer.noise, static_cast<int>(parts))}}
                            : json();
    }

    json epochJson(const EpochKnowledge& epoch) const
    {
        const ModelReport* target = m_analysis.model(m_study, m_analysis.target, epoch.epoch);
        const ModelReport* scratch =
            m_analysis.scratch ? m_analysis.model(m_study, *m_analysis.scratch, epoch.epoch)
                               : nullptr;
        const auto accuracyOf = [](const ModelReport* model) {
            return model ? toJson(model->accuracy) : json();
        };
        json object = {{"epoch", epoch.epoch}};
        object.update(toJson(epoch.pooled, epoch.usable));
        const auto beside = m_analysis.scratchAt(m_study, epoch.epoch);
        object["scratch_ratio_epoch"] =
            beside ? json(m_study.lineages[beside->lineage].checkpoints[beside->checkpoint].epoch)
                   : json();
        object["accuracy"] = {{"target_run", accuracyOf(target)},
                              {"scratch_run", accuracyOf(scratch)}};
        object["per_sample"] = json::array();
        for (std::size_t i = 0; i < epoch.samples.size(); ++i) {
            const auto correctOf = [&](const ModelReport* model) {
                return model ? toJson(model->answers[i].correct) : json();
            };
            json sample = {{"id", m_analysis.samples[i].id}};
            sample.update(toJson(epoch.samples[i], epoch.usable));
            sample["accuracy"] = {{"target_run", correctOf(target)},
                                  {"scratch_run", correctOf(scratch)}};
            sample["parts"] = partsJson(epoch.samples[i].byPart, epoch.usable);
            object["per_sample"].push_back(std::move(sample));
        }
        return object;
    }

    static json partsJson(const KnowledgeAmounts& parts, bool usable)
    {
        return {{"preserve", usable ? json(parts.preserved) : json()},
                {"discard", usable ? json(parts.discarded) : json()},
                {"new", usable ? json(parts.gained) : json()}};
    }

    const Study& m_study;
    const Analysis& m_analysis;
};

} // namespace

json comparisonJson(const Study& study, const Comparison& comparison)
{
    return {{"reference", checkpointName(study, comparison.reference)},
            {"target_run", study.lineages[comparison.target].name},
            {"scratch_run",
             comparison.scratch ? json(study.lineages[*comparison.scratch].name) : json()}};
}

std::string analysisJson(const Study& study, const Analysis& analysis)
{
    return Report(study, analysis).whole().dump(2, ' ', false, json::error_handler_t::replace);
}

} // namespace palimpsest

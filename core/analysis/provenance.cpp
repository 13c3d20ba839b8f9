// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/provenance.h"

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/version.h"
#include "core/models/modules/torch_runtime.h"
#include "core/models/networks/network_facts_json.h"
#include "core/study/accuracy_sets.h"
#include "core/study/study_names.h"

#include <nlohmann/json.hpp>

namespace palimpsest {

using json = nlohmann::ordered_json;

std::string provenanceJson(StudyInputs& inputs, const Analysis& analysis,
                           const FigureSettings& figure)
{
    const Study& study = inputs.study();
    json models = json::object();
    for (const auto& [index, report] : analysis.models) {
        const UnitKey key = inputs.key({index, analysis.samples.front().index});
        models[report.name] = {
            {"template_sha256", key.templateSha256},
            {"weights_sha256", key.weightsSha256},
            {"outputs", report.outputs ? json(outputKindName(*report.outputs)) : json()}};
        const NetworkFacts& facts = inputs.networkFacts({index, 0});
        if (facts != NetworkFacts()) {
            models[report.name]["network"] = toJson(facts);
        }
    }
    json samples = json::object();
    for (const SampleReport& sample : analysis.samples) {
        const UnitKey key = inputs.key({analysis.reference, sample.index});
        samples[sample.id] = {{"image_sha256", key.imageSha256},
                              {"baseline_sha256", key.baselineSha256},
                              {"label_map_sha256", key.labelMapSha256},
                              {"target", key.target}};
    }
    return json{
        {"figure", figure.kind},
        {"width_mm", figure.widthMm},
        {"epoch", figure.epoch},
        {"study", study.name},
        {"comparison", figure.comparison},
        {"caption", figure.caption},
        {"reference", checkpointName(study, analysis.reference)},
        {"target_run", study.lineages[analysis.target].name},
        {"scratch_run", analysis.scratch ? json(study.lineages[*analysis.scratch].name) : json()},
        {"samples_compared", analysis.samples.size()},
        {"samples_in_study", analysis.samplesInStudy},
        {"tau", analysis.salience.tau},
        {"threshold", thresholdScopeName(analysis.salience.scope)},
        {"baseline", describeBaseline(study)},
        {"background", backgroundName(study.settings.background)},
        {"target", targetKindName(study.settings.target.kind)},
        {"value", valueKindName(study.settings.valueKind)},
        {"accuracies", accuracyName(study)},
        {"interactions",
         {{"kind", interactionKindName(analysis.interactions.kind)},
          {"kappa", analysis.split ? json(analysis.interactions.kappa) : json()},
          {"joint", analysis.split ? json(analysis.interactions.joint) : json()}}},
        {"null_draws", analysis.nulls.draws},
        {"null_seed", analysis.nulls.seed},
        {"palimpsest_version", version()},
        {"torch_version", torchVersion()},
        {"models", models},
        {"samples", samples}}
        .dump(2, ' ', false, json::error_handler_t::replace);
}

bool isProvenance(const std::filesystem::path& path)
{
    try {
        const nlohmann::json root = readJson(path);
        return root.is_object() && root.contains("figure") && root.contains("palimpsest_version");
    } catch (const BadFile&) {
        return false;
    }
}

} // namespace palimpsest

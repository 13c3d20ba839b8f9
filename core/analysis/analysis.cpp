// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/analysis.h"

#include "core/analysis/comparison_names.h"
#include "core/analysis/null_remarks.h"
#include "core/base/parallel.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace palimpsest {

namespace {

using ModelsByCheckpoint = std::map<CheckpointIndex, ModelKnowledge>;

ModelsByCheckpoint modelsWithSalience(const ComparedModels& compared,
                                      const SalienceSettings& salience)
{
    ModelsByCheckpoint models;
    for (const auto& [index, model] : compared.models) {
        models.emplace(index, modelKnowledge(model, salience));
    }
    return models;
}

/// Completes the reports of the models.
void describeSalience(const ModelsByCheckpoint& models, Analysis& analysis)
{
    std::vector<std::pair<const ModelKnowledge*, ModelReport*>> usable;
    for (const auto& [index, model] : models) {
        if (model.usable()) {
            usable.emplace_back(&model, &analysis.models.at(index));
        }
    }
    parallelFor(usable.size(), [&](std::size_t i) {
        const auto& [model, report] = usable[i];
        report->largest = salienceThresholds(model->model->largest, 1.0, analysis.salience.scope);
        for (std::size_t sample = 0; sample < model->salient.size(); ++sample) {
            report->thresholds.push_back(model->salient[sample].threshold);
            report->salient.push_back(countSalient(model->sample(sample), model->salient[sample]));
        }
        report->strengths = signedStrengths(*model);
    });
}

std::vector<EpochModel> runOf(const Study& study, std::size_t lineage,
                              const ModelsByCheckpoint& models)
{
    std::vector<EpochModel> run;
    const auto& checkpoints = study.lineages[lineage].checkpoints;
    for (std::size_t i = 0; i < checkpoints.size(); ++i) {
        if (const auto model = models.find({lineage, i}); model != models.end()) {
            run.push_back({.epoch = checkpoints[i].epoch, .model = model->second});
        }
    }
    return run;
}

} // namespace

Analysis analyse(const Study& study, const ComparedModels& compared,
                 const SalienceSettings& salience, const NullSettings& nulls,
                 const Progress& progress)
{
    Analysis analysis{compared.comparison, salience, nulls, {}, {}};
    const ModelsByCheckpoint models = modelsWithSalience(compared, salience);
    describeSalience(models, analysis);
    const ComparedRuns runs{.reference = models.at(analysis.reference),
                            .target = runOf(study, analysis.target, models),
                            .scratch = analysis.hasOtherScratch() // not of a run with itself
                                           ? runOf(study, *analysis.scratch, models)
                                           : std::vector<EpochModel>{}};
    KnowledgeCurves curves = knowledgeCurves(runs, nulls, progress);
    analysis.curve = std::move(curves.target);
    analysis.scratchCurve = std::move(curves.scratch);
    if (analysis.scratch && !analysis.hasOtherScratch()) {
        analysis.warnings.push_back(study.lineages[analysis.target].name +
                                    " is itself the run from scratch, which learns all of what it "
                                    "preserves, so there are no scratch ratios.");
    }
    for (const std::string& remark : loneCheckpoints(study, analysis)) {
        analysis.warnings.push_back(remark);
    }
    remarkOnNulls(study, analysis);
    return analysis;
}

Analysis analyse(const Study& study, const StudyValues& values, const AnalysisOptions& options,
                 const Progress& progress)
{
    const ComparedModels compared = compareModels(
        study, values,
        {.reference = options.reference, .target = options.target, .scratch = options.scratch},
        progress);
    return analyse(
        study, compared,
        {.tau = options.tau.value_or(study.settings.tau), .scope = study.settings.thresholdScope},
        options.nulls.value_or(study.settings.nulls), progress);
}

Analysis analyse(StudyInputs& inputs, const AnalysisOptions& options, const Progress& progress)
{
    return analyse(inputs.study(), loadValues(inputs), options, progress);
}

} // namespace palimpsest

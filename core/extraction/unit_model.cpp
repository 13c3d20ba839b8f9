// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/extraction/unit_model.h"

#include "core/base/error.h"
#include "core/models/torch_classifier.h"

#include <array>

namespace palimpsest {

std::unique_ptr<Classifier> openModel(const StudyInputs& inputs, const UnitIndex& unit,
                                      const ExecutionPlan& plan)
{
    return openTorchClassifier(inputs.templatePath(unit), inputs.weightsPath(unit), plan);
}

void requireClasses(const Study& study, CheckpointIndex checkpoint, std::size_t outputs)
{
    const std::size_t classes = study.classes.size();
    const bool oneIsEnough = classes == 2 || study.settings.valueKind == ValueKind::Output;
    if (outputs != classes && !(outputs == 1 && oneIsEnough)) {
        throw BadInput(checkpointName(study, checkpoint) + " answers with " +
                       std::to_string(outputs) + " classes and study.json lists " +
                       std::to_string(classes) + ". List the classes of the model, in order.");
    }
}

int askTarget(Classifier& classifier, StudyInputs& inputs, const UnitIndex& unit)
{
    const Study& study = inputs.study();
    if (const auto decided = decidedTarget(study, unit.sample)) {
        return *decided;
    }
    const ModelInput& sample = inputs.sample(unit.sample).input;
    const std::array<Coalition, 1> all = {fullCoalition(sample.parts.partCount())};
    return targetOf(study, unit.sample, classifier.logits(sample, all).row(0));
}

} // namespace palimpsest

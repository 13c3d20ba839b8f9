// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/extraction/unit_model.h"

#include "core/base/error.h"
#include "core/models/torch_classifier.h"

namespace palimpsest {

std::unique_ptr<Classifier> openModel(const StudyInputs& inputs, const UnitIndex& unit,
                                      const ExecutionPlan& plan)
{
    return openTorchClassifier(inputs.templatePath(unit), inputs.weightsPath(unit), plan);
}

void requireClasses(const Study& study, CheckpointIndex checkpoint, std::size_t outputs)
{
    const std::size_t classes = study.classes.size();
    if (outputs != classes && !(outputs == 1 && classes == 2)) {
        throw BadInput(checkpointName(study, checkpoint) + " answers with " +
                       std::to_string(outputs) + " classes and study.json lists " +
                       std::to_string(classes) + ". List the classes of the model, in order.");
    }
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/extraction/unit_model.h"

#include "core/base/error.h"
#include "core/models/torch_classifier.h"
#include "core/study/study_names.h"

#include <algorithm>
#include <array>
#include <set>

namespace palimpsest {

std::unique_ptr<Classifier> openModel(StudyInputs& inputs, const UnitIndex& unit,
                                      const ExecutionPlan& plan)
{
    return openTorchClassifier(inputs.templatePath(unit), inputs.weightsPath(unit), plan,
                               inputs.programs(), inputs.networkFacts(unit));
}

std::vector<ModelProgram> untrustedPrograms(StudyInputs& inputs,
                                            const std::vector<UnitIndex>& units)
{
    std::set<CheckpointIndex> checkpoints;
    for (const UnitIndex& unit : units) {
        checkpoints.insert(unit.checkpoint);
    }
    std::vector<ModelProgram> programs;
    for (const CheckpointIndex& checkpoint : checkpoints) {
        try {
            const auto program = inputs.program(checkpoint);
            if (program && !isTrusted(*program, inputs.trust()) &&
                std::ranges::find(programs, *program) == programs.end()) {
                programs.push_back(*program);
            }
        } catch (const Error&) {
            continue;
        }
    }
    return programs;
}

OutputKind askOutputs(MaskedRun& run, StudyInputs& inputs, const UnitIndex& unit)
{
    if (const auto known = inputs.outputs(unit.checkpoint)) {
        return *known;
    }
    if (inputs.study().settings.valueKind == ValueKind::Output) {
        return OutputKind::Logits; // numbers, whatever they are
    }
    inputs.setOutputs(unit.checkpoint,
                      decideOutputs(run.logits(decidingCoalitions(run.partCount()))));
    return inputs.outputs(unit.checkpoint).value_or(OutputKind::Logits);
}

int askTarget(MaskedRun& run, StudyInputs& inputs, const UnitIndex& unit)
{
    const Study& study = inputs.study();
    if (const auto decided = decidedTarget(study, unit.sample)) {
        return *decided;
    }
    const std::array<Coalition, 1> all = {fullCoalition(run.partCount())};
    return targetOf(study, unit.sample, run.logits(all).row(0),
                    inputs.outputs(unit.checkpoint).value_or(OutputKind::Logits));
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/networks/execution_plan.h"
#include "core/units/study_inputs.h"
#include "core/values/classifier.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

namespace palimpsest {

/// Opens a model as a plan says.
using OpenModel = std::function<std::shared_ptr<Classifier>(const ExecutionPlan&)>;

/// Opens the model of a unit, if its program is trusted. Throws as StudyInputs::templatePath and
/// openTorchClassifier do.
std::unique_ptr<Classifier> openModel(StudyInputs& inputs, const UnitIndex& unit,
                                      const ExecutionPlan& plan);

/// The programs that the models of `units` would run without being trusted, each once. Units whose
/// model cannot be found are left out, as opening it will say why.
std::vector<ModelProgram> untrustedPrograms(StudyInputs& inputs,
                                            const std::vector<UnitIndex>& units);

/// What the outputs of a unit's checkpoint are: what is known, or else what `run`, of its model and
/// sample, shows on some maskings, which `inputs` then knows. Throws as StudyInputs::outputs and
/// MaskedRun::logits do, UndecidedOutputs when the maskings leave it open.
OutputKind askOutputs(MaskedRun& run, StudyInputs& inputs, const UnitIndex& unit);

/// The class that v of a unit speaks of; where that is the model's own answer, a pass of its
/// `run` asks for it. Throws as MaskedRun::logits does.
int askTarget(MaskedRun& run, StudyInputs& inputs, const UnitIndex& unit);

} // namespace palimpsest

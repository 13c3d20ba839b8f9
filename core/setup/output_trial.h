// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/progress.h"
#include "core/models/architectures/architecture.h"
#include "core/models/networks/execution_plan.h"
#include "core/units/study_inputs.h"
#include "core/values/classifier.h"

#include <filesystem>
#include <optional>
#include <string>

namespace palimpsest {

/// A sample in three parts, so that it has eight maskings: upright thirds of a picture, whose
/// baseline is zero, or of a sentence but for its ends; tokens of absent parts are deleted. Fewer
/// parts where it is shorter.
ModelInput inThirds(ModelInput sample);

/// A made-up sample as the models of a study take it: noise, or tokens from all of the vocabulary,
/// in thirds. Throws as sampleSource() does.
ModelInput trialInput(const std::filesystem::path& folder, const Study& study);

/// What a network answers with, by the maskings of `sample` in thirds and, as a picture may leave
/// parts of a network dead, those of noise of its size. Throws as MaskedRun::logits does.
OutputDecision tryOutputsBesideNoise(Classifier& classifier, const ModelInput& sample);

/// What a network answers with, by the maskings of `sample`. Throws as MaskedRun::logits does.
OutputDecision tryOutputs(Classifier& classifier, const ModelInput& sample);

/// That a network whose layers end in logits is taken to answer with `used`, a sentence; empty
/// where that is logits.
std::string outputsNote(const Architecture& architecture, OutputKind used);

/// The study of `inputs` with the outputs of every checkpoint that did not tell them yet: as stored
/// values show them or a trial of its network, on the device and threads of `plan`, does; `said`
/// where these leave it open. `progress` counts checkpoints. Throws as decidedOutputs and
/// openTorchClassifier do, Cancelled.
Study withKnownOutputs(StudyInputs& inputs, const ExecutionPlan& plan,
                       std::optional<OutputKind> said = {}, const Progress& progress = {});

} // namespace palimpsest

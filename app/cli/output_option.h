// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/units/study_inputs.h"
#include "core/values/output_kind.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace palimpsest {

/// Adds --outputs logits|log-probabilities|probabilities|independent-probabilities.
void addOutputOption(CLI::App& app, std::optional<OutputKind>& outputs,
                     const std::string& description);

/// How `--outputs` answers what is open: "`--outputs logits` or `--outputs probabilities`", behind
/// the command it is given to where that is not the same one.
std::string outputOptions(const OutputDecision& open, const std::string& command = {});

/// What `error` says, and how `--outputs` of the same command answers it.
BadInput withOutputOption(const UndecidedOutputs& error);

/// What `error` says of a checkpoint of the study of `inputs`, and how `set` answers it for its
/// run.
BadInput withSetCommand(const UndecidedOutputs& error, const StudyInputs& inputs);

/// Throws BadInput, saying how to answer, when a checkpoint of a study leaves its outputs open.
void requireKnownOutputs(StudyInputs& inputs);

/// Throws UndecidedOutputs or BadInput where the stored values of one of `checkpoints` cannot be
/// what was `said`.
void requireShown(StudyInputs& inputs, const std::vector<CheckpointIndex>& checkpoints,
                  OutputKind said);

/// What stored values say against the outputs that a study names: checkpoints whose answers look
/// otherwise, and runs that leave it open, with how to answer; sentences.
std::vector<std::string> outputWarnings(StudyInputs& inputs);

/// Of which checkpoints of the study of `inputs` what was `said` of none by name is taken, as
/// `before` does not tell theirs, and which are known to answer with something else and keep it,
/// with how to say otherwise: sentences. Throws UndecidedOutputs.
std::string outputsTaken(const Study& before, StudyInputs& inputs, OutputKind said);

/// What the checkpoints of a run answer with: "probabilities (softmax)", or by epoch where they
/// differ; "not known yet" where nothing tells.
std::string outputsOfRun(StudyInputs& inputs, std::size_t lineage);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/extraction/study_inputs.h"
#include "core/values/output_kind.h"

#include <cstddef>
#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace palimpsest {

/// Adds --outputs logits|log-probabilities|probabilities|independent-probabilities.
void addOutputOption(CLI::App& app, std::optional<OutputKind>& outputs,
                     const std::string& description);

/// What `error` says, and how `--outputs` answers it: with the command to give it to, or where that
/// is empty the same one.
BadInput withOutputOption(const UndecidedOutputs& error, const std::string& command = {});

/// Throws BadInput, saying how to answer, when a checkpoint of a study leaves its outputs open.
void requireKnownOutputs(StudyInputs& inputs);

/// What the checkpoints of a run answer with: "probabilities (softmax)", or by epoch where they
/// differ; empty where v is the bare output.
std::string outputsOfRun(StudyInputs& inputs, std::size_t lineage);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/study/study_names.h"
#include "core/units/study_inputs.h"

#include <algorithm>
#include <utility>

// What the checkpoints of a study answer with.

namespace palimpsest {

std::optional<OutputKind> StudyInputs::outputs(CheckpointIndex checkpoint)
{
    return study().settings.valueKind == ValueKind::Output ? std::nullopt
                                                           : knownOutputs(checkpoint);
}

std::optional<OutputKind> StudyInputs::knownOutputs(CheckpointIndex checkpoint)
{
    const Lineage& lineage = study().lineages[checkpoint.lineage];
    if (const auto& told = lineage.checkpoints[checkpoint.checkpoint].outputs) {
        return told;
    }
    auto known = m_outputs.find(checkpoint);
    if (known == m_outputs.end()) {
        known = m_outputs
                    .emplace(checkpoint, isOfKnownArchitecture(checkpoint)
                                             ? OutputDecision{.kind = OutputKind::Logits,
                                                              .candidates = {},
                                                              .evidence = {}}
                                             : storedOutputs(checkpoint))
                    .first;
    }
    if (!known->second.candidates.empty()) {
        throw UndecidedOutputs(checkpointName(study(), checkpoint), known->second);
    }
    return known->second.kind;
}

void StudyInputs::setOutputs(CheckpointIndex checkpoint, OutputDecision seen)
{
    m_outputs[checkpoint] = std::move(seen);
}

ValueFunction StudyInputs::valueFunction(CheckpointIndex checkpoint)
{
    const ValueFunction function(study().settings.valueKind,
                                 outputs(checkpoint).value_or(OutputKind::Logits));
    if (const std::string why = unfitValue(function); !why.empty()) {
        throw BadInput(checkpointName(study(), checkpoint) +
                       " cannot be looked at like that: " + why + ".");
    }
    return function;
}

OutputDecision StudyInputs::storedOutputs(CheckpointIndex checkpoint)
{
    Matrix<float> seen; // of as many samples as it takes
    for (std::size_t sample = 0; sample < study().samples.size() && seen.rows < kDecidingMaskings;
         ++sample) {
        try {
            const auto stored = m_store.read(valuesPath({checkpoint, sample}));
            const ModelHashes& model = modelHashes(checkpoint);
            const bool isOfOther = stored && (stored->key.weightsSha256 != model.weights ||
                                              stored->key.templateSha256 != model.modelTemplate);
            if (!stored || isOfOther ||
                (seen.rows > 0 && stored->table.logits.columns != seen.columns)) {
                continue;
            }
            const Matrix<float>& logits = stored->table.logits;
            const Matrix<double>& exact = stored->table.exact.logits; // kept of large tables too
            seen.columns = std::max(logits.columns, exact.columns);
            seen.rows += logits.rows > 0 ? logits.rows : exact.rows;
            seen.data.insert(seen.data.end(), logits.data.begin(), logits.data.end());
            if (logits.rows == 0) {
                seen.data.insert(seen.data.end(), exact.data.begin(), exact.data.end());
            }
        } catch (const BadFile&) {
            continue; // whoever asks for that unit is told
        }
    }
    return decideOutputs(seen);
}

} // namespace palimpsest

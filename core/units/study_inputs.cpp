// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/units/study_inputs.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/parallel.h"
#include "core/base/sha256.h"
#include "core/study/study_names.h"
#include "core/study/taking_in.h"

#include <algorithm>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

/// The hash of weights together with what was told of their network, which its outputs depend on as
/// much. What was assumed is what the weights alone have always meant.
std::string withFacts(const std::string& weights, const NetworkFacts& facts)
{
    const std::string told = describe(toldOf(facts));
    return told.empty() ? weights : sha256(weights + "\n" + told);
}

} // namespace

StudyInputs::StudyInputs(fs::path folder, Study study, Trust trust, ProgramHost::GoesOn goesOn)
    : UnitFiles(std::move(folder), std::move(study)),
      m_programs(std::make_shared<ProgramHost>(std::move(trust), std::move(goesOn))),
      m_parts(this->study().samples.size()), m_hashes(this->study().samples.size()),
      m_otherBackgrounds(this->study().samples.size()), m_fileHashes(this->folder())
{
}

const SampleInputs& StudyInputs::sample(std::size_t index)
{
    if (!m_opened || m_opened->index != index) {
        m_opened.reset(); // two need not be held
        m_opened = {.index = index, .inputs = read(index, study().settings)};
        remember(index, m_opened->inputs);
    }
    return m_opened->inputs;
}

const SampleSource& StudyInputs::source() const
{
    std::call_once(m_sourceMade, [this] { m_source = sampleSource(folder(), study()); });
    return *m_source;
}

SampleInputs StudyInputs::read(std::size_t index, const StudySettings& settings) const
{
    const Sample& sample = study().samples[index];
    if (!sample.image.empty()) {
        requireThere(sample.image);
    }
    return source().read(sample, settings);
}

void StudyInputs::remember(std::size_t index, const SampleInputs& inputs)
{
    m_hashes[index] = {.image = sampleSha256(inputs.input),
                       .baseline = baselineSha256(inputs.input),
                       .labelMap = sha256(inputs.input.parts)};
    m_parts[index] = inputs.input.parts;
}

void StudyInputs::readAllParts()
{
    parallelFor(m_parts.size(), [this](std::size_t i) {
        try {
            if (!m_parts[i]) {
                remember(i, read(i, study().settings));
            }
        } catch (const Error&) {
            return; // whoever needs it is told
        }
    });
}

bool StudyInputs::hasOtherBackground(const UnitKey& stored, std::size_t sample)
{
    auto& others = m_otherBackgrounds[sample];
    if (!others) {
        others.emplace();
        StudySettings settings = study().settings;
        for (const Background background : kBackgrounds) {
            if (background == study().settings.background) {
                continue;
            }
            settings.background = background;
            try {
                const ModelInput other = read(sample, settings).input;
                others->push_back({.image = sampleSha256(other), .labelMap = sha256(other.parts)});
            } catch (const Error&) {
                continue; // nothing can have been made with it
            }
        }
    }
    return std::ranges::any_of(*others, [&](const SampleHashes& other) {
        return other.image == stored.imageSha256 && other.labelMap == stored.labelMapSha256;
    });
}

UnitKey StudyInputs::key(const UnitIndex& unit)
{
    parts(unit.sample); // hashes come with them
    const SampleHashes& hashes = m_hashes[unit.sample];
    const ModelHashes& model = modelHashes(unit.checkpoint);
    return {.templateSha256 = model.modelTemplate,
            .weightsSha256 = model.weights,
            .imageSha256 = hashes.image,
            .baselineSha256 = hashes.baseline,
            .labelMapSha256 = hashes.labelMap,
            .target = decidedTarget(study(), unit.sample).value_or(kPredictedTarget),
            .valueKind = valueFunctionName(valueFunction(unit.checkpoint))};
}

bool StudyInputs::isOfKnownArchitecture(CheckpointIndex checkpoint) const
{
    const UnitIndex unit{checkpoint, 0}; // any of them
    return isThere(weightsPath(unit)) && templatePath(unit).empty() &&
           !isProgram(weightsPath(unit));
}

const std::string& StudyInputs::templateSha256(std::size_t lineage)
{
    const Lineage& of = study().lineages[lineage];
    const fs::path& path =
        of.modelTemplate.empty() ? of.checkpoints.front().weights : of.modelTemplate;
    return isThere(folder() / path) ? m_fileHashes.of(folder() / path)
                                    : modelHashes({lineage, 0}).modelTemplate;
}

const LabelMap& StudyInputs::parts(std::size_t index)
{
    if (!m_parts[index]) {
        const fs::path& image = study().samples[index].image;
        if (image.empty() || isThere(folder() / image)) {
            sample(index);
        } else {
            rememberStored(index);
        }
    }
    return *m_parts[index];
}

const StudyInputs::ModelHashes& StudyInputs::modelHashes(CheckpointIndex checkpoint)
{
    const auto known = m_modelHashes.find(checkpoint);
    if (known != m_modelHashes.end()) {
        return known->second;
    }
    const UnitIndex unit{checkpoint, 0}; // any of them
    const bool hasWeights = isThere(weightsPath(unit));
    const fs::path modelTemplate = hasWeights ? templatePath(unit) : fs::path();
    const bool hasTemplate = modelTemplate.empty() || isThere(modelTemplate);
    std::optional<UnitKey> stored;
    if (!hasWeights || !hasTemplate) {
        stored = storedKeyOf(checkpoint);
    }
    ModelHashes hashes;
    hashes.weights = hasWeights ? withFacts(m_fileHashes.of(weightsPath(unit)), networkFacts(unit))
                                : stored->weightsSha256;
    hashes.modelTemplate = stored                  ? stored->templateSha256
                           : modelTemplate.empty() ? hashes.weights
                                                   : m_fileHashes.of(modelTemplate);
    return m_modelHashes.emplace(checkpoint, hashes).first->second;
}

void StudyInputs::takeModelHashes(CheckpointIndex checkpoint)
{
    const UnitIndex unit{checkpoint, 0}; // any of them
    for (const fs::path& path : {templatePath(unit), weightsPath(unit)}) {
        if (!path.empty() && m_taken.insert(path).second) {
            m_fileHashes.taken(path);
            m_modelHashes.erase(checkpoint);
            m_outputs.erase(checkpoint);
        }
    }
}

UnitKey StudyInputs::storedKeyOf(CheckpointIndex checkpoint)
{
    for (std::size_t sample = 0; sample < study().samples.size(); ++sample) {
        if (const auto stored = storedKey({checkpoint, sample})) {
            return *stored;
        }
    }
    const Lineage& lineage = study().lineages[checkpoint.lineage];
    requireThere(lineage.checkpoints[checkpoint.checkpoint].weights);
    requireThere(lineage.modelTemplate);
    return {};
}

std::optional<UnitKey> StudyInputs::storedKey(const UnitIndex& unit)
{
    try {
        const fs::path path = valuesPath(unit);
        if (const PackedUnit* packed = m_store.packed(path)) {
            return packed->key;
        }
        const std::optional<ValueUnit> stored = m_store.read(path);
        return stored ? std::optional(stored->key) : std::nullopt;
    } catch (const BadFile&) {
        return std::nullopt;
    }
}

void StudyInputs::rememberStored(std::size_t index)
{
    const Sample& sample = study().samples[index];
    for (const CheckpointIndex& checkpoint : allCheckpoints(study())) {
        if (const auto stored = storedKey({checkpoint, index})) {
            m_parts[index] = source().readParts(sample, study().settings);
            m_hashes[index] = {.image = stored->imageSha256,
                               .baseline = stored->baselineSha256,
                               .labelMap = sha256(*m_parts[index])};
            return;
        }
    }
    requireThere(sample.image);
}

std::optional<ModelProgram> StudyInputs::program(CheckpointIndex checkpoint)
{
    const UnitIndex unit{checkpoint, 0}; // any of them
    fs::path path = templatePath(unit);
    if (path.empty()) {
        path = weightsPath(unit);
    }
    if (!isProgram(path)) {
        return std::nullopt;
    }
    const auto known = m_programHashes.find(path);
    const std::string& hash = known != m_programHashes.end()
                                  ? known->second
                                  : m_programHashes.emplace(path, sha256OfFile(path)).first->second;
    return ModelProgram{.path = path, .sha256 = hash};
}

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

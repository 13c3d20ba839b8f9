// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/extraction/study_inputs.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/sha256.h"
#include "core/extraction/unit_model.h"
#include "core/parts/labelme.h"
#include "core/study/study_file.h"
#include "core/values/coarsening.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <thread>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

SampleInputs loadSample(const fs::path& folder, const Study& study, const Sample& sample)
{
    const Preprocessing& preprocessing = study.preprocessing;
    SampleInputs inputs{.picture = readImage(folder / sample.image, preprocessing.channels())};
    inputs.image = preprocess(inputs.picture, preprocessing, quoted(sample.image));
    inputs.baseline = baselineTensor(study.settings.baseline, preprocessing);

    const fs::path partsFile = partsPath(folder, sample);
    std::error_code status;
    if (!fs::exists(partsFile, status)) {
        throw BadInput("Sample " + sample.id + " has no parts yet. Draw them.");
    }
    const Drawing parts = readLabelMe(partsFile);
    if (parts.width != preprocessing.width || parts.height != preprocessing.height) {
        throw BadInput("The parts in " + quoted(partsFile) + " were drawn on a picture of " +
                       std::to_string(parts.width) + " × " + std::to_string(parts.height) +
                       " pixels, but the sample has " + std::to_string(preprocessing.width) +
                       " × " + std::to_string(preprocessing.height) + ". Draw them again.");
    }
    try {
        inputs.parts = rasterise(parts);
    } catch (const BadInput& error) {
        throw BadInput("In " + quoted(partsFile) + ": " + error.what());
    }
    return inputs;
}

std::string differences(const UnitKey& stored, const UnitKey& wanted)
{
    std::string changed;
    const auto compare = [&](bool same, const char* what) {
        if (!same) {
            changed += (changed.empty() ? "" : ", ") + std::string(what);
        }
    };
    // A checkpoint that stands for itself is its own template; to say so once is enough.
    const bool standsForItself = wanted.templateSha256 == wanted.weightsSha256;
    compare(standsForItself || stored.templateSha256 == wanted.templateSha256, "model template");
    compare(stored.weightsSha256 == wanted.weightsSha256, "weights");
    compare(stored.imageSha256 == wanted.imageSha256, "picture or normalisation");
    compare(stored.baselineSha256 == wanted.baselineSha256, "baseline");
    compare(stored.labelMapSha256 == wanted.labelMapSha256, "parts");
    compare(stored.target == wanted.target, "target class");
    compare(stored.valueKind == wanted.valueKind, "value function");
    return changed;
}

/// Whether the passes of `stored` are those of `wanted`, but for their parts and for what v is
/// taken of the logits.
bool hasSamePasses(UnitKey stored, const UnitKey& wanted)
{
    stored.labelMapSha256 = wanted.labelMapSha256;
    stored.target = wanted.target;
    stored.valueKind = wanted.valueKind;
    return stored == wanted;
}

/// Turns `unit` into one of `parts`, when these are made of its own.
bool takeParts(ValueUnit& unit, const UnitKey& wanted, const LabelMap& parts)
{
    const auto partOf = coarsening(unit.regions, parts);
    if (!partOf) {
        return false;
    }
    unit.table = coarsened(unit.table, *partOf, parts.partCount());
    unit.key.labelMapSha256 = wanted.labelMapSha256;
    return true;
}

/// Takes the v that `study` wants from the logits, when these were kept.
bool takeValues(ValueUnit& unit, const UnitKey& wanted, const Study& study,
                CheckpointIndex checkpoint)
{
    ValueTable& table = unit.table;
    if (table.logits.rows == 0) {
        return false;
    }
    requireClasses(study, checkpoint, table.logits.columns);
    const int target =
        wanted.target == kPredictedTarget ? predictedClass(table) : static_cast<int>(wanted.target);
    table.v = valuesOf(table.logits, target, study.settings.valueKind);
    unit.key.target = wanted.target;
    unit.key.valueKind = wanted.valueKind;
    return true;
}

} // namespace

std::string unitName(const Study& study, const UnitIndex& unit)
{
    return checkpointName(study, unit.checkpoint) + " on " + study.samples[unit.sample].id;
}

StudyInputs::StudyInputs(fs::path folder, Study study)
    : m_folder(std::move(folder)), m_study(std::move(study)), m_parts(m_study.samples.size()),
      m_hashes(m_study.samples.size()), m_fileHashes(m_folder)
{
}

const SampleInputs& StudyInputs::sample(std::size_t index)
{
    if (!m_opened || m_opened->index != index) {
        m_opened.reset(); // two need not be held
        m_opened = {.index = index,
                    .inputs = loadSample(m_folder, m_study, m_study.samples[index])};
        remember(index, m_opened->inputs);
    }
    return m_opened->inputs;
}

void StudyInputs::remember(std::size_t index, const SampleInputs& inputs)
{
    m_hashes[index] = {.image = sha256(inputs.image),
                       .baseline = sha256(inputs.baseline),
                       .labelMap = sha256(inputs.parts)};
    m_parts[index] = inputs.parts;
}

void StudyInputs::readAllParts()
{
    std::atomic_size_t next = 0;
    const auto readSome = [&] {
        for (std::size_t i = next++; i < m_parts.size(); i = next++) {
            try {
                if (!m_parts[i]) {
                    remember(i, loadSample(m_folder, m_study, m_study.samples[i]));
                }
            } catch (const Error&) {
                continue; // whoever needs it is told
            }
        }
    };
    std::vector<std::future<void>> others;
    for (unsigned int i = 1; i < std::clamp(std::thread::hardware_concurrency(), 1U, 8U); ++i) {
        others.push_back(std::async(std::launch::async, readSome));
    }
    readSome();
    for (auto& other : others) {
        other.get();
    }
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
            .target = decidedTarget(m_study, unit.sample).value_or(kPredictedTarget),
            .valueKind = valueKindName(m_study.settings.valueKind)};
}

fs::path StudyInputs::templatePath(const UnitIndex& unit) const
{
    const Lineage& lineage = m_study.lineages[unit.checkpoint.lineage];
    const fs::path weights = weightsPath(unit);
    if (isTorchScript(weights)) {
        return {};
    }
    if (lineage.modelTemplate.empty()) {
        throw BadInput(
            "Lineage \"" + lineage.name + "\" has no template, and " + quoted(weights) +
            " is no TorchScript file that could stand for itself. " +
            "Give the lineage a \"template\" in study.json, or TorchScript checkpoints.");
    }
    return m_folder / lineage.modelTemplate;
}

fs::path StudyInputs::weightsPath(const UnitIndex& unit) const
{
    const auto& [lineage, checkpoint] = unit.checkpoint;
    return m_folder / m_study.lineages[lineage].checkpoints[checkpoint].weights;
}

fs::path StudyInputs::valuesPath(const UnitIndex& unit) const
{
    return unitPath(m_folder, m_study, unit.checkpoint, unit.sample);
}

fs::path StudyInputs::valuesFolder(CheckpointIndex checkpoint) const
{
    return unitFolder(m_folder, m_study, checkpoint);
}

const std::string& StudyInputs::templateSha256(std::size_t lineage)
{
    const Lineage& of = m_study.lineages[lineage];
    return m_fileHashes.of(
        m_folder / (of.modelTemplate.empty() ? of.checkpoints.front().weights : of.modelTemplate));
}

const LabelMap& StudyInputs::parts(std::size_t index)
{
    if (!m_parts[index]) {
        sample(index);
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
    const fs::path modelTemplate = templatePath(unit);
    const std::string& weights = m_fileHashes.of(weightsPath(unit));
    const ModelHashes hashes{.modelTemplate =
                                 modelTemplate.empty() ? weights : m_fileHashes.of(modelTemplate),
                             .weights = weights};
    return m_modelHashes.emplace(checkpoint, hashes).first->second;
}

UnitCheck checkUnit(StudyInputs& inputs, const UnitIndex& unit)
{
    inputs.key(unit); // what it refuses is no fault of the file
    std::optional<ValueUnit> stored;
    try {
        stored = inputs.store().read(inputs.valuesPath(unit));
    } catch (const BadFile& error) {
        return {.state = UnitState::Damaged, .reason = error.what()};
    }
    return stored ? checkUnit(inputs, unit, std::move(*stored)) : UnitCheck();
}

bool isCurrent(StudyInputs& inputs, const UnitIndex& unit, const PackedUnit& packed)
{
    return packed.partCount == inputs.parts(unit.sample).partCount() &&
           packed.key == inputs.key(unit);
}

UnitReport reportUnit(StudyInputs& inputs, const UnitIndex& unit)
{
    inputs.key(unit); // what it refuses is no fault of the file
    try {
        const PackedUnit* packed = inputs.store().packed(inputs.valuesPath(unit));
        if (packed != nullptr && isCurrent(inputs, unit, *packed)) {
            return {.state = UnitState::Complete};
        }
    } catch (const BadFile& error) {
        return {.state = UnitState::Damaged, .reason = error.what()};
    }
    UnitCheck check = checkUnit(inputs, unit);
    return {.state = check.state, .reason = std::move(check.reason), .derived = check.derived};
}

UnitCheck checkUnit(StudyInputs& inputs, const UnitIndex& unit, ValueUnit stored)
{
    const UnitKey wanted = inputs.key(unit);
    const LabelMap& parts = inputs.parts(unit.sample);
    const UnitCheck stale{.state = UnitState::Stale,
                          .reason = "changed since: " + differences(stored.key, wanted)};
    const bool hasOtherParts = stored.key.labelMapSha256 != wanted.labelMapSha256;
    if (!hasSamePasses(stored.key, wanted) ||
        (hasOtherParts && !takeParts(stored, wanted, parts)) ||
        (stored.key != wanted && !takeValues(stored, wanted, inputs.study(), unit.checkpoint))) {
        return stale;
    }
    if (stored.table.partCount != parts.partCount()) {
        return {.state = UnitState::Damaged, .reason = "it has another number of parts"};
    }
    return {
        .state = UnitState::Complete, .table = std::move(stored.table), .derived = hasOtherParts};
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/extraction/study_inputs.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/sha256.h"
#include "core/parts/labelme.h"
#include "core/study/study_file.h"

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
    const LabelMeFile parts = readLabelMe(partsFile);
    if (parts.width != preprocessing.width || parts.height != preprocessing.height) {
        throw BadInput("The parts in " + quoted(partsFile) + " were drawn on a picture of " +
                       std::to_string(parts.width) + " × " + std::to_string(parts.height) +
                       " pixels, but the sample has " + std::to_string(preprocessing.width) +
                       " × " + std::to_string(preprocessing.height) + ". Draw them again.");
    }
    try {
        inputs.parts = rasterise(parts.shapes, parts.width, parts.height);
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
    compare(stored.templateSha256 == wanted.templateSha256, "model template");
    compare(stored.weightsSha256 == wanted.weightsSha256, "weights");
    compare(stored.imageSha256 == wanted.imageSha256, "picture or normalisation");
    compare(stored.baselineSha256 == wanted.baselineSha256, "baseline");
    compare(stored.labelMapSha256 == wanted.labelMapSha256, "parts");
    compare(stored.target == wanted.target, "target class");
    compare(stored.valueKind == wanted.valueKind, "value function");
    return changed;
}

} // namespace

StudyInputs::StudyInputs(fs::path folder, Study study)
    : m_folder(std::move(folder)), m_study(std::move(study)), m_samples(m_study.samples.size()),
      m_hashes(m_study.samples.size())
{
}

const SampleInputs& StudyInputs::sample(std::size_t index)
{
    std::optional<SampleInputs>& cached = m_samples[index];
    if (!cached) {
        cached = loadSample(m_folder, m_study, m_study.samples[index]);
        m_hashes[index] = {.image = sha256(cached->image),
                           .baseline = sha256(cached->baseline),
                           .labelMap = sha256(cached->parts)};
    }
    return *cached;
}

UnitKey StudyInputs::key(const UnitIndex& unit)
{
    sample(unit.sample); // its hashes come with it
    const SampleHashes& hashes = m_hashes[unit.sample];
    return {.templateSha256 = templateSha256(unit.checkpoint.lineage),
            .weightsSha256 = fileSha256(weightsPath(unit)),
            .imageSha256 = hashes.image,
            .baselineSha256 = hashes.baseline,
            .labelMapSha256 = hashes.labelMap,
            .target = m_study.samples[unit.sample].label,
            .valueKind = valueKindName(m_study.settings.valueKind)};
}

fs::path StudyInputs::templatePath(const UnitIndex& unit) const
{
    return m_folder / m_study.lineages[unit.checkpoint.lineage].modelTemplate;
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

const std::string& StudyInputs::templateSha256(std::size_t lineage)
{
    return fileSha256(m_folder / m_study.lineages[lineage].modelTemplate);
}

const std::string& StudyInputs::fileSha256(const fs::path& path)
{
    std::string& hash = m_fileHashes[path];
    if (hash.empty()) {
        hash = sha256OfFile(path);
    }
    return hash;
}

std::string StudyInputs::unitName(const UnitIndex& unit) const
{
    return checkpointName(m_study, unit.checkpoint) + " on " + m_study.samples[unit.sample].id;
}

UnitCheck checkUnit(StudyInputs& inputs, const UnitIndex& unit)
{
    const UnitKey wanted = inputs.key(unit);
    const fs::path path = inputs.valuesPath(unit);
    std::error_code status;
    if (!fs::exists(path, status)) {
        return {};
    }
    try {
        ValueUnit stored = readUnit(path);
        if (const std::string changed = differences(stored.key, wanted); !changed.empty()) {
            return {.state = UnitState::Stale, .reason = "changed since: " + changed};
        }
        if (stored.table.partCount != inputs.sample(unit.sample).parts.partCount()) {
            return {.state = UnitState::Damaged, .reason = "it has another number of parts"};
        }
        return {.state = UnitState::Complete, .reason = {}, .table = std::move(stored.table)};
    } catch (const BadFile& error) {
        return {.state = UnitState::Damaged, .reason = error.what()};
    }
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/study_export.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/version.h"
#include "core/interactions/interactions.h"
#include "core/study/hdf5.h"

#include <algorithm>
#include <numeric>

namespace palimpsest {

namespace {

/// The complete units of one sample, a row a checkpoint.
struct SampleRows
{
    std::vector<std::string> checkpoints;
    std::vector<double> v;
    std::vector<double> interactions;
};

SampleRows completeRows(StudyInputs& inputs, std::size_t sample)
{
    SampleRows rows;
    const Study& study = inputs.study();
    for (std::size_t lineage = 0; lineage < study.lineages.size(); ++lineage) {
        for (std::size_t i = 0; i < study.lineages[lineage].checkpoints.size(); ++i) {
            const CheckpointIndex checkpoint{lineage, i};
            const UnitCheck unit = checkUnit(inputs, {checkpoint, sample});
            if (unit.state != UnitState::Complete) {
                continue;
            }
            rows.checkpoints.push_back(checkpointName(study, checkpoint));
            const std::vector<double>& v = unit.table.v;
            rows.v.insert(rows.v.end(), v.begin(), v.end());
            const Interactions interactions = andInteractions(v);
            rows.interactions.insert(rows.interactions.end(), interactions.values.begin(),
                                     interactions.values.end());
        }
    }
    return rows;
}

void writeSample(hdf5::Writer& file, const std::string& id, const LabelMap& parts,
                 const SampleRows& rows)
{
    const std::size_t coalitions = coalitionCount(parts.partCount());
    std::vector<std::int64_t> masks(coalitions);
    std::iota(masks.begin(), masks.end(), std::int64_t{0});
    std::vector<std::string> names;
    std::ranges::transform(parts.parts, std::back_inserter(names), &Part::name);

    file.group(id);
    file.dataset(id + "/checkpoint", rows.checkpoints);
    file.dataset(id + "/coalition", masks, {coalitions});
    file.dataset(id + "/part", names);
    for (const char* dimension : {"checkpoint", "coalition", "part"}) {
        file.makeScale(id + "/" + dimension, dimension);
    }
    for (const auto& [name, values] :
         {std::pair("v", &rows.v), std::pair("interaction", &rows.interactions)}) {
        const std::string dataset = id + "/" + name;
        file.dataset(dataset, *values, {rows.checkpoints.size(), coalitions});
        file.attachScale(dataset, 0, id + "/checkpoint");
        file.attachScale(dataset, 1, id + "/coalition");
    }
}

} // namespace

std::size_t exportStudy(StudyInputs& inputs, const std::filesystem::path& path)
{
    const Study& study = inputs.study();
    hdf5::Writer file(path);
    file.attribute("study", study.name);
    file.attribute("value_kind", valueKindName(study.settings.valueKind));
    file.attribute("baseline", describe(study.settings.baseline));
    file.attribute("palimpsest_version", version());
    std::size_t units = 0;
    for (std::size_t sample = 0; sample < study.samples.size(); ++sample) {
        const SampleRows rows = completeRows(inputs, sample);
        if (!rows.checkpoints.empty()) {
            writeSample(file, study.samples[sample].id, inputs.parts(sample), rows);
            units += rows.checkpoints.size();
        }
    }
    if (units == 0) {
        throw BadInput("The study " + quoted(inputs.folder()) +
                       " has no values to export yet. Run `palimpsest-cli extract` first.");
    }
    writeFileAtomically(path, file.bytes());
    return units;
}

} // namespace palimpsest

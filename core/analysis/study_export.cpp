// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/study_export.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/folders.h"
#include "core/base/version.h"
#include "core/extraction/unit_check.h"
#include "core/interactions/indices.h"
#include "core/interactions/interactions.h"
#include "core/study/hdf5.h"
#include "core/study/own_files.h"

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
    std::vector<double> shapley;
    std::vector<double> banzhaf;
    std::vector<double> sii;
    std::vector<double> stii;
};

void append(std::vector<double>& rows, const std::vector<double>& row)
{
    rows.insert(rows.end(), row.begin(), row.end());
}

void append(SampleRows& rows, const std::vector<double>& v)
{
    append(rows.v, v);
    append(rows.interactions, andInteractions(v).values);
    const PartIndices indices = partIndices(v);
    append(rows.shapley, indices.shapley);
    append(rows.banzhaf, indices.banzhaf);
    append(rows.sii, indices.sii.data);
    append(rows.stii, indices.stii.data);
}

SampleRows completeRows(StudyInputs& inputs, std::size_t sample, std::vector<std::string>& warnings)
{
    SampleRows rows;
    const Study& study = inputs.study();
    for (std::size_t lineage = 0; lineage < study.lineages.size(); ++lineage) {
        for (std::size_t i = 0; i < study.lineages[lineage].checkpoints.size(); ++i) {
            const CheckpointIndex checkpoint{lineage, i};
            const UnitCheck unit = checkUnit(inputs, {checkpoint, sample});
            const std::string name = inputs.unitName({checkpoint, sample});
            if (unit.state != UnitState::Complete) {
                if (unit.state != UnitState::Missing) {
                    warnings.push_back(name + " is left out: " + unit.reason);
                }
                continue;
            }
            if (const std::size_t count = nonFiniteCount(unit.table.v); count > 0) {
                warnings.push_back(name + ": " +
                                   nonFiniteText(count, inputs.parts(sample).partCount()));
            }
            rows.checkpoints.push_back(checkpointName(study, checkpoint));
            append(rows, unit.table.v);
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
    const auto write = [&](const char* name, const std::vector<double>& values,
                           const std::vector<std::string>& dimensions) {
        std::vector<std::uint64_t> shape;
        for (const std::string& dimension : dimensions) {
            shape.push_back(dimension == "checkpoint" ? rows.checkpoints.size()
                            : dimension == "part"     ? names.size()
                                                      : coalitions);
        }
        const std::string dataset = id + "/" + name;
        file.dataset(dataset, values, shape);
        for (unsigned axis = 0; axis < dimensions.size(); ++axis) {
            file.attachScale(dataset, axis, id + "/" + dimensions[axis]);
        }
    };
    write("v", rows.v, {"checkpoint", "coalition"});
    write("interaction", rows.interactions, {"checkpoint", "coalition"});
    write("shapley", rows.shapley, {"checkpoint", "part"});
    write("banzhaf", rows.banzhaf, {"checkpoint", "part"});
    write("sii", rows.sii, {"checkpoint", "part", "part"});
    write("stii", rows.stii, {"checkpoint", "part", "part"});
}

} // namespace

ExportedStudy exportStudy(StudyInputs& inputs, const std::filesystem::path& path)
{
    requireOutput(path);
    requireNoOwnFile(inputs.folder(), path);
    const Study& study = inputs.study();
    hdf5::Writer file(path);
    file.attribute("study", study.name);
    file.attribute("value_kind", valueKindName(study.settings.valueKind));
    file.attribute("baseline", describeBaseline(study));
    file.attribute("palimpsest_version", version());
    ExportedStudy exported;
    for (std::size_t sample = 0; sample < study.samples.size(); ++sample) {
        const std::string& id = study.samples[sample].id;
        try {
            const SampleRows rows = completeRows(inputs, sample, exported.warnings);
            if (!rows.checkpoints.empty()) {
                writeSample(file, id, inputs.parts(sample), rows);
                exported.units += rows.checkpoints.size();
            }
        } catch (const BadFile& error) { // the others can be exported
            exported.warnings.push_back(id + " is left out: " + error.what());
        } catch (const BadInput& error) {
            exported.warnings.push_back(id + " is left out: " + error.what());
        }
    }
    if (exported.units == 0) {
        throw BadInput("The study " + quoted(inputs.folder()) +
                       " has no values to export yet. Run `palimpsest-cli extract` first.");
    }
    writeFileAtomically(path, file.bytes());
    return exported;
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/study_export.h"

#include "core/analysis/compared_models.h"
#include "core/analysis/compared_values.h"
#include "core/analysis/study_values.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/folders.h"
#include "core/base/listed_names.h"
#include "core/base/version.h"
#include "core/interactions/indices.h"
#include "core/interactions/interactions.h"
#include "core/study/hdf5.h"
#include "core/study/own_files.h"
#include "core/study/study_names.h"
#include "core/units/unit_check.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

namespace {

/// The complete units of one sample, a row a checkpoint.
struct SampleRows
{
    std::vector<std::string> checkpoints;
    std::vector<std::int64_t> targets; ///< class that v speaks of
    std::vector<std::string> outputs;  ///< what v is made of; empty where v is the bare output
    std::vector<std::int64_t> floored; ///< values that hang on a probability of 0
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
    const Interactions dividends = andInteractions(v);
    append(rows.interactions, dividends.values);
    const PartIndices indices = partIndices(dividends);
    append(rows.shapley, indices.shapley);
    append(rows.banzhaf, indices.banzhaf);
    append(rows.sii, indices.sii.data);
    append(rows.stii, indices.stii.data);
}

SampleRows completeRows(const Study& study, const StudyValues& values, std::size_t sample,
                        UnitFlaws& flaws, std::vector<std::string>& warnings)
{
    SampleRows rows;
    const auto parts = static_cast<int>(values.parts[sample].size());
    for (const CheckpointIndex& checkpoint : allCheckpoints(study)) {
        const UnitIndex unit{checkpoint, sample};
        const auto table = values.tables.find(unit);
        if (table == values.tables.end() || table->second.partCount != parts) {
            const UnitReport& report = values.units.at(unit);
            if (!report.reason.empty()) {
                flaws[report.reason].push_back(unit);
            }
            continue;
        }
        if (const std::size_t count = nonFiniteCount(table->second.v); count > 0) {
            warnings.push_back(unitName(study, unit) + ": " + nonFiniteText(count, parts));
        }
        rows.checkpoints.push_back(checkpointName(study, checkpoint));
        rows.targets.push_back(table->second.target);
        const auto outputs = values.outputs.find(checkpoint);
        rows.outputs.push_back(outputs == values.outputs.end() ? std::string()
                                                               : outputKindName(outputs->second));
        rows.floored.push_back(static_cast<std::int64_t>(table->second.floored));
        append(rows, table->second.v);
    }
    return rows;
}

/// Interactions of AND and of OR, as the study shows them, in the unit of v.
struct SplitRows
{
    std::vector<std::string> checkpoints;
    std::vector<double> andEffects;
    std::vector<double> orEffects;
};

/// Those of every compared model on a sample of the comparison.
SplitRows splitRows(const ComparedModels& compared, std::size_t sample)
{
    SplitRows rows;
    for (const auto& [index, model] : compared.models) {
        const ModelReport& report = compared.comparison.models.at(index);
        if (!model->usable()) {
            continue;
        }
        const Interactions& interactions = model->samples[sample];
        std::vector<double> effects = interactions.values;
        for (double& effect : effects) {
            effect *= report.normaliser;
        }
        const auto half =
            effects.begin() + static_cast<std::ptrdiff_t>(interactions.patterns.andCount());
        rows.checkpoints.push_back(report.name);
        rows.andEffects.insert(rows.andEffects.end(), effects.begin(), half);
        rows.orEffects.insert(rows.orEffects.end(), half, effects.end());
    }
    return rows;
}

/// Writes them beside the other data of a sample that is exported.
void writeSplit(hdf5::Writer& file, const std::string& id, const SplitRows& rows)
{
    const std::uint64_t models = rows.checkpoints.size();
    const std::string scale = id + "/split_checkpoint";
    file.dataset(scale, rows.checkpoints);
    file.makeScale(scale, "split_checkpoint");
    const auto write = [&](const char* name, const std::vector<double>& effects) {
        const std::string dataset = id + "/" + name;
        file.dataset(dataset, effects, {models, effects.size() / models});
        file.attachScale(dataset, 0, scale);
        file.attachScale(dataset, 1, id + "/coalition");
    };
    write("interaction_and", rows.andEffects);
    write("interaction_or", rows.orEffects);
}

/// The split into AND and OR, where that is what the study shows; none where nothing can be
/// compared yet.
std::optional<ComparedModels> splitOf(const Study& study, const StudyValues& values,
                                      std::vector<std::string>& warnings)
{
    if (study.settings.interactions.kind != InteractionKind::AndOr) {
        return std::nullopt;
    }
    try {
        return compareModels(study, values, {});
    } catch (const BadInput& error) {
        warnings.push_back(std::string("Interactions of AND and OR are left out: ") + error.what());
        return std::nullopt;
    }
}

void writeSample(hdf5::Writer& file, const std::string& id, const std::vector<std::string>& names,
                 const SampleRows& rows)
{
    const std::size_t coalitions = coalitionCount(static_cast<int>(names.size()));
    std::vector<std::int64_t> masks(coalitions);
    std::iota(masks.begin(), masks.end(), std::int64_t{0});

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
    file.dataset(id + "/target", rows.targets, {rows.targets.size()});
    file.dataset(id + "/outputs", rows.outputs);
    file.dataset(id + "/floored", rows.floored, {rows.floored.size()});
    for (const char* name : {"/target", "/outputs", "/floored"}) {
        file.attachScale(id + name, 0, id + "/checkpoint");
    }
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
    requireNoOwnFile(path);
    const Study& study = inputs.study();
    hdf5::Writer file(path);
    file.attribute("study", study.name);
    file.attribute("value_kind", valueKindName(study.settings.valueKind));
    file.attribute("baseline", describeBaseline(study));
    file.attribute("palimpsest_version", version());
    ExportedStudy exported;
    const StudyValues values = loadValues(inputs);
    UnitFlaws flaws;
    for (std::size_t sample = 0; sample < study.samples.size(); ++sample) {
        const SampleRows rows = completeRows(study, values, sample, flaws, exported.warnings);
        if (!rows.checkpoints.empty()) {
            writeSample(file, study.samples[sample].id, values.parts[sample], rows);
            exported.units += rows.checkpoints.size();
        }
    }
    std::ranges::copy(leftOut(study, flaws), std::back_inserter(exported.warnings));
    file.attribute("interactions", interactionKindName(study.settings.interactions.kind));
    if (const auto split = splitOf(study, values, exported.warnings); split && exported.units > 0) {
        for (std::size_t i = 0; i < split->comparison.samples.size(); ++i) {
            writeSplit(file, split->comparison.samples[i].id, splitRows(*split, i));
        }
    }
    if (exported.units == 0) {
        const std::string none =
            "The study " + quoted(inputs.folder()) + " has no values to export";
        if (flaws.empty()) {
            throw NeedsExtraction(none + " yet. Extract them first.");
        }
        throw BadInput(none + ". " + joined(leftOut(study, flaws), " "));
    }
    writeFileAtomically(path, file.bytes());
    return exported;
}

} // namespace palimpsest

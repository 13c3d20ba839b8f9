// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/inspect_checkpoint.h"
#include "app/cli/model_commands.h"
#include "app/cli/output_option.h"
#include "app/common/exit_code.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/links.h"
#include "core/base/listed_names.h"
#include "core/models/networks/key_match.h"
#include "core/models/readers/hugging_face.h"
#include "core/parts/label_map.h"
#include "core/parts/labelme.h"
#include "core/study/accuracy_sets.h"
#include "core/study/named_files.h"
#include "core/study/own_files.h"
#include "core/study/part_sets.h"
#include "core/study/study_file.h"
#include "core/study/study_names.h"
#include "core/study/unit_store.h"
#include "core/units/probe_differences.h"
#include "core/units/study_inputs.h"
#include "core/units/unit_check.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iostream>
#include <iterator>
#include <map>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;
using json = nlohmann::ordered_json;

namespace {

const char* stateName(UnitState state)
{
    switch (state) {
    case UnitState::Missing:
        return "missing";
    case UnitState::Complete:
        return "complete";
    case UnitState::Stale:
        return "stale";
    case UnitState::Damaged:
        break;
    }
    return "damaged";
}

/// How many units of a lineage are in each state, and what is wrong with those that are.
json unitStates(StudyInputs& inputs, std::size_t lineage)
{
    std::map<std::string, std::size_t> counts;
    json problems = json::array();
    for (std::size_t i = 0; i < inputs.study().lineages[lineage].checkpoints.size(); ++i) {
        for (std::size_t sample = 0; sample < inputs.study().samples.size(); ++sample) {
            const UnitIndex unit{{lineage, i}, sample};
            try {
                const UnitReport check = reportUnit(inputs, unit);
                ++counts[stateName(check.state)];
                if (check.derived) {
                    ++counts["complete_from_finer_parts"];
                }
                if (check.nonFinite > 0) {
                    ++counts["not_finite"];
                }
                if (check.floored > 0) {
                    ++counts["floored"];
                }
                if (!check.reason.empty()) {
                    problems.push_back(inputs.unitName(unit) + ": " + check.reason);
                }
            } catch (const Error& error) {
                ++counts["impossible"];
                problems.push_back(inputs.unitName(unit) + ": " + error.what());
            }
        }
    }
    return {{"units", counts}, {"problems", problems}};
}

/// Says of files of a study that are links where they lead.
void addLinks(json& entry, const fs::path& folder, const std::vector<fs::path>& files)
{
    json links = json::object();
    for (const fs::path& file : files) {
        if (file.empty()) {
            continue;
        }
        for (const LinkedFile& link : linkedFiles(folder, file)) {
            links[link.inside.generic_string()] = link.target.string();
        }
    }
    if (!links.empty()) {
        entry["links"] = std::move(links);
    }
}

/// What each sample lacks of its part set, by sample.
std::map<std::string, PartGaps> gapsBySample(const fs::path& folder, const Study& study)
{
    std::map<std::string, PartGaps> result;
    for (PartGaps& gaps : partGaps(folder, study)) {
        result[gaps.sample] = std::move(gaps);
    }
    return result;
}

json inspectRuns(StudyInputs& inputs, const fs::path& folder)
{
    const Study& study = inputs.study();
    json lineages = json::array();
    for (std::size_t i = 0; i < study.lineages.size(); ++i) {
        const Lineage& lineage = study.lineages[i];
        json entry = {{"name", lineage.name},
                      {"role", roleName(lineage.role)},
                      {"head", lineage.head},
                      {"counts", countName(lineage) + "s"},
                      {"outputs", outputsOfRun(inputs, i)},
                      {"checkpoints", lineage.checkpoints.size()}};
        std::vector<fs::path> files = {lineage.modelTemplate};
        std::ranges::transform(lineage.checkpoints, std::back_inserter(files),
                               &Checkpoint::weights);
        addLinks(entry, folder, files);
        if (const NetworkFacts& facts = lineage.checkpoints.back().network;
            facts != NetworkFacts()) {
            entry["network"] = describe(facts);
            entry["assumed"] = facts.assumed;
        }
        for (const Checkpoint& checkpoint : lineage.checkpoints) {
            for (const auto& [fact, other] : checkpoint.network.asIn) {
                entry["as_in"][fact] = other;
            }
        }
        entry.update(unitStates(inputs, i));
        lineages.push_back(std::move(entry));
    }
    return lineages;
}

json inspectStudy(const fs::path& folder)
{
    StudyInputs inputs(folder, readStudy(folder));
    const Study& study = inputs.study();
    const auto gaps = gapsBySample(folder, study);
    json samples = json::array();
    const auto checked = std::ranges::count(study.samples, true, &Sample::isChecked);
    for (std::size_t i = 0; i < study.samples.size(); ++i) {
        json entry = {{"id", study.samples[i].id}};
        if (study.samples[i].isChecked) {
            entry["checked"] = true;
        }
        addLinks(entry, folder, {study.samples[i].image});
        try {
            entry["parts"] = inputs.parts(i).partCount();
        } catch (const Error& error) {
            entry["problem"] = error.what();
        }
        if (const auto found = gaps.find(study.samples[i].id); found != gaps.end()) {
            entry["part_set"] = found->second.set;
            if (found->second.problem.empty()) { // else it stands there already
                entry["missing_parts"] = found->second.missing;
            }
        }
        samples.push_back(std::move(entry));
    }
    json report = {{"kind", "study"},
                   {"name", study.name},
                   {"classes", study.classes},
                   {"baseline", describeBaseline(study)},
                   {"checked", std::to_string(checked) + " of " +
                                   numberOf(study.samples.size(), "sample", "samples")},
                   {"samples", samples},
                   {"lineages", inspectRuns(inputs, folder)}};
    if (const auto unnamed = unnamedFiles(folder, study); !unnamed.empty()) {
        json files = json::array();
        for (const fs::path& file : unnamed) {
            files.push_back(file.generic_string());
        }
        report["files_that_nothing_names"] = std::move(files);
    }
    std::vector<std::string> warnings = networkDifferences(study);
    if (std::string outdated = outdatedAccuracies(study); !outdated.empty()) {
        warnings.push_back(std::move(outdated));
    }
    std::ranges::move(outputWarnings(inputs), std::back_inserter(warnings));
    std::ranges::move(probeDifferences(inputs), std::back_inserter(warnings));
    std::ranges::move(unfollowedLinks(folder), std::back_inserter(warnings));
    if (!warnings.empty()) {
        report["warnings"] = warnings;
    }
    return report;
}

json inspectPack(const fs::path& path)
{
    const PackIndex index = packIndex(readPackHead(path));
    json samples = json::array();
    for (const auto& [sample, unit] : index.units) {
        samples.push_back({{"id", sample},
                           {"parts", unit.partCount},
                           {"target", unit.key.target},
                           {"value", unit.key.valueKind},
                           {"bytes", unit.bytes},
                           {"sha256", unit.sha256},
                           {"not_finite", unit.nonFinite}});
    }
    return {{"kind", "pack of value units"},
            {"bytes", index.stamp.size},
            {"units", index.units.size()},
            {"samples", samples}};
}

/// Values of a unit that hang on a probability of 0.
std::size_t flooredOf(const ValueUnit& unit)
{
    const auto function = valueFunctionNamed(unit.key.valueKind);
    const int target = unit.key.target == kPredictedTarget ? predictedClass(unit.table)
                                                           : static_cast<int>(unit.key.target);
    return function ? flooredCount(unit.table, target, function->kind) : 0;
}

/// The unit of a file, or the packed one that had this file.
json inspectUnit(const fs::path& path)
{
    const auto stored = UnitStore().read(path);
    if (!stored) {
        throw BadFile("There is no file " + quoted(path) + ", nor is it packed. Check the path.");
    }
    const ValueUnit& unit = *stored;
    const ValueTable& table = unit.table;
    json report = {{"kind", "value unit"},
                   {"parts", table.partCount},
                   {"classes", table.logits.columns},
                   {"v_none", table.v.front()},
                   {"v_all", table.v.back()},
                   {"not_finite", nonFiniteCount(table.v)},
                   {"floored", flooredOf(unit)},
                   {"target", unit.key.target == kPredictedTarget
                                  ? json(targetKindName(TargetKind::Predicted))
                                  : json(unit.key.target)},
                   {"value", unit.key.valueKind},
                   {"baseline", unit.origin.baseline},
                   {"device", unit.origin.device},
                   {"threads", unit.origin.threads},
                   {"batch_size", unit.origin.batchSize},
                   {"template_sha256", unit.key.templateSha256},
                   {"weights_sha256", unit.key.weightsSha256},
                   {"image_sha256", unit.key.imageSha256},
                   {"label_map_sha256", unit.key.labelMapSha256},
                   {"palimpsest_version", unit.origin.palimpsestVersion},
                   {"torch_version", unit.origin.torchVersion}};
    if (const std::size_t bad = nonFiniteCount(table.v); bad > 0) {
        report["problem"] = nonFiniteText(bad, table.partCount);
    }
    return report;
}

json inspectParts(const fs::path& path)
{
    const LabelMap map = rasterise(readLabelMe(path));
    json parts = json::object();
    std::size_t covered = 0;
    for (const Part& part : map.parts) {
        parts[part.name] = part.pixels;
        covered += part.pixels;
    }
    return {{"kind", "parts (LabelMe)"},
            {"width", map.width},
            {"height", map.height},
            {"pixels_in_parts", covered},
            {"label_map_sha256", sha256(map)},
            {"parts", parts}};
}

json inspectFile(const fs::path& path)
{
    const std::string extension = path.extension().string();
    if (fs::is_directory(path)) {
        const bool isModel = !fs::exists(path / "study.json") && looksLikeHuggingFace(path);
        return isModel ? inspectCheckpoint(path) : inspectStudy(path);
    }
    if (path.string().ends_with(".pack.h5")) {
        return inspectPack(path);
    }
    if (extension == ".h5") {
        return inspectUnit(path);
    }
    if (!fs::exists(path)) {
        throw BadFile("There is no file " + quoted(path) + ". Check the path.");
    }
    if (path.filename() == "study.json") {
        return inspectStudy(path.has_parent_path() ? path.parent_path() : ".");
    }
    if (extension == ".json") {
        return inspectParts(path);
    }
    return inspectCheckpoint(path);
}

std::string plain(const json& value)
{
    return value.is_string() ? value.get<std::string>()
                             : value.dump(-1, ' ', false, json::error_handler_t::replace);
}

bool isNested(const json& value)
{
    return value.is_structured() && !value.empty();
}

bool isShape(const json& value)
{
    return value.is_array() &&
           std::ranges::all_of(value, [](const json& entry) { return entry.is_number_integer(); });
}

/// "id: coat_1, parts: 10"
std::string inOneLine(const json& object)
{
    std::string text;
    for (const auto& [key, entry] : object.items()) {
        text += (text.empty() ? "" : ", ") + key + ": " + plain(entry);
    }
    return text;
}

void printText(const json& value, const std::string& indent)
{
    for (const auto& [key, entry] : value.items()) {
        const std::string lead = indent + (value.is_object() ? key + ":" : "-");
        if (!isNested(entry)) {
            std::cout << lead << " " << plain(entry) << "\n";
        } else if (isShape(entry)) {
            std::cout << lead << " " << shapeText(entry.get<std::vector<std::int64_t>>()) << "\n";
        } else if (value.is_array() && std::ranges::none_of(entry, isNested)) {
            std::cout << lead << " " << inOneLine(entry) << "\n";
        } else {
            std::cout << lead << "\n";
            printText(entry, indent + "  ");
        }
    }
}

} // namespace

int run(const InspectCommand& command)
{
    json report = inspectFile(command.file);
    if (const fs::path target = linkTarget(command.file); !target.empty()) {
        report["link_to"] = target.string();
    }
    if (command.json) {
        std::cout << report.dump(2, ' ', false, json::error_handler_t::replace) << "\n";
    } else {
        printText(report, "");
    }
    return kOk;
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/models/networks/network_facts_json.h"
#include "core/samples/preprocessing_json.h"
#include "core/study/json_entries.h"
#include "core/study/part_set_file.h"
#include "core/study/part_sets.h"
#include "core/study/sample_format.h"
#include "core/study/settings_json.h"
#include "core/study/study_file.h"
#include "core/study/study_json.h"
#include "core/study/study_names.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;
using json = nlohmann::ordered_json;

namespace {

/// Turns JSON into a Study; every refusal names the file and the entry.
class Reader
{
public:
    explicit Reader(fs::path file) : m_file(std::move(file)) {}

    Study read(const json& root)
    {
        checkFormat(root);
        Study study;
        study.name = textIn(root, "name", "the study");
        study.classes = entry(root, "classes").get<std::vector<std::string>>();
        if (std::set<std::string>(study.classes.begin(), study.classes.end()).size() !=
            study.classes.size()) {
            refuse("\"classes\" lists one class twice");
        }
        const SampleFormat& format = sampleFormatIn(root);
        format.readPreparation(entry(root, format.preparationKey()), m_file.parent_path(), study);
        readPartSets(entry(root, "part_sets", json::array()), study);
        study.settings = settingsFromJson(entry(root, "settings"), study);
        for (const json& value : entry(root, "samples")) {
            study.samples.push_back(sample(value, study));
        }
        for (const json& value : entry(root, "lineages")) {
            study.lineages.push_back(lineage(value, study.lineages.size() + 1));
        }
        readAccuracySets(root, study);
        study.labels = labels(entry(root, "labels", json::object()), study);
        return study;
    }

    [[noreturn]] void refuse(const std::string& why) const
    {
        throw BadFile(quoted(m_file) + " cannot be used: " + why + ".");
    }

    /// What is read just now, for errors that do not know it.
    const std::string& at() const { return m_at; }

private:
    /// What stands under `key`, which is read from now on.
    const json& entry(const json& root, const std::string& key)
    {
        m_at = "\"" + key + "\"";
        return root.at(key);
    }

    json entry(const json& root, const std::string& key, json otherwise)
    {
        m_at = "\"" + key + "\"";
        return root.value(key, std::move(otherwise));
    }

    void readAccuracySets(const json& root, Study& study)
    {
        study.accuracySet = entry(root, "accuracy_set", "").get<std::string>();
        study.accuracySources = entry(root, "accuracy_sources", json::object())
                                    .get<std::map<std::string, std::string>>();
        const json preparations = entry(root, "accuracy_preprocessing", json::object());
        for (const auto& [set, value] : preparations.items()) {
            study.accuracyPreprocessing[set] = preprocessingFromJson(value);
        }
    }

    void checkFormat(const json& root) const
    {
        if (!root.is_object() || !root.contains("format") || !root["format"].is_number_integer()) {
            refuse("it has no \"format\" number, so it is not a study of Palimpsest");
        }
        const auto format = root["format"].get<std::int64_t>();
        if (format > kStudyFormat) {
            refuse("it has format " + std::to_string(format) + " and this version reads up " +
                   "to " + std::to_string(kStudyFormat) + "; open it with a newer Palimpsest");
        }
        if (format < 1) {
            refuse("its format number " + std::to_string(format) + " never existed");
        }
    }

    /// A name that also serves as a file or folder name.
    std::string safeName(const json& object, const char* key, const std::string& where)
    {
        std::string name = textIn(object, key, where);
        if (!isSafeName(name)) {
            refuse(where + " is named \"" + name +
                   "\"; use letters, digits, '-', '_' and '.', as it becomes a file name");
        }
        if (!m_names.insert(where.substr(0, where.find(' ')) + name).second) {
            refuse("the name \"" + name + "\" stands twice");
        }
        return name;
    }

    fs::path insidePath(const json& object, const char* key, const std::string& where) const
    {
        return pathIn(object, key, where, m_file.parent_path());
    }

    void readPartSets(const json& value, Study& study) const
    {
        if (!value.is_array()) {
            refuse("\"part_sets\" is no list");
        }
        for (const json& set : value) {
            const std::string where = "part set " + std::to_string(study.partSets.size() + 1);
            study.partSets.push_back(partSetFromJson(set, where));
        }
        if (const std::string problem = partSetsProblem(study); !problem.empty()) {
            refuse(problem);
        }
    }

    Sample sample(const json& value, const Study& study)
    {
        Sample result;
        const std::string where = "sample " + std::to_string(study.samples.size() + 1);
        m_at = where;
        result.id = safeName(value, "id", where);
        sampleFormat(study).readContent(value, where, m_file, study, result);
        const std::string label = textIn(value, "class", where);
        const auto found = std::ranges::find(study.classes, label);
        if (found == study.classes.end()) {
            refuse(where + " is of class \"" + label + "\", which \"classes\" does not list");
        }
        result.label = static_cast<int>(found - study.classes.begin());
        result.isChecked = value.value("checked", false);
        result.checkedParts = value.value("checked_parts", std::string());
        return result;
    }

    Lineage lineage(const json& value, std::size_t number)
    {
        Lineage result;
        m_at = "lineage number " + std::to_string(number);
        result.name = safeName(value, "name", "lineage ?");
        const std::string where = "lineage " + result.name;
        result.role = namedIn(kRoles, roleName, value, "role", where);
        if (value.contains("template")) {
            result.modelTemplate = insidePath(value, "template", where);
        }
        result.head = value.value("head", "");
        result.countsSteps = value.value("counts", "epochs") == "steps";
        for (const json& entry : value.at("checkpoints")) {
            result.checkpoints.push_back(checkpoint(entry, where));
        }
        const auto inOrder = [](const Checkpoint& a, const Checkpoint& b) {
            return a.epoch >= b.epoch;
        };
        if (result.checkpoints.empty() ||
            std::ranges::adjacent_find(result.checkpoints, inOrder) != result.checkpoints.end()) {
            refuse(where + " needs checkpoints with epochs that rise");
        }
        return result;
    }

    int epoch(const json& value, const std::string& where) const
    {
        if (!value.is_number_integer() || value.get<double>() < 0.0 ||
            value.get<double>() > kMaxEpoch) {
            refuse(where + " has the epoch " + value.dump() + ", which is no whole number from 0");
        }
        return value.get<int>();
    }

    Checkpoint checkpoint(const json& value, const std::string& where) const
    {
        Checkpoint result{.epoch = epoch(value.at("epoch"), where),
                          .weights = insidePath(value, "weights", where),
                          .accuracy = {},
                          .outputs = {}};
        if (value.contains("outputs")) {
            result.outputs = namedIn(kOutputKinds, outputKindName, value, "outputs", where);
        }
        result.isSingleOutput = value.value("single_output", false);
        if (value.contains("accuracy") && !value["accuracy"].is_null()) {
            result.accuracy = accuracy(value["accuracy"], where);
        }
        const json others = value.value("other_accuracies", json::object());
        for (const auto& [set, share] : others.items()) {
            result.otherAccuracies[set] = accuracy(share, where);
        }
        if (value.contains("network")) {
            result.network = networkFactsFromJson(value["network"]);
        }
        return result;
    }

    double accuracy(const json& value, const std::string& where) const
    {
        const auto share = value.get<double>();
        if (!(share >= 0.0 && share <= 1.0)) {
            refuse(where + " has an accuracy that is no share between 0 and 1");
        }
        return share;
    }

    std::map<std::string, std::string> labels(const json& value, const Study& study) const
    {
        auto result = value.get<std::map<std::string, std::string>>();
        for (const auto& [label, name] : result) {
            if (std::ranges::find(study.classes, name) == study.classes.end()) {
                refuse("the label \"" + label + "\" stands for \"" + name +
                       "\", which is no class");
            }
        }
        return result;
    }

    fs::path m_file;
    std::set<std::string> m_names;
    std::string m_at;
};

} // namespace

Study studyFromJson(const json& root, const fs::path& file)
{
    Reader reader(file);
    try {
        return reader.read(root);
    } catch (const BadInput& error) {
        reader.refuse(error.what());
    } catch (const json::exception& error) {
        reader.refuse("of " + reader.at() + ", something is missing or of the wrong type (" +
                      jsonProblem(error) + ")");
    }
}

} // namespace palimpsest

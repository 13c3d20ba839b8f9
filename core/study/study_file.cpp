// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/study_file.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/models/network_facts_json.h"
#include "core/samples/preprocessing_json.h"
#include "core/samples/token_lists.h"
#include "core/study/kept_keys.h"
#include "core/study/own_files.h"
#include "core/study/settings_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <type_traits>

namespace palimpsest {

namespace fs = std::filesystem;
// Keys keep their order, so that the file reads top-down and differs little between saves.
using json = nlohmann::ordered_json;

namespace {

constexpr std::size_t kShortestSentence = 3; // in tokens, two of them special
constexpr std::size_t kLongestSentence = 8192;

/// Turns JSON into a Study; every refusal names the file and the entry.
class Reader
{
public:
    explicit Reader(fs::path file) : m_file(std::move(file)) {}

    Study read(const json& root)
    {
        checkFormat(root);
        Study study;
        study.name = text(root, "name", "the study");
        study.classes = root.at("classes").get<std::vector<std::string>>();
        if (std::set<std::string>(study.classes.begin(), study.classes.end()).size() !=
            study.classes.size()) {
            refuse("\"classes\" lists one class twice");
        }
        if (root.contains("tokenisation")) {
            study.tokenisation = tokenisation(root["tokenisation"]);
        } else {
            study.preprocessing =
                orRefuse([&] { return preprocessingFromJson(root.at("preprocessing")); });
        }
        study.settings = orRefuse([&] { return settingsFromJson(root.at("settings"), study); });
        for (const json& value : root.at("samples")) {
            study.samples.push_back(sample(value, study));
        }
        for (const json& value : root.at("lineages")) {
            study.lineages.push_back(lineage(value));
        }
        study.accuracySet = root.value("accuracy_set", "");
        study.labels = labels(root.value("labels", json::object()), study);
        return study;
    }

    [[noreturn]] void refuse(const std::string& why) const
    {
        throw BadFile(quoted(m_file) + " cannot be used: " + why + ".");
    }

private:
    /// What `read` returns; its complaints become refusals of this file.
    template<typename Read>
    std::invoke_result_t<Read> orRefuse(const Read& read) const
    {
        try {
            return read();
        } catch (const BadInput& error) {
            refuse(error.what());
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

    std::string text(const json& object, const char* key, const std::string& where) const
    {
        if (!object.contains(key) || !object[key].is_string()) {
            refuse(where + " has no text \"" + key + "\"");
        }
        return object[key].get<std::string>();
    }

    /// A name that also serves as a file or folder name.
    std::string safeName(const json& object, const char* key, const std::string& where)
    {
        std::string name = text(object, key, where);
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
        const fs::path path = fs::path(text(object, key, where)).lexically_normal();
        if (path.empty() || path.is_absolute() || *path.begin() == "..") {
            refuse(where + ": \"" + key + "\" must be a path inside the study's folder");
        }
        ownFile(m_file.parent_path(), path); // or it throws
        return path;
    }

    Tokenisation tokenisation(const json& value) const
    {
        Tokenisation result;
        if (value.contains("special_tokens")) {
            result.special = specialTokens(value["special_tokens"]);
        } else {
            result.vocabulary = insidePath(value, "vocabulary", "the tokenisation");
        }
        WordPieceOptions& options = result.options;
        options.rules.lowerCase = value.value("lower_case", options.rules.lowerCase);
        options.rules.stripAccents = value.value("strip_accents", options.rules.stripAccents);
        const json length = value.value("maximum_length", json(options.maximumLength));
        if (!length.is_number_unsigned() || length < kShortestSentence ||
            length > kLongestSentence) {
            refuse("\"maximum_length\" of the tokenisation must be a number from " +
                   std::to_string(kShortestSentence) + " to " + std::to_string(kLongestSentence));
        }
        options.maximumLength = length.get<std::size_t>();
        return result;
    }

    SpecialTokens specialTokens(const json& value) const
    {
        SpecialTokens result;
        for (const auto& [name, number] : kSpecialTokens) {
            const json entry = value.at(name);
            if (!entry.is_number_unsigned() || entry > kLargestToken) {
                refuse(std::string("\"") + name + "\" of the special tokens must be a number " +
                       "from 0 on");
            }
            result.*number = entry.get<int>();
        }
        return result;
    }

    Sample sample(const json& value, const Study& study)
    {
        Sample result;
        const std::string where = "sample " + std::to_string(study.samples.size() + 1);
        result.id = safeName(value, "id", where);
        if (study.tokenisation) {
            result.text = text(value, "text", where);
            if (study.tokenisation->vocabulary.empty()) {
                result.tokens = tokensIn(value, study.tokenisation->special,
                                         "Sample " + result.id + " of " + quoted(m_file));
            }
        } else {
            result.image = insidePath(value, "image", where);
        }
        const std::string label = text(value, "class", where);
        const auto found = std::ranges::find(study.classes, label);
        if (found == study.classes.end()) {
            refuse(where + " is of class \"" + label + "\", which \"classes\" does not list");
        }
        result.label = static_cast<int>(found - study.classes.begin());
        return result;
    }

    Lineage lineage(const json& value)
    {
        Lineage result;
        result.name = safeName(value, "name", "lineage ?");
        const std::string where = "lineage " + result.name;
        result.role = role(text(value, "role", where));
        if (value.contains("template")) {
            result.modelTemplate = insidePath(value, "template", where);
        }
        result.head = value.value("head", "");
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
            result.outputs = outputs(text(value, "outputs", where), where);
        }
        if (value.contains("accuracy") && !value["accuracy"].is_null()) {
            result.accuracy = accuracy(value["accuracy"], where);
        }
        const json others = value.value("other_accuracies", json::object());
        for (const auto& [set, share] : others.items()) {
            result.otherAccuracies[set] = accuracy(share, where);
        }
        if (value.contains("network")) {
            result.network = orRefuse([&] { return networkFactsFromJson(value["network"]); });
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

    OutputKind outputs(const std::string& name, const std::string& where) const
    {
        const auto found = std::ranges::find(kOutputKinds, name, outputKindName);
        if (found == kOutputKinds.end()) {
            refuse(where + " has the outputs \"" + name +
                   "\", which are unknown; use \"logits\", " +
                   "\"log_probabilities\", \"probabilities\" or \"independent_probabilities\"");
        }
        return *found;
    }

    Role role(const std::string& name) const
    {
        for (const Role role : {Role::Pretrained, Role::Finetuned, Role::Scratch, Role::Other}) {
            if (name == roleName(role)) {
                return role;
            }
        }
        refuse("the role \"" + name + "\" is unknown");
    }

    fs::path m_file;
    std::set<std::string> m_names;
};

json toJson(const Tokenisation& tokenisation)
{
    if (tokenisation.vocabulary.empty()) {
        json special;
        for (const auto& [name, number] : kSpecialTokens) {
            special[name] = tokenisation.special.*number;
        }
        return {{"special_tokens", special},
                {"maximum_length", tokenisation.options.maximumLength}};
    }
    return {{"vocabulary", tokenisation.vocabulary.generic_string()},
            {"lower_case", tokenisation.options.rules.lowerCase},
            {"strip_accents", tokenisation.options.rules.stripAccents},
            {"maximum_length", tokenisation.options.maximumLength}};
}

json toJson(const Sample& sample, const Study& study)
{
    json result = {{"id", sample.id}};
    if (study.tokenisation) {
        result["text"] = sample.text;
        if (!sample.tokens.empty()) {
            result.update(json(listsOf(sample.tokens)));
        }
    } else {
        result["image"] = sample.image.generic_string();
    }
    result["class"] = study.classes.at(static_cast<std::size_t>(sample.label));
    return result;
}

/// The lowest that says everything, so that older programs open what they can.
int neededFormat(const Study& study)
{
    const auto needsReading =
        [&](const CheckpointIndex& index) { // older programs take all as logits
            const auto& outputs =
                study.lineages[index.lineage].checkpoints[index.checkpoint].outputs;
            return outputs == OutputKind::Probabilities ||
                   outputs == OutputKind::IndependentProbabilities;
        };
    if (std::ranges::any_of(allCheckpoints(study), needsReading)) {
        return 4;
    }
    const bool isResized = study.preprocessing.resizing.mode != ResizeMode::None;
    return study.tokenisation || isResized ? 3 : needFormat2(study.settings) ? 2 : 1;
}

json toJson(const Lineage& lineage)
{
    json checkpoints = json::array();
    for (const Checkpoint& checkpoint : lineage.checkpoints) {
        json entry = {{"epoch", checkpoint.epoch},
                      {"weights", checkpoint.weights.generic_string()}};
        if (checkpoint.accuracy) {
            entry["accuracy"] = *checkpoint.accuracy;
        }
        if (!checkpoint.otherAccuracies.empty()) {
            entry["other_accuracies"] = checkpoint.otherAccuracies;
        }
        if (checkpoint.network != NetworkFacts()) {
            entry["network"] = toJson(checkpoint.network);
        }
        if (checkpoint.outputs) {
            entry["outputs"] = outputKindName(*checkpoint.outputs);
        }
        checkpoints.push_back(std::move(entry));
    }
    json result = {{"name", lineage.name}, {"role", roleName(lineage.role)}};
    if (!lineage.modelTemplate.empty()) {
        result["template"] = lineage.modelTemplate.generic_string();
    }
    result["head"] = lineage.head;
    result["checkpoints"] = std::move(checkpoints);
    return result;
}

json toJson(const Study& study)
{
    json samples = json::array();
    for (const Sample& sample : study.samples) {
        samples.push_back(toJson(sample, study));
    }
    json lineages = json::array();
    for (const Lineage& lineage : study.lineages) {
        lineages.push_back(toJson(lineage));
    }
    json root = {{"format", neededFormat(study)}, {"name", study.name}, {"classes", study.classes}};
    if (study.tokenisation) {
        root["tokenisation"] = toJson(*study.tokenisation);
    } else {
        root["preprocessing"] = toJson(study.preprocessing);
    }
    if (!study.labels.empty()) {
        root["labels"] = study.labels;
    }
    root["settings"] = toJson(study.settings, study);
    root["samples"] = std::move(samples);
    if (!study.accuracySet.empty()) {
        root["accuracy_set"] = study.accuracySet;
    }
    root["lineages"] = std::move(lineages);
    return root;
}

/// Keys that others put into the file stay in it. One that cannot be read has none to keep.
void keepKeysOfOthers(json& fresh, const fs::path& folder)
{
    try {
        const fs::path file = ownFile(folder, studyPath({}));
        if (stands(file)) {
            const json standing(readJson(file));
            keepUnknownKeys(fresh, standing, toJson(Reader(file).read(standing)));
        }
    } catch (const Error&) {
        return;
    } catch (const json::exception&) {
        return;
    }
}

} // namespace

fs::path studyPath(const fs::path& folder)
{
    return folder / "study.json";
}

Study readStudy(const fs::path& folder)
{
    const fs::path file = ownFile(folder, studyPath({}));
    if (!stands(folder)) {
        throw BadFile("There is no folder " + quoted(folder) + ". Check the path.");
    }
    if (!stands(file)) {
        throw BadFile(quoted(folder) + " is not a study: it has no study.json. " +
                      "`palimpsest-cli demo DIR` makes one to start from.");
    }
    Reader reader(file);
    try {
        return reader.read(json(readJson(file)));
    } catch (const json::exception& error) {
        reader.refuse(std::string("an entry is missing or of the wrong type (") +
                      jsonProblem(error) + ")");
    }
}

void writeStudy(const fs::path& folder, const Study& study)
{
    json root = toJson(study);
    keepKeysOfOthers(root, folder);
    writeFileAtomically(studyPath(folder), root.dump(2) + "\n", folder);
}

fs::path partsPath(const fs::path& folder, const Sample& sample)
{
    return partsPath(folder, sample.id);
}

fs::path partsPath(const fs::path& folder, const std::string& id)
{
    return folder / "parts" / (id + ".json");
}

fs::path ownParts(const fs::path& folder, const Sample& sample)
{
    return ownFile(folder, partsPath({}, sample));
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/kept_keys.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/study/own_files.h"
#include "core/study/study_file.h"
#include "core/study/study_json.h"

#include <nlohmann/json.hpp>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace palimpsest {

namespace fs = std::filesystem;
using json = nlohmann::ordered_json;

namespace {

/// What names an object in a list; empty for what is none or has no name.
std::string identity(const json& entry)
{
    for (const char* key : {"id", "name", "epoch"}) {
        if (entry.is_object() && entry.contains(key)) {
            return entry[key].dump(-1, ' ', false, json::error_handler_t::replace);
        }
    }
    return {};
}

std::map<std::string, const json*> byIdentity(const json& list)
{
    std::map<std::string, const json*> entries;
    for (const json& entry : list) {
        entries.emplace(identity(entry), &entry);
    }
    entries.erase("");
    return entries;
}

void keepInEntries(json& fresh, const json& standing, const json& understood, Renaming renaming)
{
    const auto before = byIdentity(standing);
    const auto known = byIdentity(understood);
    std::set<std::string> gone;
    for (const auto& [name, entry] : before) {
        gone.insert(name);
    }
    std::vector<json*> others;
    for (json& entry : fresh) {
        const std::string name = identity(entry);
        if (before.contains(name) && known.contains(name)) {
            keepUnknownKeys(entry, *before.at(name), *known.at(name), renaming);
            gone.erase(name);
        } else if (!name.empty()) {
            others.push_back(&entry);
        }
    }
    const bool isRenamed = renaming == Renaming::Possible && fresh.size() == standing.size() &&
                           gone.size() == 1 && others.size() == 1 && known.contains(*gone.begin());
    if (isRenamed) {
        keepUnknownKeys(*others.front(), *before.at(*gone.begin()), *known.at(*gone.begin()));
    }
}

/// A study.json, and what is understood of it.
struct StandingStudy
{
    json root;
    json understood;
};

/// None where it is missing or cannot be read.
std::optional<StandingStudy> standingIn(const fs::path& folder)
{
    try {
        const fs::path file = ownFile(folder, studyPath({}));
        if (!stands(file)) {
            return std::nullopt;
        }
        json root(readJson(file));
        json understood = toJson(studyFromJson(root, file));
        return StandingStudy{std::move(root), std::move(understood)};
    } catch (const Error&) {
        return std::nullopt;
    }
}

/// The runs of a study that can be read.
void renameRuns(json& study, const std::map<std::string, std::string>& names)
{
    for (json& run : study["lineages"]) {
        const auto found = names.find(run["name"].get<std::string>());
        run["name"] = found == names.end() ? run["name"] : json(found->second);
    }
}

} // namespace

void keepUnknownKeys(json& fresh, const json& standing, const json& understood, Renaming renaming)
{
    if (fresh.is_array() && standing.is_array() && understood.is_array()) {
        keepInEntries(fresh, standing, understood, renaming);
        return;
    }
    if (!fresh.is_object() || !standing.is_object() || !understood.is_object()) {
        return;
    }
    for (const auto& [key, value] : standing.items()) {
        if (!fresh.contains(key) && !understood.contains(key)) {
            fresh[key] = value;
        } else if (fresh.contains(key) && understood.contains(key)) {
            keepUnknownKeys(fresh[key], value, understood[key], renaming);
        }
    }
}

void keepKeysOfOthers(json& fresh, const fs::path& folder)
{
    if (const auto standing = standingIn(folder)) {
        keepUnknownKeys(fresh, standing->root, standing->understood);
    }
}

void keepKeysOfEntries(json& fresh, const fs::path& folder,
                       const std::map<std::string, std::string>& runNames)
{
    auto standing = standingIn(folder);
    if (standing) {
        renameRuns(standing->root, runNames);
        renameRuns(standing->understood, runNames);
    }
    for (const char* list : {"samples", "lineages"}) {
        if (standing) { // which has both, or it would not have been read
            keepUnknownKeys(fresh[list], standing->root[list], standing->understood[list],
                            Renaming::Impossible);
        }
    }
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/kept_keys.h"

#include <nlohmann/json.hpp>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace palimpsest {

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

void keepInEntries(json& fresh, const json& standing, const json& understood)
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
            keepUnknownKeys(entry, *before.at(name), *known.at(name));
            gone.erase(name);
        } else if (!name.empty()) {
            others.push_back(&entry);
        }
    }
    const bool isRenamed = fresh.size() == standing.size() && gone.size() == 1 &&
                           others.size() == 1 && known.contains(*gone.begin());
    if (isRenamed) {
        keepUnknownKeys(*others.front(), *before.at(*gone.begin()), *known.at(*gone.begin()));
    }
}

} // namespace

void keepUnknownKeys(json& fresh, const json& standing, const json& understood)
{
    if (fresh.is_array() && standing.is_array() && understood.is_array()) {
        keepInEntries(fresh, standing, understood);
        return;
    }
    if (!fresh.is_object() || !standing.is_object() || !understood.is_object()) {
        return;
    }
    for (const auto& [key, value] : standing.items()) {
        if (!fresh.contains(key) && !understood.contains(key)) {
            fresh[key] = value;
        } else if (fresh.contains(key) && understood.contains(key)) {
            keepUnknownKeys(fresh[key], value, understood[key]);
        }
    }
}

} // namespace palimpsest

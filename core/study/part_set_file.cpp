// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/part_set_file.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/study/json_entries.h"

#include <nlohmann/json.hpp>

#include <cstdint>

namespace palimpsest {

using json = nlohmann::ordered_json;

namespace {

constexpr std::uint64_t kMaxBytes = 1u << 20;
constexpr int kVersion = 1;

/// What `object` has under `key`, none where it has nothing.
json listIn(const json& object, const char* key, const std::string& where)
{
    json list = object.value(key, json::array());
    if (!list.is_array()) {
        throw BadInput("\"" + std::string(key) + "\" of " + where + " is no list");
    }
    return list;
}

NamedPart partFromJson(const json& value, const std::string& where)
{
    NamedPart part{.name = textIn(value, "name", where), .colour = {}, .key = {}};
    if (value.contains("colour")) {
        part.colour = textIn(value, "colour", where);
    }
    if (value.contains("key")) {
        const json& key = value["key"];
        if (!key.is_number_unsigned() || key > 9) {
            throw BadInput(where + " has the key " + key.dump(-1, ' ', true) +
                           ", which is no digit from 0 to 9");
        }
        part.key = key.get<int>();
    }
    return part;
}

void checkVersion(const json& document)
{
    if (!document.is_object() || !document.contains("version") ||
        !document["version"].is_number_unsigned()) {
        throw BadInput("it has no \"version\" number");
    }
    if (document["version"] > kVersion) {
        throw BadInput("it has version " + document["version"].dump() + " and this program reads " +
                       std::to_string(kVersion) + "; open it with a newer Palimpsest");
    }
}

} // namespace

json toJson(const PartNames& set)
{
    json result = {{"name", set.name}};
    if (!set.classes.empty()) {
        result["classes"] = set.classes;
    }
    json parts = json::array();
    for (const NamedPart& part : set.parts) {
        json entry = {{"name", part.name}};
        if (!part.colour.empty()) {
            entry["colour"] = part.colour;
        }
        if (part.key) {
            entry["key"] = *part.key;
        }
        parts.push_back(std::move(entry));
    }
    result["parts"] = std::move(parts);
    return result;
}

PartNames partSetFromJson(const json& value, const std::string& where)
{
    PartNames set{.name = textIn(value, "name", where), .parts = {}};
    for (const json& name : listIn(value, "classes", where)) {
        if (!name.is_string()) {
            throw BadInput("\"classes\" of " + where + " lists what is no text");
        }
        set.classes.push_back(name.get<std::string>());
    }
    for (const json& part : listIn(value, "parts", where)) {
        set.parts.push_back(
            partFromJson(part, "part " + std::to_string(set.parts.size() + 1) + " of " + where));
    }
    if (const std::string problem = problemOf(set); !problem.empty()) {
        throw BadInput(problem);
    }
    return set;
}

PartNames readPartSet(const std::filesystem::path& path)
{
    const json document(readJson(path, kMaxBytes));
    try {
        checkVersion(document);
        return partSetFromJson(document, "the part set");
    } catch (const BadInput& error) {
        throw BadFile(quoted(path) + " is no part set that can be used: " + error.what() + ".");
    }
}

void writePartSet(const std::filesystem::path& path, const PartNames& set)
{
    json document = {{"version", kVersion}};
    document.update(toJson(set));
    writeFileAtomically(path, document.dump(2, ' ', false, json::error_handler_t::replace) + "\n");
}

} // namespace palimpsest

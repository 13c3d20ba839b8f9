// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/json_entries.h"

#include "core/study/own_files.h"

#include <nlohmann/json.hpp>

#include <utility>
#include <vector>

namespace palimpsest {

namespace fs = std::filesystem;
using json = nlohmann::ordered_json;

std::string textIn(const json& object, const char* key, const std::string& where,
                   const std::string& remedy)
{
    if (!object.is_object() || !object.contains(key) || !object[key].is_string()) {
        throw BadInput(where + " has no text \"" + key + "\"" + remedy);
    }
    return object[key].get<std::string>();
}

fs::path pathIn(const json& object, const char* key, const std::string& where,
                const fs::path& folder)
{
    const fs::path path = fs::path(textIn(object, key, where)).lexically_normal();
    if (path.empty() || path.is_absolute() || *path.begin() == "..") {
        throw BadInput(where + ": \"" + key + "\" must be a path inside the study's folder");
    }
    ownFile(folder, path); // or it throws
    return path;
}

template<typename Value>
Value valueIn(const json& object, const char* key, const std::string& where)
{
    if (!object.is_object() || !object.contains(key)) {
        throw BadInput(where + " has no \"" + key + "\"");
    }
    try {
        return object[key].get<Value>();
    } catch (const json::exception& error) {
        throw BadInput("in \"" + std::string(key) + "\" of " + where + " " + jsonProblem(error));
    }
}

template<typename Value>
Value valueIn(const json& object, const char* key, const std::string& where, Value otherwise)
{
    return object.is_object() && !object.contains(key) ? std::move(otherwise)
                                                       : valueIn<Value>(object, key, where);
}

template bool valueIn(const json&, const char*, const std::string&, bool);
template double valueIn(const json&, const char*, const std::string&);
template double valueIn(const json&, const char*, const std::string&, double);
template json valueIn(const json&, const char*, const std::string&);
template std::vector<double> valueIn(const json&, const char*, const std::string&);
template json valueIn(const json&, const char*, const std::string&, json);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/base/json.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>
#include <utility>

namespace palimpsest {

/// The text that `object` has under `key`. Throws BadInput with half a sentence that begins with
/// `where`.
std::string textIn(const nlohmann::ordered_json& object, const char* key, const std::string& where);

/// The path that `object` has under `key`, of a file inside the study in `folder`. Throws BadInput
/// as textIn() does, BadFile as ownFile() does.
std::filesystem::path pathIn(const nlohmann::ordered_json& object, const char* key,
                             const std::string& where, const std::filesystem::path& folder);

/// The value that `object` has under `key`. Throws BadInput with half a sentence that names both
/// when there is none or it is of another type.
template<typename Value>
Value valueIn(const nlohmann::ordered_json& object, const char* key, const std::string& where)
{
    if (!object.is_object() || !object.contains(key)) {
        throw BadInput(where + " has no \"" + key + "\"");
    }
    try {
        return object[key].get<Value>();
    } catch (const nlohmann::json::exception& error) {
        throw BadInput("in \"" + std::string(key) + "\" of " + where + " " + jsonProblem(error));
    }
}

/// The same, and `otherwise` where there is none.
template<typename Value>
Value valueIn(const nlohmann::ordered_json& object, const char* key, const std::string& where,
              Value otherwise)
{
    return object.is_object() && !object.contains(key) ? std::move(otherwise)
                                                       : valueIn<Value>(object, key, where);
}

/// The one of `values` whose name is `name`; `what` says what that is of. Throws BadInput with half
/// a sentence that lists the names.
template<typename Values>
auto named(const Values& values, auto nameOf, const std::string& name, const std::string& what)
{
    std::string known;
    for (const auto value : values) {
        if (nameOf(value) == name) {
            return value;
        }
        known += (known.empty() ? "\"" : ", \"") + std::string(nameOf(value)) + "\"";
    }
    throw BadInput("the " + what + " \"" + name + "\" is unknown; use one of " + known);
}

} // namespace palimpsest

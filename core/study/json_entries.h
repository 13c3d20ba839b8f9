// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/base/json.h"

#include <filesystem>
#include <string>

namespace palimpsest {

/// The text that `object` has under `key`. Throws BadInput with half a sentence that begins with
/// `where` and ends with `remedy`.
std::string textIn(const nlohmann::ordered_json& object, const char* key, const std::string& where,
                   const std::string& remedy = {});

/// The path that `object` has under `key`, of a file inside the study in `folder`. Throws BadInput
/// as textIn() does, BadFile as ownFile() does.
std::filesystem::path pathIn(const nlohmann::ordered_json& object, const char* key,
                             const std::string& where, const std::filesystem::path& folder);

/// The value that `object` has under `key`: a bool, a double or several, or JSON. Throws
/// BadInput with half a sentence that names both when there is none or it is of another type.
template<typename Value>
Value valueIn(const nlohmann::ordered_json& object, const char* key, const std::string& where);

/// The same, and `otherwise` where there is none.
template<typename Value>
Value valueIn(const nlohmann::ordered_json& object, const char* key, const std::string& where,
              Value otherwise);

/// The one of `values` that `object` names under `key`. Throws BadInput with half a sentence that
/// begins with `where`, names the key and lists the names that can stand there.
template<typename Values>
auto namedIn(const Values& values, auto nameOf, const nlohmann::ordered_json& object,
             const char* key, const std::string& where)
{
    std::string known;
    for (const auto value : values) {
        known += (known.empty() ? "\"" : ", \"") + std::string(nameOf(value)) + "\"";
    }
    const std::string name = textIn(object, key, where, "; use one of " + known);
    for (const auto value : values) {
        if (nameOf(value) == name) {
            return value;
        }
    }
    throw BadInput(where + " has the \"" + key + "\" \"" + name +
                   "\", which is unknown; use one of " + known);
}

} // namespace palimpsest

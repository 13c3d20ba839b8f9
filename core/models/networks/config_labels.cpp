// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/networks/config_labels.h"

#include "core/base/error.h"
#include "core/base/utf8.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

namespace palimpsest {

using nlohmann::json;

namespace {

/// What the number of a class is in config.json: a number, or one as text.
std::optional<std::size_t> idIn(const json& value)
{
    if (value.is_number_unsigned()) {
        return value.get<std::size_t>();
    }
    if (!value.is_string()) {
        return std::nullopt;
    }
    const std::string text = value.get<std::string>();
    std::size_t id = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    const bool isNumber = error == std::errc() && end == text.data() + text.size();
    return isNumber ? std::optional(id) : std::nullopt;
}

using Labels = std::map<std::size_t, std::string>;

/// Takes up the name of a number. `from` is the entry that tells it.
void take(Labels& labels, const json& id, const json& name, const std::string& from)
{
    const std::optional<std::size_t> number = idIn(id);
    if (!number || !name.is_string()) {
        throw BadFile("config.json has no number and name of a class in \"" + from + "\" at " +
                      shown(id.dump(-1, ' ', false, json::error_handler_t::replace)) +
                      ". Correct or remove it.");
    }
    if (!labels.emplace(*number, name.get<std::string>()).second) {
        throw BadFile("config.json gives class " + std::to_string(*number) + " two names in \"" +
                      from + "\". Correct or remove it.");
    }
}

Labels labelsUnder(const json& config, const char* key)
{
    Labels labels;
    const auto found = config.find(key);
    if (found == config.end() || !found->is_object()) {
        return labels;
    }
    const bool isById = std::string(key) == "id2label";
    for (const auto& [name, value] : found->items()) {
        take(labels, isById ? json(name) : value, isById ? value : json(name), key);
    }
    return labels;
}

/// Whether the library made the name up, as nobody gave one.
bool isMadeUp(std::size_t id, const std::string& name)
{
    return name == "LABEL_" + std::to_string(id);
}

/// `second` may leave out numbers, whose name another number has too.
void requireAgreement(const Labels& first, const Labels& second)
{
    for (const auto& [id, name] : second) {
        const auto own = first.find(id);
        const bool isOther = own == first.end() || own->second != name;
        if (isOther && !isMadeUp(id, name) && (own == first.end() || !isMadeUp(id, own->second))) {
            throw BadFile(
                "config.json calls class " + std::to_string(id) + " \"" + shown(name) +
                "\" in \"label2id\" and " +
                (own == first.end() ? std::string("nothing") : "\"" + shown(own->second) + "\"") +
                " in \"id2label\". Correct or remove one of them.");
        }
    }
}

} // namespace

std::vector<std::string> labelsInConfig(const json& config)
{
    if (!config.is_object()) {
        return {};
    }
    const Labels byId = labelsUnder(config, "id2label");
    const Labels byName = labelsUnder(config, "label2id");
    if (!byId.empty()) {
        requireAgreement(byId, byName);
    }
    const bool areMadeUp = std::ranges::all_of(
        byId, [](const auto& entry) { return isMadeUp(entry.first, entry.second); });
    const bool isByName = !byName.empty() && areMadeUp; // of none as well
    std::vector<std::string> names;
    for (const auto& [id, name] : isByName ? byName : byId) {
        if (id != names.size()) {
            throw BadFile("config.json names class " + std::to_string(id) + " in \"" +
                          (isByName ? "label2id" : "id2label") + "\" and none with the number " +
                          std::to_string(names.size()) +
                          ". Classes count from 0: correct or remove it.");
        }
        names.push_back(name);
    }
    return names;
}

} // namespace palimpsest

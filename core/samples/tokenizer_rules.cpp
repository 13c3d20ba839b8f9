// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples/tokenizer_rules.h"

#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/utf8.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <sstream>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

/// A piece in brackets, such as [CLS] or [unused7], is no word.
bool isSpecial(const std::string& piece)
{
    return piece.starts_with('[') && piece.ends_with(']');
}

bool hasCapitals(const fs::path& vocabulary)
{
    constexpr std::uint64_t kMaxBytes = 32u << 20;
    std::istringstream lines(readFile(vocabulary, kMaxBytes));
    for (std::string piece; std::getline(lines, piece);) {
        if (isUtf8(piece) && !isSpecial(piece) && lowerCased(piece) != piece) {
            return true;
        }
    }
    return false;
}

std::optional<bool> flag(const nlohmann::json& config, const char* key)
{
    const auto found = config.find(key);
    return found != config.end() && found->is_boolean() ? std::optional(found->get<bool>())
                                                        : std::nullopt;
}

} // namespace

WordRules wordRulesOf(const fs::path& vocabulary)
{
    const fs::path path = vocabulary.parent_path() / "tokenizer_config.json";
    std::error_code status;
    const nlohmann::json config =
        fs::is_regular_file(path, status) ? readJson(path) : nlohmann::json::object();
    if (!config.is_object()) {
        return {};
    }
    const auto told = flag(config, "do_lower_case");
    const bool lowerCase = told ? *told : !hasCapitals(vocabulary);
    return {.lowerCase = lowerCase,
            .stripAccents = flag(config, "strip_accents").value_or(lowerCase)};
}

} // namespace palimpsest

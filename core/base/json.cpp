// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/json.h"

#include "core/base/error.h"
#include "core/base/files.h"

#include <nlohmann/json.hpp>

#include <set>
#include <string>
#include <vector>

namespace palimpsest {

using nlohmann::json;

namespace {

constexpr int kMaxDepth = 64;

/// Watches the parser and stops it at the first object or array that is nested too deep and at
/// the first key that stands twice.
class StrictCallback
{
public:
    explicit StrictCallback(const std::filesystem::path& source) : m_source(source) {}

    bool operator()(int depth, json::parse_event_t event, json& parsed)
    {
        if (depth > kMaxDepth) {
            throw BadFile(quoted(m_source) + " nests more than " + std::to_string(kMaxDepth) +
                          " levels deep, which no file of this kind does.");
        }
        if (event == json::parse_event_t::object_start) {
            m_keys.emplace_back();
        } else if (event == json::parse_event_t::object_end) {
            m_keys.pop_back();
        } else if (event == json::parse_event_t::key) {
            const auto& key = parsed.get_ref<const std::string&>();
            if (!m_keys.back().insert(key).second) {
                throw BadFile(quoted(m_source) + " has the key \"" + key +
                              "\" twice in one object. Remove one of the two.");
            }
        }
        return true;
    }

private:
    const std::filesystem::path& m_source;
    std::vector<std::set<std::string>> m_keys;
};

} // namespace

json parseJson(std::string_view text, const std::filesystem::path& source)
{
    if (text.starts_with("\xEF\xBB\xBF")) {
        text.remove_prefix(3);
    }
    try {
        StrictCallback strict(source);
        return json::parse(text, std::ref(strict));
    } catch (const json::exception& error) {
        throw BadFile(quoted(source) + " is not valid JSON: " + error.what() + ".");
    }
}

json readJson(const std::filesystem::path& path, std::uint64_t maxBytes)
{
    return parseJson(readFile(path, maxBytes), path);
}

} // namespace palimpsest

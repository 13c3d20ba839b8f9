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

constexpr std::size_t kMaxDepth = 64;

/// Reads along, keeping nothing, and throws at the first object or array that is nested too deep
/// and at the first key that stands twice. A pass of its own: with a callback, the library's parser
/// takes time with the square of an object's size.
class StrictPass : public nlohmann::json_sax<json>
{
public:
    explicit StrictPass(const std::filesystem::path& source) : m_source(source) {}

    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t&) override { return true; }
    bool string(string_t&) override { return true; }
    bool binary(binary_t&) override { return true; }

    bool start_object(std::size_t) override { return enter(); }
    bool end_object() override { return leave(); }
    bool start_array(std::size_t) override { return enter(); }
    bool end_array() override { return leave(); }

    bool key(string_t& key) override
    {
        if (!m_keys.back().insert(key).second) {
            throw BadFile(quoted(m_source) + " has the key \"" + key +
                          "\" twice in one object. Remove one of the two.");
        }
        return true;
    }

    /// What the parser proper says of it.
    bool parse_error(std::size_t, const std::string&, const json::exception&) override
    {
        return false;
    }

private:
    bool enter()
    {
        if (m_keys.size() > kMaxDepth) {
            throw BadFile(quoted(m_source) + " nests more than " + std::to_string(kMaxDepth) +
                          " levels deep, which no file of this kind does.");
        }
        m_keys.emplace_back();
        return true;
    }

    bool leave()
    {
        m_keys.pop_back();
        return true;
    }

    const std::filesystem::path& m_source;
    std::vector<std::set<std::string>> m_keys; ///< of each level; none in arrays
};

} // namespace

std::string jsonProblem(const std::exception& error)
{
    std::string text = error.what();
    if (const auto tag = text.find("] "); text.starts_with('[') && tag != std::string::npos) {
        text.erase(0, tag + 2);
    }
    return text.substr(0, text.find("; last read"));
}

json parseJson(std::string_view text, const std::filesystem::path& source)
{
    if (text.starts_with("\xEF\xBB\xBF")) {
        text.remove_prefix(3);
    }
    try {
        StrictPass strict(source);
        json::sax_parse(text, &strict);
        return json::parse(text);
    } catch (const json::exception& error) {
        throw BadFile(quoted(source) + " is not valid JSON: " + jsonProblem(error) + ".");
    }
}

json readJson(const std::filesystem::path& path, std::uint64_t maxBytes)
{
    return parseJson(readFile(path, maxBytes), path);
}

} // namespace palimpsest

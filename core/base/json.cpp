// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/json.h"

#include "core/base/error.h"
#include "core/base/files.h"

#include <nlohmann/json.hpp>

#include <map>
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

/// What of `text` stands after `before` and, unless that is empty, in front of `after`; empty when
/// it does not hold them.
std::string_view between(std::string_view text, std::string_view before, std::string_view after)
{
    const auto start = text.find(before);
    if (start == std::string_view::npos) {
        return {};
    }
    text.remove_prefix(start + before.size());
    const auto end = after.empty() ? text.size() : text.find(after);
    return end == std::string_view::npos ? std::string_view() : text.substr(0, end);
}

/// A type of the library, as people say it.
std::string inWords(std::string_view type)
{
    static const std::map<std::string_view, std::string> kWords = {{"string", "a text"},
                                                                   {"number", "a number"},
                                                                   {"array", "a list"},
                                                                   {"object", "an object"},
                                                                   {"null", "null"},
                                                                   {"boolean", "true or false"},
                                                                   {"string literal", "a text"},
                                                                   {"end of input", "the end"},
                                                                   {"number literal", "a number"}};
    const auto known = kWords.find(type);
    return known == kWords.end() ? std::string(type) : known->second;
}

/// What the library says after its place: "unexpected X; expected Y", or "invalid string: why; last
/// read: bytes".
std::string syntaxProblem(std::string_view what)
{
    what = what.substr(0, what.find("; last read"));
    const std::string_view expected = between(what, "; expected ", "");
    const std::string belongs =
        expected.empty() ? std::string() : ", where " + inWords(expected) + " belongs";
    const std::string_view found = what.substr(0, what.find("; expected "));
    if (found == "unexpected end of input") {
        return "it ends too early";
    }
    if (found.starts_with("unexpected ")) {
        return "stands " + inWords(found.substr(std::string_view("unexpected ").size())) +
               (belongs.empty() ? " where a value belongs" : belongs);
    }
    return "stands an " + std::string(found);
}

} // namespace

std::string jsonProblem(const std::exception& error)
{
    std::string text = error.what();
    if (const auto tag = text.find("] "); text.starts_with('[') && tag != std::string::npos) {
        text.erase(0, tag + 2);
    }
    if (const std::string_view at = between(text, "parse error at ", ": "); !at.empty()) {
        return "in " + std::string(at) + " " + syntaxProblem(between(text, " - ", ""));
    }
    if (const std::string_view wanted = between(text, "type must be ", ", but is ");
        !wanted.empty()) {
        return inWords(between(text, ", but is ", "")) + " stands where " + inWords(wanted) +
               " belongs";
    }
    if (const std::string_view key = between(text, "key '", "' not found"); !key.empty()) {
        return "\"" + std::string(key) + "\" is missing";
    }
    if (const std::string_view is = between(text, "cannot use at() with ", ""); !is.empty()) {
        return inWords(is) + " stands where an object belongs";
    }
    return text;
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
        throw BadFile(quoted(source) + " is not valid JSON: " + jsonProblem(error) +
                      ". Correct it there, or get the file again.");
    }
}

json readJson(const std::filesystem::path& path, std::uint64_t maxBytes)
{
    return parseJson(readFile(path, maxBytes), path);
}

} // namespace palimpsest

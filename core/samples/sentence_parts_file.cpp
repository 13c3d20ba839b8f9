// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/parts/drawing.h"
#include "core/samples/sentence_parts.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>

namespace palimpsest {

using nlohmann::json;
using nlohmann::ordered_json;

namespace {

constexpr std::uint64_t kMaxBytes = 1u << 20;
constexpr int kVersion = 1;
constexpr std::size_t kMaxWords = 100'000;

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& why)
{
    throw BadFile(quoted(path) + " does not hold parts of a sentence: " + why + ".");
}

std::string text(const json& object, const char* key, const std::string& where,
                 const std::filesystem::path& path)
{
    if (!object.is_object() || !object.contains(key) || !object[key].is_string()) {
        refuse(path, where + " has no text \"" + key + "\"");
    }
    return object[key].get<std::string>();
}

std::vector<std::size_t> readWords(const json& part, const std::string& where,
                                   const std::filesystem::path& path)
{
    if (!part.contains("words") || !part["words"].is_array()) {
        refuse(path, where + " has no list \"words\"");
    }
    std::vector<std::size_t> words;
    for (const json& value : part["words"]) {
        if (!value.is_number_unsigned() || value.get<std::uint64_t>() >= kMaxWords) {
            refuse(path, where + " lists " + value.dump(-1, ' ', true) +
                             ", which is no position of a word, counted from 0");
        }
        const auto word = value.get<std::size_t>();
        if (!words.empty() && word <= words.back()) {
            refuse(path, where + " lists words that do not ascend");
        }
        words.push_back(word);
    }
    return words;
}

std::string readColour(const json& part, const std::string& where,
                       const std::filesystem::path& path)
{
    const json colour = part.value("colour", json(""));
    if (!colour.is_string() || !isColour(colour.get_ref<const std::string&>())) {
        refuse(path, where + " has a colour that is not written as #rrggbb");
    }
    return colour.get<std::string>();
}

void checkVersion(const json& document, const std::filesystem::path& path)
{
    if (!document.is_object() || !document.contains("version") ||
        !document["version"].is_number_integer() || document["version"] < 1) {
        refuse(path, "it has no \"version\" number");
    }
    if (document["version"] > kVersion) {
        refuse(path, "it has version " + document["version"].dump() + " and this program reads " +
                         std::to_string(kVersion) + "; open it with a newer Palimpsest");
    }
}

/// What stands at `path`, with its keys in their order; empty where there is no file.
ordered_json standingDocument(const std::filesystem::path& path)
{
    if (!stands(path)) {
        return ordered_json::object();
    }
    checkVersion(readJson(path, kMaxBytes), path);
    return ordered_json::parse(readFile(path, kMaxBytes));
}

/// The entry of a part with the same words in what stands there, for its other keys.
ordered_json standingPart(const ordered_json& document, const ordered_json& words)
{
    if (document.contains("parts") && document["parts"].is_array()) {
        for (const ordered_json& part : document["parts"]) {
            if (part.is_object() && part.contains("words") && part["words"] == words) {
                return part;
            }
        }
    }
    return ordered_json::object();
}

} // namespace

SentenceParts readSentenceParts(const std::filesystem::path& path)
{
    const json document = readJson(path, kMaxBytes);
    checkVersion(document, path);
    SentenceParts result{.text = text(document, "text", "it", path)};
    if (!document.contains("parts") || !document["parts"].is_array()) {
        refuse(path, "it has no list \"parts\"");
    }
    for (const json& part : document["parts"]) {
        const std::string where = "part " + std::to_string(result.parts.size() + 1);
        WordPart read;
        read.label = text(part, "label", where, path);
        read.words = readWords(part, where, path);
        read.colour = readColour(part, where, path);
        result.parts.push_back(std::move(read));
    }
    return result;
}

void writeSentenceParts(const std::filesystem::path& path, const SentenceParts& parts,
                        const std::filesystem::path& root)
{
    const ordered_json standing = standingDocument(path);
    ordered_json list = ordered_json::array();
    for (const WordPart& part : parts.parts) {
        const ordered_json words = part.words;
        const ordered_json before = standingPart(standing, words);
        ordered_json entry = {{"label", part.label}, {"words", words}};
        if (!part.colour.empty()) {
            entry["colour"] = part.colour;
        }
        for (const auto& [key, value] : before.items()) {
            if (!entry.contains(key) && key != "colour") {
                entry[key] = value;
            }
        }
        list.push_back(std::move(entry));
    }
    ordered_json document = {{"version", kVersion}, {"text", parts.text}, {"parts", list}};
    for (const auto& [key, value] : standing.items()) {
        if (!document.contains(key)) {
            document[key] = value;
        }
    }
    writeFileAtomically(
        path, document.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n", root);
}

} // namespace palimpsest

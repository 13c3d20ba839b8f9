// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/annotations/yolo_names.h"

#include "core/annotations/text_list.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace palimpsest {

namespace {

constexpr std::string_view kSpace = " \t";

/// Takes the next scalar of YAML off `text`, up to one of `ends` outside of quotes.
std::string takeScalar(std::string_view& text, std::string_view ends)
{
    text = trimmed(text);
    std::string value;
    const char quote = text.empty() ? '\0' : text[0];
    if (quote != '"' && quote != '\'') {
        const std::size_t end = std::min(text.find_first_of(ends), text.size());
        value = trimmed(text.substr(0, end));
        text.remove_prefix(end);
        return value;
    }
    std::size_t at = 1;
    for (; at < text.size(); ++at) {
        const bool isDoubled = quote == '\'' && text.substr(at, 2) == "''";
        const bool isEscaped = quote == '"' && text[at] == '\\' && at + 1 < text.size();
        if (text[at] == quote && !isDoubled) {
            break;
        }
        at += isDoubled || isEscaped ? 1 : 0;
        value += text[at];
    }
    text.remove_prefix(std::min(at + 1, text.size()));
    text.remove_prefix(std::min(text.find_first_of(ends), text.size()));
    return value;
}

/// An entry, "3: name" or "name", into `names`.
void takeEntry(std::string_view& text, std::string_view ends, std::map<int, std::string>& names)
{
    const std::string first = takeScalar(text, std::string(ends) + ":");
    if (!text.empty() && text[0] == ':') {
        text.remove_prefix(1);
        const auto number = numberIn(first);
        const std::string name = takeScalar(text, ends);
        if (number && *number >= 0.0 && *number < 1e6) {
            names[static_cast<int>(*number)] = name;
        }
    } else if (!first.empty()) {
        names[static_cast<int>(names.size())] = first;
    }
}

/// "[a, b]" or "{0: a, 1: b}", which may go over several lines.
std::map<int, std::string> flowNames(const std::vector<std::string>& lines, std::size_t first,
                                     std::string_view start)
{
    std::string all(start);
    for (std::size_t i = first; i < lines.size() && all.find_first_of("]}") == std::string::npos;
         ++i) {
        all += " " + lines[i];
    }
    std::map<int, std::string> names;
    std::string_view rest = std::string_view(all).substr(1);
    while (!rest.empty() && rest[0] != ']' && rest[0] != '}') {
        takeEntry(rest, ",]}", names);
        if (!rest.empty() && rest[0] == ',') {
            rest.remove_prefix(1);
        }
    }
    return names;
}

/// "- a" or "0: a", a line each, as far as they go.
std::map<int, std::string> blockNames(const std::vector<std::string>& lines, std::size_t first)
{
    std::map<int, std::string> names;
    for (std::size_t i = first; i < lines.size(); ++i) {
        std::string_view line = trimmed(lines[i]);
        if (line.empty() || line[0] == '#') {
            continue;
        }
        const bool isItem = line.starts_with("- ");
        if (!isItem && lines[i].find_first_not_of(kSpace) == 0) {
            break; // the next key
        }
        if (isItem) {
            line.remove_prefix(2);
            names[static_cast<int>(names.size())] = takeScalar(line, "#");
        } else {
            takeEntry(line, "#", names);
        }
    }
    return names;
}

std::map<int, std::string> namesInYaml(const SourceFile& file)
{
    const std::vector<std::string> lines = linesOfList(file);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!lines[i].starts_with("names:")) {
            continue;
        }
        const std::string_view rest = trimmed(std::string_view(lines[i]).substr(6));
        return rest.starts_with('[') || rest.starts_with('{') ? flowNames(lines, i + 1, rest)
                                                              : blockNames(lines, i + 1);
    }
    return {};
}

} // namespace

std::map<int, std::string> readYoloNames(const SourceFiles& source)
{
    for (const char* ending : {".yaml", ".yml"}) {
        for (const SourceFile& file : filesEnding(source, ending)) {
            if (const auto names = namesInYaml(file); !names.empty()) {
                return names;
            }
        }
    }
    for (const SourceFile& file : source.files) {
        const auto name = file.inside.filename();
        if (name == "obj.names" || name == "classes.txt") {
            std::map<int, std::string> names;
            const std::vector<std::string> lines = linesOfList(file);
            for (std::size_t i = 0; i < lines.size(); ++i) {
                if (!lines[i].empty()) {
                    names[static_cast<int>(i)] = lines[i];
                }
            }
            return names;
        }
    }
    return {};
}

std::string yoloNamesText(const std::vector<std::string>& names)
{
    std::string text = "path: .\ntrain: images\nval: images\nnames:\n";
    for (std::size_t i = 0; i < names.size(); ++i) {
        text += "  " + std::to_string(i) + ": \"";
        for (const char c : names[i]) {
            text +=
                c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c == '\n' ? ' ' : c);
        }
        text += "\"\n";
    }
    return text;
}

} // namespace palimpsest

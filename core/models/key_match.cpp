// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/key_match.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace palimpsest {

KeyMatch matchKeys(const TensorShapes& model, const TensorMap& file)
{
    KeyMatch match;
    for (const auto& [name, shape] : model) {
        const auto found = file.find(name);
        if (found == file.end()) {
            match.missing.push_back(name);
        } else if (found->second.shape != shape) {
            match.otherShapes.push_back({name, found->second.shape, shape});
        }
    }
    for (const auto& [name, tensor] : file) {
        if (!model.contains(name)) {
            match.unexpected.push_back(name);
        }
    }
    return match;
}

void requireMatch(const KeyMatch& match, const std::filesystem::path& path,
                  const std::string& model)
{
    if (match.fits()) {
        return;
    }
    std::string problems;
    for (const std::string& name : match.missing) {
        problems += " Missing: " + shown(name) + ".";
    }
    for (const std::string& name : match.unexpected) {
        problems += " Not in the model: " + shown(name) + ".";
    }
    for (const KeyMatch::OtherShape& other : match.otherShapes) {
        problems += " Shape of " + shown(other.name) + ": " + shapeText(other.inFile) +
                    " in the file, " + shapeText(other.inModel) + " in the model.";
    }
    throw BadFile(quoted(path) + " does not fit " + model + "." + problems +
                  " Use the weights of the same architecture.");
}

std::string commonPrefix(const std::vector<std::string>& names)
{
    static constexpr std::array<std::string_view, 3> kPrefixes = {"module.", "_orig_mod.",
                                                                  "model."};
    std::string common;
    const auto everyNameGoesOnWith = [&](std::string_view prefix) {
        return std::ranges::all_of(names, [&](std::string_view name) {
            return name.size() > common.size() + prefix.size() &&
                   name.substr(common.size()).starts_with(prefix);
        });
    };
    for (bool found = !names.empty(); found;) {
        const auto prefix = std::ranges::find_if(kPrefixes, everyNameGoesOnWith);
        found = prefix != kPrefixes.end();
        common += found ? *prefix : "";
    }
    return common;
}

std::string shapeText(const std::vector<std::int64_t>& shape)
{
    std::string text;
    for (const std::int64_t size : shape) {
        text += (text.empty() ? "" : "×") + std::to_string(size);
    }
    return "[" + text + "]";
}

} // namespace palimpsest

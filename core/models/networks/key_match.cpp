// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/networks/key_match.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

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

namespace {

/// The one size in which two shapes differ, in either of them; none where they differ in more.
std::optional<std::pair<std::int64_t, std::int64_t>> otherSize(const KeyMatch::OtherShape& other)
{
    const auto [file, model] = std::ranges::mismatch(other.inFile, other.inModel);
    const bool isAtSize = file != other.inFile.end() && model != other.inModel.end();
    return isAtSize &&
                   std::ranges::equal(file + 1, other.inFile.end(), model + 1, other.inModel.end())
               ? std::optional(std::pair(*file, *model))
               : std::nullopt;
}

} // namespace

bool hasOtherClasses(const KeyMatch& match)
{
    if (!match.missing.empty() || !match.unexpected.empty() || match.otherShapes.size() != 2) {
        return false;
    }
    const KeyMatch::OtherShape& first = match.otherShapes.front();
    const KeyMatch::OtherShape& second = match.otherShapes.back();
    return first.inFile.size() <= 2 && second.inFile.size() <= 2 && otherSize(first) &&
           otherSize(first) == otherSize(second);
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

namespace {

/// Whether `file` has every name of `model` with `drop` letters less and `prefix` before it.
bool hasAll(const TensorShapes& model, const TensorMap& file, std::size_t drop,
            const std::string& prefix)
{
    return std::ranges::all_of(
        model, [&](const auto& entry) { return file.contains(prefix + entry.first.substr(drop)); });
}

/// The first part of all names, with its dot; empty where they differ in it.
std::string firstPart(const TensorShapes& model)
{
    const std::string& name = model.begin()->first;
    const std::string part = name.substr(0, name.find('.') + 1);
    const bool isCommon = std::ranges::all_of(
        model, [&](const auto& entry) { return entry.first.starts_with(part); });
    return isCommon ? part : std::string();
}

} // namespace

TensorMap asNamed(const TensorShapes& model, TensorMap file)
{
    if (model.empty() || hasAll(model, file, 0, {})) {
        return file;
    }
    const std::size_t part = firstPart(model).size();
    for (const std::size_t drop : {std::size_t{0}, part}) {
        const std::string first = model.begin()->first.substr(drop);
        std::vector<std::string> prefixes;
        for (const auto& [name, tensor] : file) {
            if (name.ends_with(first) &&
                (name.size() == first.size() || name[name.size() - first.size() - 1] == '.')) {
                prefixes.push_back(name.substr(0, name.size() - first.size()));
            }
        }
        std::erase_if(prefixes,
                      [&](const auto& prefix) { return !hasAll(model, file, drop, prefix); });
        if (prefixes.size() == 1) { // else nobody knows which
            TensorMap named;
            for (const auto& [name, shape] : model) {
                named.emplace(name, std::move(file.at(prefixes.front() + name.substr(drop))));
            }
            return named;
        }
    }
    return file;
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

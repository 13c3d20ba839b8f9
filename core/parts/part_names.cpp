// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/part_names.h"

#include "core/base/error.h"
#include "core/base/utf8.h"
#include "core/parts/drawing.h"
#include "core/parts/edits.h"

#include <algorithm>
#include <map>
#include <set>

namespace palimpsest {

namespace {

constexpr int kKeys = 10; // digits

std::string quotedName(const std::string& name)
{
    return "\"" + shown(name) + "\"";
}

/// What is wrong with a part itself, behind the name of the set.
std::string problemOf(const NamedPart& part)
{
    if (trimmed(part.name).empty()) {
        return "has a part without a name; give it one";
    }
    if (part.name == kBackgroundLabel) {
        return "names " + quotedName(part.name) + ", which stands for what belongs to no part";
    }
    if (!isColour(part.colour)) {
        return "gives " + quotedName(part.name) + " the colour " + quotedName(part.colour) +
               "; write it as #rrggbb";
    }
    if (part.key && (*part.key < 0 || *part.key >= kKeys)) {
        return "gives " + quotedName(part.name) + " the key " + std::to_string(*part.key) +
               "; use a digit from 0 to 9";
    }
    return {};
}

/// What is wrong with the parts of a set, one of them or two together.
std::string problemOf(const std::vector<NamedPart>& parts)
{
    std::set<std::string> names;
    std::map<int, std::string> keys;
    for (const NamedPart& part : parts) {
        if (std::string problem = problemOf(part); !problem.empty()) {
            return problem;
        }
        if (!names.insert(part.name).second) {
            return "names " + quotedName(part.name) + " twice; name each part once";
        }
        if (part.key && !keys.emplace(*part.key, part.name).second) {
            return "gives the key " + std::to_string(*part.key) + " to " +
                   quotedName(keys[*part.key]) + " and to " + quotedName(part.name) +
                   "; give each part a key of its own, or none";
        }
    }
    return {};
}

/// Throws BadInput when something that has `from` has `to` as well.
void requireFree(bool isTaken, const std::string& where, const std::string& from,
                 const std::string& to)
{
    if (isTaken) {
        throw BadInput(where + " has the parts " + quotedName(from) + " and " + quotedName(to) +
                       ", which would have one name then. Choose another name, or merge the two.");
    }
}

} // namespace

std::string problemOf(const PartNames& set)
{
    if (trimmed(set.name).empty()) {
        return "a part set has no name; give it one";
    }
    const std::string which = "the part set " + quotedName(set.name) + " ";
    if (set.parts.empty()) {
        return which + "names no part; give it at least one";
    }
    if (set.parts.size() > kMaxDrawnParts) {
        return which + "names " + std::to_string(set.parts.size()) + " parts, and a sample has " +
               std::to_string(kMaxDrawnParts) + " at most; leave some out";
    }
    if (const std::string problem = problemOf(set.parts); !problem.empty()) {
        return which + problem;
    }
    std::set<std::string> classes;
    for (const std::string& name : set.classes) {
        if (!classes.insert(name).second) {
            return which + "lists the class " + quotedName(name) + " twice; list it once";
        }
    }
    return {};
}

PartNames partSetOf(std::string name, const std::vector<PartStyle>& parts)
{
    PartNames set{.name = std::move(name), .parts = {}};
    for (const PartStyle& part : parts) {
        const int number = static_cast<int>(set.parts.size()) + 1;
        set.parts.push_back(
            {.name = part.name,
             .colour = part.colour,
             .key = number <= kKeys ? std::optional(number % kKeys) : std::nullopt});
    }
    return set;
}

PartNames withPartRenamed(PartNames set, const std::string& from, const std::string& to)
{
    const auto part = std::ranges::find(set.parts, from, &NamedPart::name);
    if (part == set.parts.end() || from == to) {
        return set;
    }
    requireFree(std::ranges::count(set.parts, to, &NamedPart::name) > 0,
                "The part set " + quotedName(set.name), from, to);
    part->name = to;
    return set;
}

Drawing withPartRenamed(Drawing drawing, const std::string& from, const std::string& to)
{
    const int part = partIndex(drawing, from);
    if (part < 0 || from == to) {
        for (PartPoint& point : drawing.points) { // of one that is not drawn yet
            point.label = point.label == from ? to : point.label;
        }
        return drawing;
    }
    requireFree(partIndex(drawing, to) >= 0, "The drawing", from, to);
    return withPartRenamed(std::move(drawing), static_cast<std::size_t>(part), to);
}

std::vector<std::string> drawnParts(const Drawing& drawing)
{
    std::vector<std::string> names;
    for (const PartStyle& part : drawing.parts) {
        if (std::ranges::find(drawing.shapes, part.name, &Shape::label) != drawing.shapes.end()) {
            names.push_back(part.name);
        }
    }
    return names;
}

std::vector<std::string> missingParts(const PartNames& set, const std::vector<std::string>& names)
{
    std::vector<std::string> missing;
    for (const NamedPart& part : set.parts) {
        if (std::ranges::find(names, part.name) == names.end()) {
            missing.push_back(part.name);
        }
    }
    return missing;
}

} // namespace palimpsest

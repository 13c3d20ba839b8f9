// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

struct Drawing;
struct PartStyle;

/// A part of a part set.
struct NamedPart
{
    std::string name;
    std::string colour;     ///< "#rrggbb", or empty for the one that goes with its place
    std::optional<int> key; ///< the digit that chooses it, 0 to 9

    bool operator==(const NamedPart&) const = default;
};

/// A part set: names that samples share, in their order. Parts of different samples that have one
/// name are one part.
struct PartNames
{
    std::string name; ///< of the set
    std::vector<NamedPart> parts;
    std::vector<std::string> classes = {}; ///< those whose samples it is for; none: for all

    bool operator==(const PartNames&) const = default;
};

/// What keeps a set from being used, as half a sentence: a name that is missing or stands twice, a
/// key that two parts have, more parts than a sample can have, none. Empty where nothing does.
std::string problemOf(const PartNames& set);

/// A set of these parts; the first ten get the keys 1 to 9 and 0.
PartNames partSetOf(std::string name, const std::vector<PartStyle>& parts);

/// The set with another name for a part, if it has that. Throws BadInput when it has a part of the
/// new name as well.
PartNames withPartRenamed(PartNames set, const std::string& from, const std::string& to);

/// The drawing, likewise.
Drawing withPartRenamed(Drawing drawing, const std::string& from, const std::string& to);

/// Parts of a drawing that have a shape, in their order.
std::vector<std::string> drawnParts(const Drawing& drawing);

/// Names of the set that are not among those of a sample's parts, in their order.
std::vector<std::string> missingParts(const PartNames& set, const std::vector<std::string>& names);

} // namespace palimpsest

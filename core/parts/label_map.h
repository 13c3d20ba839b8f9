// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// A semantic part of a sample.
struct Part
{
    std::string name;
    std::size_t pixels = 0; ///< area in the label map

    bool operator==(const Part&) const = default;
};

/// The parts of a picture as exclusive regions. Label 0 is background, label i + 1 is part i.
struct LabelMap
{
    int width = 0;
    int height = 0;
    std::vector<Part> parts;
    std::vector<std::uint8_t> labels; ///< height × width

    int partCount() const { return static_cast<int>(parts.size()); }
    bool operator==(const LabelMap&) const = default;
};

/// The parts and, as one more and last, the background, named "background" or, where a part is
/// called that, "background 2", …; the parts alone where they leave no background. Of a sentence
/// only the tokens that `isBackground` marks become that part; with none given, all of label 0 do.
LabelMap withBackgroundPart(LabelMap map, const std::vector<bool>& isBackground = {});

/// The parts of `after` that have no pixel and had some in `before`, by their names: nothing of
/// them can be hidden.
std::vector<std::string> partsThatLostAll(const LabelMap& before, const LabelMap& after);

/// When every region of `to` is made of whole regions of `from`: for each part of `from` the part
/// of `to` it lies in, or −1 where it became background. None otherwise; the background of `from`
/// must be background in `to`.
std::optional<std::vector<int>> coarsening(const LabelMap& from, const LabelMap& to);

/// SHA-256 over size and labels: names and colours do not count.
std::string sha256(const LabelMap& map);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/annotations/annotations.h"
#include "core/annotations/source_files.h"

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace palimpsest {

struct LabelPicture;

/// Most names that the labels of 8-bit masks tell apart: 0 is no part, 255 what is left open.
inline constexpr std::size_t kMaxMaskLabels = 254;

/// What a source says of the labels of its masks.
struct MaskLabels
{
    std::map<int, std::string> names;                     ///< by label
    std::map<std::array<std::uint8_t, 3>, int> byColours; ///< where it gives labels a colour
};

/// What labelmap.txt says ("label:red,green,blue:parts:actions", the first being the background),
/// else class_names.txt, labels.txt or classes.txt, a name a line, of which "background" or
/// "_background_" in front is label 0. Throws BadFile.
MaskLabels readMaskLabels(const SourceFiles& source);

/// labelmap.txt, in the colours of Pascal VOC: `names[i]` is label i + 1.
std::string labelMapText(const std::vector<std::string>& names);

/// A mask as labels: 0 is no part, −1 what is left open.
struct LabelGrid
{
    int width = 0;
    int height = 0;
    std::vector<int> labels; ///< height × width
};

/// The labels of a mask, by its colours where labels have colours, else as they are: numbers of a
/// palette, levels of grey, colours of Pascal VOC. Colours that nobody knows get labels from 256
/// on.
LabelGrid gridOf(const LabelPicture& picture, const MaskLabels& labels);

/// What a label is called: its name, "label 3", or "#804020" of a colour.
std::string labelName(int label, const MaskLabels& labels);

/// Reads a PNG of at most 64 MB as such a grid. Throws BadFile.
LabelGrid readGrid(const SourceFile& file, const MaskLabels& labels);

/// The labels of a grid that are parts, ascending.
std::vector<int> labelsIn(const LabelGrid& grid);

/// The pixels of a label.
std::vector<bool> pixelsOf(const LabelGrid& grid, int label);

/// A PNG in the colours of Pascal VOC whose pixels have the number that `numberOf` gives to the
/// labels of a label map, 1 and on.
std::string maskPng(const LabelMap& map, const std::function<int(std::size_t label)>& numberOf);

/// The position of `name` among `names`, counted from 1, to which it is added where it is missing.
/// Throws BadInput when there would be more than kMaxMaskLabels; `format` is named in the message.
int labelOf(const std::string& name, std::vector<std::string>& names, const std::string& format);

} // namespace palimpsest

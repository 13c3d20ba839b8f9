// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/annotations/mask_labels.h"

#include "core/annotations/text_list.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/pictures/label_png.h"
#include "core/pictures/picture_header.h"

#include <algorithm>
#include <optional>
#include <set>
#include <sstream>

namespace palimpsest {

namespace {

constexpr std::uint64_t kMaxPngBytes = 64u << 20;
constexpr int kOpen = 255; // what is left open, where nothing names it
constexpr int kFirstColour = 256;

std::optional<Rgb> colourIn(const std::string& text)
{
    Rgb colour{};
    std::istringstream levels(text);
    std::size_t count = 0;
    for (std::string level; std::getline(levels, level, ','); ++count) {
        const auto value = numberIn(level);
        if (count >= colour.size() || !value || *value < 0.0 || *value > 255.0) {
            return std::nullopt;
        }
        colour[count] = static_cast<std::uint8_t>(*value);
    }
    return count == colour.size() ? std::optional(colour) : std::nullopt;
}

/// "label:red,green,blue:parts:actions"; a label may hold colons.
MaskLabels fromLabelMap(const SourceFile& file)
{
    MaskLabels labels;
    int number = 0;
    for (const std::string& line : linesOfList(file)) {
        std::string rest = line;
        for (int field = 0; field < 2; ++field) {
            rest = rest.substr(0, rest.find_last_of(':'));
        }
        const std::size_t colon = rest.find_last_of(':');
        const auto colour =
            colon == std::string::npos ? std::nullopt : colourIn(rest.substr(colon + 1));
        if (!colour) {
            continue; // its heading
        }
        labels.byColours.emplace(*colour, number);
        labels.names[number++] = rest.substr(0, colon);
    }
    return labels;
}

MaskLabels fromList(const SourceFile& file)
{
    MaskLabels labels;
    const std::vector<std::string> lines = linesOfList(file);
    const bool hasBackground =
        !lines.empty() && (lines[0] == kBackgroundLabel || lines[0] == "background");
    int number = hasBackground ? 0 : 1;
    for (const std::string& line : lines) {
        if (!line.empty()) {
            labels.names[number] = line;
        }
        ++number;
    }
    return labels;
}

int packed(const Rgb& colour)
{
    return kFirstColour + (colour[0] << 16 | colour[1] << 8 | colour[2]);
}

/// The label of a colour that no file names.
int labelOfColour(const Rgb& colour)
{
    static const std::map<Rgb, int> kVoc = [] {
        std::map<Rgb, int> labels;
        for (int label = 0; label <= kOpen; ++label) {
            labels[vocColour(label)] = label;
        }
        return labels;
    }();
    const auto voc = kVoc.find(colour);
    return voc != kVoc.end()                                  ? voc->second
           : colour[0] == colour[1] && colour[1] == colour[2] ? colour[0]
                                                              : packed(colour);
}

/// The label that pixels with `number` have.
int labelOfNumber(std::size_t number, const LabelPicture& picture, const MaskLabels& labels)
{
    int label = static_cast<int>(number);
    if (number < picture.colours.size() && !labels.byColours.empty()) {
        const auto known = labels.byColours.find(picture.colours[number]);
        label = known != labels.byColours.end()               ? known->second
                : picture.colours[number] == vocColour(kOpen) ? kOpen
                                                              : packed(picture.colours[number]);
        label = label == packed({}) ? 0 : label; // black is the background, named or not
    } else if (picture.isTrueColour) {
        label = labelOfColour(picture.colours[number]);
    }
    return label == kOpen && !labels.names.contains(kOpen) ? -1 : label;
}

} // namespace

MaskLabels readMaskLabels(const SourceFiles& source)
{
    const std::vector<SourceFile> texts = filesEnding(source, ".txt");
    for (const char* name : {"labelmap.txt", "class_names.txt", "labels.txt", "classes.txt"}) {
        const auto file = std::ranges::find_if(
            texts, [&](const SourceFile& text) { return text.inside.filename() == name; });
        if (file != texts.end()) {
            return std::string_view(name) == "labelmap.txt" ? fromLabelMap(*file) : fromList(*file);
        }
    }
    return {};
}

std::string labelMapText(const std::vector<std::string>& names)
{
    std::string text = "# label:color_rgb:parts:actions\nbackground:0,0,0::\n";
    for (std::size_t i = 0; i < names.size(); ++i) {
        const Rgb colour = vocColour(static_cast<int>(i) + 1);
        std::string name = names[i];
        std::ranges::replace(name, '\n', ' ');
        text += name + ":" + std::to_string(colour[0]) + "," + std::to_string(colour[1]) + "," +
                std::to_string(colour[2]) + "::\n";
    }
    return text;
}

LabelGrid gridOf(const LabelPicture& picture, const MaskLabels& labels)
{
    std::vector<int> numbers;
    for (std::size_t number = 0; number <= 255; ++number) {
        const bool isThere = !picture.isTrueColour || number < picture.colours.size();
        numbers.push_back(isThere ? labelOfNumber(number, picture, labels) : 0);
    }
    LabelGrid grid{.width = picture.width, .height = picture.height, .labels = {}};
    grid.labels.reserve(picture.labels.size());
    for (const std::uint8_t number : picture.labels) {
        grid.labels.push_back(numbers[number]);
    }
    return grid;
}

std::string labelName(int label, const MaskLabels& labels)
{
    const auto known = labels.names.find(label);
    if (known != labels.names.end()) {
        return known->second;
    }
    if (label < kFirstColour) {
        return "label " + std::to_string(label);
    }
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string name = "#";
    for (int shift = 20; shift >= 0; shift -= 4) {
        name += kDigits[static_cast<std::size_t>((label - kFirstColour) >> shift & 15)];
    }
    return name;
}

LabelGrid readGrid(const SourceFile& file, const MaskLabels& labels)
{
    readPictureHeader(file.path); // what is too large to be decoded need not be read either
    return gridOf(decodeLabelPng(readFile(file.path, kMaxPngBytes), quoted(file.path)), labels);
}

std::vector<int> labelsIn(const LabelGrid& grid)
{
    std::set<int> found(grid.labels.begin(), grid.labels.end());
    found.erase(0);
    found.erase(-1);
    return {found.begin(), found.end()};
}

std::vector<bool> pixelsOf(const LabelGrid& grid, int label)
{
    std::vector<bool> mask(grid.labels.size());
    std::transform(grid.labels.begin(), grid.labels.end(), mask.begin(),
                   [&](int pixel) { return pixel == label; });
    return mask;
}

std::string maskPng(const LabelMap& map, const std::function<int(std::size_t label)>& numberOf)
{
    LabelPicture picture{.width = map.width, .height = map.height, .labels = {}, .colours = {}};
    std::vector<std::uint8_t> numbers = {0};
    for (std::size_t label = 1; label <= map.parts.size(); ++label) {
        numbers.push_back(static_cast<std::uint8_t>(numberOf(label)));
    }
    for (const std::uint8_t label : map.labels) {
        picture.labels.push_back(numbers[label]);
    }
    for (int number = 0; number <= 255; ++number) {
        picture.colours.push_back(vocColour(number));
    }
    return encodeLabelPng(picture);
}

int labelOf(const std::string& name, std::vector<std::string>& names, const std::string& format)
{
    const auto found = std::ranges::find(names, name);
    if (found != names.end()) {
        return static_cast<int>(found - names.begin()) + 1;
    }
    if (names.size() == kMaxMaskLabels) {
        throw BadInput("The parts have more than " + std::to_string(kMaxMaskLabels) +
                       " different names, which " + format +
                       " cannot tell apart. Export them as coco or part-masks.");
    }
    names.push_back(name);
    return static_cast<int>(names.size());
}

} // namespace palimpsest

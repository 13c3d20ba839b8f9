// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/part_set_sources.h"

#include "core/annotations/text_list.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/listed_names.h"
#include "core/base/utf8.h"
#include "core/parts/drawing.h"
#include "core/parts/labelme.h"
#include "core/samples/sentence_parts.h"
#include "core/study/own_files.h"
#include "core/study/part_set_file.h"
#include "core/study/study_file.h"

#include <algorithm>
#include <array>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

using Names = std::vector<std::string>;

/// Labels of LabelMe that are no parts.
constexpr std::array kNoParts = {"__ignore__", kBackgroundLabel};

/// The lines of a list, without those that hold nothing.
Names namesIn(const fs::path& path)
{
    Names names;
    for (const std::string& line : linesOfList({.path = path, .inside = path.filename()})) {
        if (const auto name = trimmed(line); !name.empty()) {
            names.emplace_back(name);
        }
    }
    return names;
}

/// The names without numbers that count them from 1, as CUB-200-2011 has them; none where that is
/// not so.
Names withoutNumbers(const Names& lines)
{
    Names names;
    for (const std::string& line : lines) {
        const std::string number = std::to_string(names.size() + 1) + " ";
        if (!line.starts_with(number)) {
            return {};
        }
        names.emplace_back(trimmed(line.substr(number.size())));
    }
    return names;
}

PartNames fromList(const fs::path& path, Names& remarks)
{
    Names names = namesIn(path);
    if (Names parts = withoutNumbers(names); !parts.empty()) {
        remarks.emplace_back(
            "The numbers before the names, as CUB-200-2011 has them, are left out.");
        names = std::move(parts);
    }
    Names leftOut;
    for (const char* label : kNoParts) {
        if (std::erase(names, label) > 0) {
            leftOut.emplace_back(label);
        }
    }
    if (!leftOut.empty()) {
        remarks.push_back("Left out, as they stand for no part: " + listedNames(leftOut) + ".");
    }
    std::vector<PartStyle> styles;
    for (const std::string& name : names) {
        styles.push_back({.name = name, .colour = {}});
    }
    PartNames set = partSetOf(printable(path.stem().string()), styles);
    if (const std::string problem = problemOf(set); !problem.empty()) {
        throw BadFile(quoted(path) + " is no list of parts that can be used: " + problem + ".");
    }
    return set;
}

/// The parts that the file of a sample names. Throws BadFile.
std::vector<PartStyle> stylesOf(const fs::path& file, SampleKind kind)
{
    switch (kind) {
    case SampleKind::Picture:
        return readLabelMe(file).parts;
    case SampleKind::Sentence:
        break;
    }
    std::vector<PartStyle> styles;
    for (const WordPart& part : readSentenceParts(file).parts) {
        if (std::ranges::find(styles, part.label, &PartStyle::name) == styles.end()) {
            styles.push_back({.name = part.label, .colour = part.colour});
        }
    }
    return styles;
}

} // namespace

PartNames partSetOfSample(const fs::path& folder, const Study& study, const std::string& sample,
                          const std::string& name)
{
    const auto found = std::ranges::find(study.samples, sample, &Sample::id);
    if (found == study.samples.end()) {
        throw BadInput("The study has no sample \"" + shown(sample) + "\".");
    }
    const fs::path file = ownParts(folder, *found);
    const auto styles = stands(file) ? stylesOf(file, kindOf(study)) : std::vector<PartStyle>();
    if (styles.empty()) {
        throw BadInput("Sample " + sample + " has no parts. Choose one that has some.");
    }
    return partSetOf(name, styles);
}

PartNames partSetOfFile(const fs::path& path, std::vector<std::string>& remarks)
{
    return path.extension() == ".json" ? readPartSet(path) : fromList(path, remarks);
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/picked_samples.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/listed_names.h"
#include "core/base/shuffled_classes.h"
#include "core/samples/datasets/training_pictures.h"
#include "core/samples/image.h"
#include "core/samples/token_lists.h"
#include "core/samples/words.h"
#include "core/setup/class_match.h"
#include "core/setup/starting_parts.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

/// Positions drawn of each class, ascending; labels below 0 are of no class.
std::vector<std::size_t> drawn(const std::vector<int>& labels, std::size_t classes,
                               const PickChoices& choices)
{
    std::vector<std::size_t> result;
    for (const std::vector<std::size_t>& of : shuffledByClass(labels, classes, choices.seed)) {
        const std::size_t count =
            choices.perClass == 0 ? of.size() : std::min(of.size(), choices.perClass);
        result.insert(result.end(), of.begin(), of.begin() + static_cast<std::ptrdiff_t>(count));
    }
    std::ranges::sort(result);
    return result;
}

/// A warning where classes have fewer samples than were asked for.
void warnOfFew(const std::vector<std::string>& classes, const std::vector<int>& labels,
               const PickChoices& choices, std::vector<std::string>& warnings)
{
    if (!choices.warnsOfFew) {
        return;
    }
    std::vector<std::string> few;
    for (std::size_t i = 0; i < classes.size(); ++i) {
        const auto count =
            static_cast<std::size_t>(std::ranges::count(labels, static_cast<int>(i)));
        if (count < std::max<std::size_t>(choices.perClass, 1)) {
            few.push_back(classes[i]);
        }
    }
    if (!few.empty()) {
        warnings.push_back("Classes with fewer samples than asked for: " + listedNames(few) + ".");
    }
}

std::vector<ListedPicture> ofSplit(const PictureList& list, const std::optional<std::string>& split)
{
    if (!split) {
        auto pictures = keptApart(list);
        return pictures.empty() ? list.pictures : pictures;
    }
    std::vector<ListedPicture> pictures = picturesOfSplit(list, *split);
    if (pictures.empty()) {
        std::set<std::string> known;
        for (const ListedPicture& picture : list.pictures) {
            known.insert(picture.split.empty() ? "(none)" : picture.split);
        }
        throw BadInput("The data set has no split \"" + *split + "\", but " +
                       listedNames({known.begin(), known.end()}) + ".");
    }
    return pictures;
}

/// What a sample is called: its file's name where that says something, else its class and number.
std::string nameOf(const ListedPicture& picture, std::size_t position)
{
    if (!picture.image.pixels.empty()) {
        return picture.className + "_" + std::to_string(position);
    }
    const std::string stem = picture.path.stem().string();
    const bool saysNothing = stem.find_first_not_of("0123456789_-") == std::string::npos;
    return saysNothing ? picture.className + "_" + stem : stem;
}

std::optional<Drawing> startingParts(const ListedPicture& picture, const Study& study,
                                     const PickChoices& choices)
{
    if (choices.parts == StartingParts::Grid) {
        return gridParts(study.preprocessing, choices.columns, choices.rows);
    }
    if (choices.parts == StartingParts::None || picture.parts.empty()) {
        return std::nullopt;
    }
    const Image image = picture.image.pixels.empty()
                            ? readImage(picture.path, study.preprocessing.channels())
                            : picture.image;
    Drawing drawing = partsAround(picture.parts, image.width, image.height, study.preprocessing,
                                  choices.mostParts);
    return drawing.parts.empty() ? std::nullopt : std::optional(std::move(drawing));
}

std::size_t columnCalled(const TextTable& table, const std::string& name)
{
    const auto found = std::ranges::find_if(
        table.columns, [&](const auto& other) { return lowerCased(other) == lowerCased(name); });
    if (found == table.columns.end()) {
        throw BadInput(quoted(table.source) + " has no column \"" + name + "\". It has " +
                       listedNames(table.columns) + ".");
    }
    return static_cast<std::size_t>(found - table.columns.begin());
}

/// A value of JSON as it would stand in a table.
std::string fieldOf(const json& value)
{
    return value.is_string() ? value.get<std::string>()
                             : value.dump(-1, ' ', false, json::error_handler_t::replace);
}

} // namespace

PickedPictures pickPictures(const PictureList& list, const Study& study, const PickChoices& choices)
{
    ClassMatch match = matchClasses(list.classes, study.classes);
    PickedPictures result{.pictures = {}, .warnings = std::move(match.warnings)};
    const std::vector<ListedPicture> pictures = ofSplit(list, choices.split);
    std::vector<int> labels;
    std::ranges::transform(pictures, std::back_inserter(labels), [&](const ListedPicture& picture) {
        return match.positions[static_cast<std::size_t>(picture.label)];
    });
    for (const std::size_t i : drawn(labels, study.classes.size(), choices)) {
        result.pictures.push_back({.path = pictures[i].path,
                                   .pixels = pictures[i].image,
                                   .name = nameOf(pictures[i], i),
                                   .label = labels[i],
                                   .parts = startingParts(pictures[i], study, choices)});
    }
    if (result.pictures.empty()) {
        throw BadInput("The data set has no pictures of the study's classes, " +
                       listedNames(study.classes) + ".");
    }
    warnOfFew(study.classes, labels, choices, result.warnings);
    if (list.missing != 0) {
        result.warnings.push_back(std::to_string(list.missing) +
                                  " pictures that the data set lists are not there.");
    }
    return result;
}

PickedPictures namedPictures(const std::vector<fs::path>& files, int label, const Study& study,
                             const PickChoices& choices)
{
    PickedPictures result;
    for (const fs::path& file : files) {
        std::error_code status;
        if (!fs::is_regular_file(file, status)) {
            throw BadFile("There is no picture " + quoted(file) + ". Check the path.");
        }
        result.pictures.push_back({.path = file,
                                   .pixels = {},
                                   .name = {},
                                   .label = label,
                                   .parts = startingParts({.path = file}, study, choices)});
    }
    return result;
}

std::optional<SpecialTokens> specialTokensOf(const Study& study)
{
    return study.tokenisation && study.tokenisation->vocabulary.empty()
               ? std::optional(study.tokenisation->special)
               : std::nullopt;
}

TextTable readSentenceTable(const fs::path& path, const std::optional<SpecialTokens>& special)
{
    constexpr std::uint64_t kMaxBytes = 256u << 20;
    if (lowerCased(path.extension().string()) != ".jsonl") {
        if (special) {
            throw BadFile(quoted(path) + " is no .jsonl. The study has no vocabulary to cut " +
                          "sentences by: they come as JSONL with \"input_ids\".");
        }
        return readTextTable(path);
    }
    TextTable table{.delimiter = 0, .hasHeader = true, .columns = {}, .rows = {}, .source = path};
    std::istringstream lines(readFile(path, kMaxBytes));
    std::size_t number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        if (line.find_first_not_of(" \r\t") == std::string::npos) {
            continue;
        }
        const std::string where = "Line " + std::to_string(number) + " of " + quoted(path);
        json object = parseJson(line, where);
        if (!object.is_object()) {
            throw BadFile(where + " is no JSON object. Write one a line, as {\"text\": \"…\", " +
                          "\"label\": 1}.");
        }
        TableRow row{.line = number, .fields = std::vector<std::string>(table.columns.size())};
        if (special) {
            row.tokens = tokensIn(object, *special, where);
            object["text"] = sentenceOf(row.tokens, *special).text;
        }
        for (const auto& [key, value] : object.items()) {
            if (value.is_structured()) {
                continue; // lists are of other tokenizers
            }
            auto column = std::ranges::find(table.columns, key);
            if (column == table.columns.end()) {
                column = table.columns.insert(table.columns.end(), key);
                row.fields.emplace_back();
            }
            row.fields[static_cast<std::size_t>(column - table.columns.begin())] = fieldOf(value);
        }
        table.rows.push_back(std::move(row));
    }
    if (table.rows.empty() || table.columns.empty()) {
        throw BadFile(quoted(path) + " holds no sentences. Write one JSON object a line, as " +
                      "{\"text\": \"…\", \"label\": 1}.");
    }
    for (TableRow& row : table.rows) {
        row.fields.resize(table.columns.size());
    }
    return table;
}

SentenceColumns chosenColumns(const TextTable& table, const std::optional<std::string>& text,
                              const std::optional<std::string>& label)
{
    SentenceColumns columns = guessColumns(table);
    columns.text = text ? columnCalled(table, *text) : columns.text;
    columns.label = label ? std::optional(columnCalled(table, *label)) : columns.label;
    if (const auto problem = columnProblem(table, columns)) {
        throw BadInput("In " + quoted(table.source) + ": " + *problem);
    }
    return columns;
}

PickedSentences pickSentences(const TextTable& table, const SentenceColumns& columns,
                              const Study& study, const PickChoices& choices,
                              std::optional<int> label)
{
    if (!columns.label && !label) {
        throw BadInput(quoted(table.source) + " does not tell the classes of its sentences. Say " +
                       "which column does, or which class all are of.");
    }
    PickedSentences result;
    std::vector<LabelledSentence> sentences = sentencesOf(table, columns);
    std::set<std::string> seen;
    std::erase_if(sentences, [&](const auto& one) { return !seen.insert(one.text).second; });
    std::map<std::string, int> positions;
    if (columns.label) {
        const std::vector<std::string> names = labelsOf(sentences);
        ClassMatch match = matchClasses(names, study.classes);
        result.warnings = std::move(match.warnings);
        for (std::size_t i = 0; i < names.size(); ++i) {
            positions[names[i]] = match.positions[i];
        }
    }
    std::vector<int> labels;
    for (const LabelledSentence& sentence : sentences) {
        const auto found = positions.find(sentence.label);
        labels.push_back(!columns.label ? *label : found == positions.end() ? -1 : found->second);
    }
    for (const std::size_t i : drawn(labels, study.classes.size(), choices)) {
        result.sentences.push_back(
            {.text = sentences[i].text, .label = labels[i], .tokens = sentences[i].tokens});
    }
    if (result.sentences.empty()) {
        throw BadInput(quoted(table.source) + " has no sentences of the study's classes, " +
                       listedNames(study.classes) + ".");
    }
    if (columns.label) {
        warnOfFew(study.classes, labels, choices, result.warnings);
    }
    return result;
}

} // namespace palimpsest

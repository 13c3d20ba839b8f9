// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/picked_samples.h"

#include "core/annotations/reading_remarks.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/listed_names.h"
#include "core/base/shuffled_classes.h"
#include "core/parts/labelme_picture.h"
#include "core/pictures/picture_header.h"
#include "core/samples/class_labels.h"
#include "core/samples/datasets/training_pictures.h"
#include "core/samples/picture_view.h"
#include "core/samples/table_columns.h"
#include "core/setup/class_match.h"
#include "core/setup/picture_notes.h"
#include "core/setup/starting_parts.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

/// Positions drawn of each class, ascending; labels below 0 are of no class.
std::vector<std::size_t> drawn(const std::vector<int>& labels, std::size_t classes,
                               std::size_t perClass, std::uint32_t seed)
{
    std::vector<std::size_t> result;
    for (const std::vector<std::size_t>& of : shuffledByClass(labels, classes, seed)) {
        const std::size_t count = perClass == 0 ? of.size() : std::min(of.size(), perClass);
        result.insert(result.end(), of.begin(), of.begin() + static_cast<std::ptrdiff_t>(count));
    }
    std::ranges::sort(result);
    return result;
}

/// A warning where classes have fewer samples than were asked for.
void warnOfFew(const std::vector<std::string>& classes, const std::vector<int>& labels,
               std::size_t perClass, std::vector<std::string>& warnings)
{
    std::vector<std::string> few;
    for (std::size_t i = 0; i < classes.size(); ++i) {
        const auto count =
            static_cast<std::size_t>(std::ranges::count(labels, static_cast<int>(i)));
        if (count < perClass) {
            few.push_back(classes[i]);
        }
    }
    if (!few.empty()) {
        warnings.push_back("Classes with fewer samples than asked for: " + listedNames(few) + ".");
    }
}

/// The different splits of what was drawn, if it has any; warns where models may have seen them.
std::vector<std::string> splitsDrawn(const std::vector<std::string>& ofDrawn,
                                     const PickChoices& choices, std::vector<std::string>& warnings)
{
    const auto trained = static_cast<std::size_t>(std::ranges::count_if(
        ofDrawn, [](const std::string& split) { return splitNamed(split) == Split::Train; }));
    if (choices.warnsOfDraw && trained != 0) {
        warnings.push_back(
            numberOf(trained, "of the samples is", "of the samples are") +
            " of a split for training. Choose another where models must not know them.");
    }
    const std::set<std::string> different(ofDrawn.begin(), ofDrawn.end());
    return different == std::set<std::string>{""} ? std::vector<std::string>()
                                                  : std::vector(different.begin(), different.end());
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

PixelSize sizeOf(const ListedPicture& picture)
{
    return picture.image.pixels.empty() ? uprightSize(readPictureHeader(picture.path))
                                        : PixelSize{picture.image.width, picture.image.height};
}

/// On the picture's own pixels. Files beside it that give none are left to `beside`.
std::optional<Drawing> startingParts(const ListedPicture& picture, const Study& study,
                                     const PickChoices& choices, std::vector<std::string>& warnings,
                                     ReadingRemarks& beside)
{
    const Preprocessing& preprocessing = study.preprocessing;
    if (choices.parts == StartingParts::LabelMe) {
        std::optional<Drawing> parts;
        beside.attempt(
            [&](ReadingRemarks&) { parts = partsBeside(picture.path, preprocessing, warnings); });
        return parts;
    }
    const bool isGrid = choices.parts == StartingParts::Grid;
    if (!isGrid && picture.parts.empty()) {
        return std::nullopt;
    }
    const PixelSize size = sizeOf(picture);
    if (choices.parts == StartingParts::None) {
        return pointsAt(picture.parts, size);
    }
    Drawing seen = isGrid ? gridParts(preprocessing, choices.columns, choices.rows)
                          : partsAround(picture.parts, size.width, size.height, preprocessing,
                                        choices.mostParts);
    return seen.parts.empty() ? std::nullopt
                              : std::optional(onStored(std::move(seen), size, preprocessing));
}

/// Notes what is peculiar about the files of pictures, and what stands beside them.
void lookBeside(PickedPictures& picked, const ReadingRemarks& beside)
{
    std::ranges::copy(beside.sentences(), std::back_inserter(picked.warnings));
    std::vector<fs::path> files;
    for (const AddedPicture& picture : picked.pictures) {
        if (picture.pixels.pixels.empty()) {
            files.push_back(picture.path);
            picked.labelMeFiles += labelMeBeside(picture.path) ? 1 : 0;
        }
    }
    std::ranges::move(pictureNotes(files), std::back_inserter(picked.warnings));
}

/// Keeps the sentences that are drawn from.
void keepSplit(std::vector<LabelledSentence>& sentences, const std::optional<std::string>& split)
{
    std::vector<LabelledSentence> kept;
    for (const std::size_t i : samplesToDrawFrom(splitsOf(sentences), split)) {
        kept.push_back(std::move(sentences[i]));
    }
    sentences = std::move(kept);
}

/// Takes away sentences that read like one before them, and says so.
void leaveOutRepeated(std::vector<LabelledSentence>& sentences, std::vector<std::string>& warnings)
{
    const std::size_t all = sentences.size();
    std::map<std::string, std::string> classes; // of each reading
    std::vector<std::string> otherwise;
    const std::size_t repeated = std::erase_if(sentences, [&](const LabelledSentence& one) {
        const auto [standing, isNew] =
            classes.emplace(readingOf(one.text, one.tokens, one.second), one.label);
        if (!isNew && standing->second != one.label) {
            otherwise.push_back(one.text);
        }
        return !isNew;
    });
    warnOfRepeated(repeated, all, otherwise, warnings);
}

} // namespace

void warnOfRepeated(std::size_t repeated, std::size_t of, const std::vector<std::string>& otherwise,
                    std::vector<std::string>& warnings)
{
    if (repeated != 0) {
        warnings.push_back(std::to_string(repeated) + " of " + std::to_string(of) +
                           (repeated == 1
                                ? " samples repeats one before it in the data and is left out."
                                : " samples repeat one before them in the data and are left out."));
    }
    if (!otherwise.empty()) {
        warnings.push_back("The data have in two classes, of which the first counts: " +
                           listedNames(otherwise) + ". Correct them if another is right.");
    }
}

std::size_t usualPerClass(bool isTable, std::size_t rows)
{
    constexpr std::size_t kUsual = 2; // as many as the paper takes
    constexpr std::size_t kHandPicked = 64;
    return isTable && rows <= kHandPicked ? 0 : kUsual;
}

PickedPictures pickPictures(const PictureList& list, const Study& study, const PickChoices& choices)
{
    if (list.labels.empty()) { // else names go before what labels stood for
        requireStanding(study, choices.labels);
    }
    ClassMatch match = matchClasses(
        list.classes, study.classes,
        toldLabels(choices.labels, study.labels, list.classes, list.labels), list.labels);
    PickedPictures result{.pictures = {},
                          .warnings = std::move(match.warnings),
                          .table = std::move(match.table),
                          .splits = {}};
    std::ranges::copy(list.notes, std::back_inserter(result.warnings));
    const std::vector<std::size_t> from = samplesToDrawFrom(splitsOf(list), choices.split);
    std::vector<int> labels;
    std::ranges::transform(from, std::back_inserter(labels), [&](std::size_t i) {
        return match.positions[static_cast<std::size_t>(list.pictures[i].label)];
    });
    const std::size_t perClass =
        choices.perClass.value_or(usualPerClass(list.isTable, list.pictures.size()));
    std::vector<std::string> splits;
    ReadingRemarks beside;
    for (const std::size_t i : drawn(labels, study.classes.size(), perClass, choices.seed)) {
        const ListedPicture& picture = list.pictures[from[i]];
        splits.push_back(picture.split);
        result.pictures.push_back(
            {.path = picture.path,
             .pixels = picture.image,
             .name = nameOf(picture, i),
             .label = labels[i],
             .parts = startingParts(picture, study, choices, result.warnings, beside)});
    }
    if (result.pictures.empty()) {
        throw BadInput("The data set has no pictures of the study's classes, " +
                       listedNames(study.classes) + ".");
    }
    lookBeside(result, beside);
    result.splits = splitsDrawn(splits, choices, result.warnings);
    if (choices.warnsOfDraw) {
        warnOfFew(study.classes, labels, perClass, result.warnings);
    }
    if (list.missing != 0) {
        result.warnings.push_back(numberOf(list.missing,
                                           "picture that the data set lists is not there.",
                                           "pictures that the data set lists are not there."));
    }
    return result;
}

PickedPictures namedPictures(const std::vector<fs::path>& files, int label, const Study& study,
                             const PickChoices& choices)
{
    PickedPictures result;
    ReadingRemarks beside;
    for (const fs::path& file : files) {
        std::error_code status;
        if (!fs::is_regular_file(file, status)) {
            throw BadFile("There is no picture " + quoted(file) + ". Check the path.");
        }
        result.pictures.push_back(
            {.path = file,
             .pixels = {},
             .name = {},
             .label = label,
             .parts = startingParts({.path = file}, study, choices, result.warnings, beside)});
    }
    lookBeside(result, beside);
    return result;
}

std::optional<SpecialTokens> specialTokensOf(const Study& study)
{
    return study.tokenisation && study.tokenisation->vocabulary.empty()
               ? std::optional(study.tokenisation->special)
               : std::nullopt;
}

std::string readingOf(const std::string& text, const std::vector<Token>& tokens, std::size_t second)
{
    if (tokens.empty()) {
        return std::to_string(second) + " " + text;
    }
    std::string reading;
    for (const Token& token : tokens) {
        reading += std::to_string(token.id) + ":" + std::to_string(token.segment) + " ";
    }
    return reading;
}

PickedSentences pickSentences(const TextTable& table, const SentenceColumns& columns,
                              const Study& study, const PickChoices& choices,
                              std::optional<int> label)
{
    if (!columns.label && !label) {
        throw BadInput(quoted(table.source) + " does not tell the classes of its sentences. Say " +
                       "which column does, or which class all are of.");
    }
    requireStanding(study, choices.labels);
    PickedSentences result;
    std::vector<LabelledSentence> sentences = sentencesOf(table, columns);
    const std::vector<std::string> names =
        columns.label ? labelsOf(sentences) : std::vector<std::string>(); // of every split
    keepSplit(sentences, choices.split);
    std::vector<std::string> repeated;
    leaveOutRepeated(sentences, repeated);
    std::map<std::string, int> positions;
    if (columns.label) {
        ClassMatch match =
            matchClasses(names, study.classes, toldLabels(choices.labels, study.labels));
        result.warnings = std::move(match.warnings);
        result.table = std::move(match.table);
        if (auto note = noteOnJoined(columnLook(table, *columns.label).values)) {
            result.warnings.push_back(std::move(*note));
        }
        for (std::size_t i = 0; i < names.size(); ++i) {
            positions[names[i]] = match.positions[i];
        }
    }
    std::ranges::move(repeated, std::back_inserter(result.warnings));
    std::vector<int> labels;
    for (const LabelledSentence& sentence : sentences) {
        const auto found = positions.find(sentence.label);
        labels.push_back(!columns.label ? *label : found == positions.end() ? -1 : found->second);
    }
    const std::size_t perClass = choices.perClass.value_or(usualPerClass(true, table.rows.size()));
    std::vector<std::string> splits;
    for (const std::size_t i : drawn(labels, study.classes.size(), perClass, choices.seed)) {
        splits.push_back(sentences[i].split);
        result.sentences.push_back({.text = sentences[i].text,
                                    .label = labels[i],
                                    .tokens = sentences[i].tokens,
                                    .second = sentences[i].second});
    }
    if (result.sentences.empty()) {
        throw BadInput(quoted(table.source) + " has no sentences of the study's classes, " +
                       listedNames(study.classes) + ".");
    }
    result.splits = splitsDrawn(splits, choices, result.warnings);
    if (columns.label && choices.warnsOfDraw) {
        warnOfFew(study.classes, labels, perClass, result.warnings);
    }
    if (const auto unused = unusedColumns(table, columns); !unused.empty()) {
        result.warnings.push_back("What " + quoted(table.source) + " says in " +
                                  listedNames(unused) + " is not used.");
    }
    if (std::ranges::any_of(result.sentences,
                            [](const AddedSentence& one) { return one.second > 0; })) {
        result.warnings.push_back(
            "Two columns are read as pairs, [CLS] first [SEP] second [SEP] with segments "
            "(token_type_ids) 0 and 1, as tokenizers of BERT read two texts. A model that was "
            "trained on both as one text takes something else: join them in the table for it.");
    }
    return result;
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/picture_options.h"
#include "app/cli/setup_commands.h"
#include "app/common/exit_code.h"
#include "app/common/stop_signals.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/samples/class_labels.h"
#include "core/samples/datasets/picture_list.h"
#include "core/samples/datasets/training_pictures.h"
#include "core/samples/preprocessing_json.h"
#include "core/samples/tokenizer_rules.h"
#include "core/setup/new_study.h"
#include "core/setup/picture_evidence.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iostream>
#include <sstream>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;
using json = nlohmann::ordered_json;

namespace {

/// The classes of a study, and what labels of its data set they are.
struct Classes
{
    std::vector<std::string> names;
    std::vector<std::string> labels;         ///< empty where they are the names
    std::vector<std::string> notes;          ///< sentences on the data set
    std::optional<PictureEvidence> evidence; ///< of pictures: what they are like
    bool hasOtherOrder = false;              ///< as PictureList::hasOtherOrder
};

std::vector<std::string> givenClasses(const NewCommand& command)
{
    if (!command.classes) {
        throw BadInput("The study has no classes. Name them with --classes, or the data set that "
                       "has them with --from.");
    }
    std::error_code status;
    std::vector<std::string> names;
    if (fs::is_regular_file(*command.classes, status)) {
        names = classesInFile(*command.classes);
    }
    std::istringstream stream(names.empty() ? *command.classes : std::string());
    for (std::string name; std::getline(stream, name, ',');) {
        name.erase(0, name.find_first_not_of(' '));
        name.erase(name.find_last_not_of(' ') + 1);
        names.push_back(name);
    }
    if (names.size() < 2) {
        throw BadInput(quoted(fs::path(*command.classes)) +
                       " is neither a file with the names of "
                       "two classes or more, one a line, nor such names between commas.");
    }
    return names;
}

Classes classesFor(const NewCommand& command)
{
    if (!command.from) {
        return {.names = givenClasses(command), .labels = {}, .notes = {}, .evidence = {}};
    }
    if (command.vocabulary || command.specialTokens) {
        NotedClasses classes =
            classesOfSentences(*command.from, command.specialTokens, command.columns);
        return {.names = std::move(classes.names),
                .labels = {},
                .notes = std::move(classes.notes),
                .evidence = {}};
    }
    PictureList list =
        listPictures(*command.from, command.naturalOrder ? ClassOrder::Natural : ClassOrder::ByText,
                     {.image = command.imageColumn, .label = command.columns.label});
    const PictureEvidence evidence = evidenceOf(list);
    return {.names = std::move(list.classes),
            .labels = std::move(list.labels),
            .notes = std::move(list.notes),
            .evidence = evidence,
            .hasOtherOrder = list.hasOtherOrder};
}

fs::path withoutSlash(const fs::path& folder)
{
    const fs::path clean = fs::absolute(folder).lexically_normal();
    return clean.has_filename() ? clean : clean.parent_path();
}

/// Whether nobody has said how pictures are prepared.
bool isAssumed(const PictureOptions& options)
{
    return !options.preset && options.mean.empty();
}

/// What options say, and else what fits the pictures of the data set.
Preprocessing preprocessingFor(const PictureOptions& options,
                               const std::optional<PictureEvidence>& evidence)
{
    if (!options.preset && evidence && areSmall(*evidence)) {
        const Preprocessing fitting = fittingPreprocessing(*evidence);
        PictureOptions rest = options;
        rest.size.reset();
        if (!options.size || (*options.size == fitting.width && *options.size == fitting.height)) {
            return changedBy(rest, fitting);
        }
    }
    PictureOptions said = options;
    said.preset = said.preset.value_or("torchvision");
    return chosenPreprocessing(said, {}, std::nullopt);
}

/// How sentences are read: as the user says, else as the vocabulary tells.
WordRules rulesFor(const NewCommand& command)
{
    if (command.cased || command.uncased || !command.vocabulary) {
        return {.lowerCase = !command.cased, .stripAccents = !command.cased};
    }
    return wordRulesOf(*command.vocabulary);
}

/// How long a sentence may be: as the user says, else as the files of the models tell.
SentenceLength lengthFor(const NewCommand& command)
{
    return command.maximumLength ? SentenceLength{*command.maximumLength, "as --max-length says"}
                                 : longestSentence(command.vocabulary);
}

NewStudy wantedStudy(const NewCommand& command, const Classes& classes)
{
    NewStudy wanted{.name = command.name.value_or(withoutSlash(command.folder).filename()),
                    .classes = classes.names,
                    .preprocessing = {},
                    .tokenisation = {}};
    if (command.vocabulary || command.specialTokens) {
        const WordRules rules = rulesFor(command);
        wanted.tokenisation = {
            .vocabulary = command.vocabulary.value_or(""),
            .options = {.rules = rules, .maximumLength = lengthFor(command).tokens},
            .special = command.specialTokens.value_or(SpecialTokens())};
    } else {
        wanted.preprocessing = preprocessingFor(command.pictures, classes.evidence);
    }
    return wanted;
}

void printNote(const std::string& note)
{
    if (!note.empty()) {
        std::cerr << "Note: " << note << "\n";
    }
}

/// What the files beside a vocabulary say otherwise than the options do, which are used: sentences.
std::vector<std::string> overridden(const NewCommand& command)
{
    std::vector<std::string> notes;
    if (!command.vocabulary) {
        return notes;
    }
    const SentenceLength length = longestSentence(command.vocabulary);
    if (command.maximumLength && *command.maximumLength > length.tokens) {
        notes.push_back("Sentences have up to " + std::to_string(length.tokens) + " tokens, " +
                        length.source + "; --max-length " + std::to_string(*command.maximumLength) +
                        " is used.");
    }
    const bool isLower = wordRulesOf(*command.vocabulary).lowerCase;
    if ((command.cased && isLower) || (command.uncased && !isLower)) {
        notes.push_back("The vocabulary and what stands beside it tell that capitals are " +
                        std::string(isLower ? "written small" : "kept") + "; --" +
                        (command.cased ? "cased" : "uncased") + " is used.");
    }
    return notes;
}

/// A line for each of the first classes: its number, and its label where that is another.
void printClasses(const std::vector<std::string>& names, const std::vector<std::string>& labels)
{
    constexpr std::size_t kMost = 20;
    for (std::size_t i = 0; i < std::min(names.size(), kMost); ++i) {
        std::cout << "  " << i << "  " << names[i];
        if (i < labels.size() && labels[i] != names[i]) {
            std::cout << "  (label " << labels[i] << ")";
        }
        std::cout << "\n";
    }
    if (names.size() > kMost) {
        std::cout << "  … " << names.size() - kMost << " more, in study.json\n";
    }
}

std::string describeSentences(const NewCommand& command, const Tokenisation& tokenisation)
{
    return std::string("Sentences: ") +
           (!command.vocabulary                    ? "with their tokens"
            : tokenisation.options.rules.lowerCase ? "vocab.txt, written small"
                                                   : "vocab.txt, capitals kept") +
           ", up to " + std::to_string(tokenisation.options.maximumLength) + " tokens (" +
           lengthFor(command).source + ")";
}

std::string describePictures(const NewCommand& command, const Preprocessing& preprocessing)
{
    return "Pictures: " + describe(preprocessing) +
           (isAssumed(command.pictures)
                ? ".\nThat is assumed: compare it with the training. --preset, --size, "
                  "--resize, --mean and --std say otherwise, here or with `set`; `accuracy` "
                  "tries the usual normalisations."
                : "");
}

std::string describePreparation(const NewCommand& command, const Study& study)
{
    return study.tokenisation ? describeSentences(command, *study.tokenisation)
                              : describePictures(command, study.preprocessing);
}

/// How samples are prepared, and by what that was chosen.
json preparationOf(const NewCommand& command, const Study& study, const Classes& classes)
{
    if (study.tokenisation) {
        const WordPieceOptions& options = study.tokenisation->options;
        json sentences = {{"maximum_length", options.maximumLength},
                          {"maximum_length_source", lengthFor(command).source}};
        if (command.vocabulary) {
            sentences["lower_case"] = options.rules.lowerCase;
            sentences["strip_accents"] = options.rules.stripAccents;
            sentences["assumed"] = !command.cased && !command.uncased;
        }
        return {{"sentences", sentences}};
    }
    json pictures = toJson(study.preprocessing);
    pictures["assumed"] = isAssumed(command.pictures);
    pictures["evidence"] = classes.evidence ? json(describe(*classes.evidence)) : json();
    return {{"preprocessing", pictures}};
}

} // namespace

int run(const NewCommand& command)
{
    const Classes classes = classesFor(command);
    const NewStudy wanted = wantedStudy(command, classes);
    const StopSignals untilItIsMade(StopSignals::End::InOrder);
    const Study study = makeStudy(command.folder, wanted);
    std::ranges::for_each(classes.notes, printNote);
    std::ranges::for_each(overridden(command), printNote);
    if (classes.evidence) {
        printNote(madeGrey(*classes.evidence, study.preprocessing));
    }
    if (classes.hasOtherOrder && !command.naturalOrder) {
        std::cerr << "Warning: Classes are numbered by text, \"10\" before \"2\", as torchvision "
                     "does. Say --natural-order if the models were trained otherwise.\n";
    }
    if (command.json) {
        json report = {{"study", command.folder.string()},
                       {"name", study.name},
                       {"classes", study.classes},
                       {"labels", classes.labels},
                       {"notes", classes.notes}};
        report.update(preparationOf(command, study, classes));
        std::cout << report.dump(2, ' ', false, json::error_handler_t::replace) << "\n";
        return kOk;
    }
    std::cout << "Made the study " << quoted(command.folder) << " with " << study.classes.size()
              << " classes, in the order in which the models must count:\n";
    printClasses(study.classes, classes.labels);
    if (classes.evidence) {
        std::cout << "Looked at " << describe(*classes.evidence) << ".\n";
    }
    std::cout << describePreparation(command, study)
              << "\nNext: palimpsest-cli add-samples, palimpsest-cli add-checkpoints.\n";
    return kOk;
}

} // namespace palimpsest

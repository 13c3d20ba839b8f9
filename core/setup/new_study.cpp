// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/new_study.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/folders.h"
#include "core/base/listed_names.h"
#include "core/base/utf8.h"
#include "core/samples/class_labels.h"
#include "core/samples/table_columns.h"
#include "core/samples/unclear.h"
#include "core/setup/picked_samples.h"
#include "core/study/edited_study.h"
#include "core/study/study_file.h"
#include "core/study/taking_in.h"

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

void requireClasses(const std::vector<std::string>& classes)
{
    std::set<std::string> different;
    for (const std::string& name : classes) {
        if (name.empty()) {
            throw BadInput("A class has no name. Give each class one.");
        }
        if (!different.insert(name).second) {
            throw BadInput("The class \"" + name +
                           "\" stands twice. Name each class once, in the "
                           "order in which the models count.");
        }
    }
    if (classes.size() < 2) {
        throw BadInput("A study needs two classes or more, in the order in which the models "
                       "count.");
    }
}

void requireSpecialTokens(const SpecialTokens& tokens)
{
    std::map<int, std::string> names;
    for (const SpecialToken& token : kSpecialTokens) {
        const int number = tokens.*token.number;
        const auto [other, isNew] = names.emplace(number, token.name);
        if (!isNew) {
            throw BadInput("The special tokens " + other->second + " and " + token.name +
                           " both have the number " + std::to_string(number) + ". Give each the " +
                           "one that the tokenizer of the models tells. For one that it does not " +
                           "have, as where a model knows only the beginning and the end of a " +
                           "sentence, give the number of a token that your sentences never hold, " +
                           "and hide words by deletion.");
        }
    }
}

/// Whether `own` is that file, or one of its own with the same bytes, as a program that was killed
/// may have left it.
bool isSameFile(const fs::path& file, const fs::path& own)
{
    constexpr std::uint64_t kMaxBytes = 32u << 20;
    std::error_code status;
    return fs::equivalent(file, own, status) ||
           (fs::is_regular_file(fs::symlink_status(own, status)) &&
            fs::file_size(file, status) == fs::file_size(own, status) &&
            readFile(file, kMaxBytes) == readFile(own, kMaxBytes));
}

void takeVocabulary(const NewTokenisation& what, const fs::path& own, NewFiles& made)
{
    WordPieces(what.vocabulary, what.options); // or it throws
    if (isSameFile(what.vocabulary, own)) {
        return;
    }
    if (isTaken(own)) {
        throw BadInput(quoted(own) + " is there already and is another vocabulary. Choose " +
                       "another folder for the study.");
    }
    made.take(what.vocabulary, own, Taking::Copy, own.parent_path());
}

} // namespace

Study makeStudy(const fs::path& folder, const NewStudy& what)
{
    std::error_code status;
    if (fs::exists(studyPath(folder), status)) {
        throw BadInput(quoted(folder) + " is a study already. Name a new folder, or add to it.");
    }
    requireOutputFolder(folder);
    if (what.name.empty()) {
        throw BadInput("The study has no name. Give it one.");
    }
    requireClasses(what.classes);
    Study study{.name = what.name, .classes = what.classes, .preprocessing = what.preprocessing};
    const bool isNew = !fs::exists(folder, status);
    NewFiles made;
    if (isNew) {
        made.add(folder);
        makeFolder(folder);
    }
    const auto lock = lockSoon(folder);
    if (fs::exists(studyPath(folder), status)) {
        throw BadInput(quoted(folder) + " has just become a study. Name a new folder.");
    }
    if (what.tokenisation) {
        study.preprocessing = {};
        study.tokenisation = Tokenisation{.options = what.tokenisation->options,
                                          .special = what.tokenisation->special};
    }
    study.settings.asksBaseline = kindOf(study) == SampleKind::Picture;
    if (what.tokenisation && what.tokenisation->vocabulary.empty()) {
        requireSpecialTokens(what.tokenisation->special);
    } else if (what.tokenisation) {
        study.tokenisation->vocabulary = "vocab.txt";
        takeVocabulary(*what.tokenisation, folder / "vocab.txt", made);
    }
    made.add(studyPath(folder));
    writeStudy(folder, study);
    study = readStudy(folder); // refuses what makes no sense
    made.keep();
    return study;
}

NotedClasses classesOfSentences(const fs::path& source, const std::optional<SpecialTokens>& special,
                                const NamedColumns& columns)
{
    const TextTable table = readSentenceTable(source, special, columns);
    const SentenceColumns chosen = chosenColumns(table, columns);
    if (!chosen.label) {
        throw Unclear(Question::LabelColumn,
                      quoted(source) +
                          " does not say which of its columns holds the classes; it has " +
                          listedNames(table.columns) + ".",
                      table.columns);
    }
    NotedClasses classes{.names = labelsOf(sentencesOf(table, chosen)), .notes = {}};
    for (const auto& note : {noteOnOdd(classes.names), noteOnCase(classes.names),
                             noteOnJoined(columnLook(table, *chosen.label).values)}) {
        if (note) {
            classes.notes.push_back(*note);
        }
    }
    return classes;
}

std::vector<std::string> classesInFile(const fs::path& file)
{
    constexpr std::uint64_t kMaxBytes = 16 << 20;
    std::istringstream lines(readFile(file, kMaxBytes));
    std::vector<std::string> names;
    for (std::string line; std::getline(lines, line);) {
        line.erase(line.find_last_not_of(" \t\r") + 1);
        if (!line.empty()) {
            names.push_back(line);
        }
    }
    if (names.empty() || !std::ranges::all_of(names, isUtf8)) {
        throw BadFile(quoted(file) + " is no list of classes, one a line, in UTF-8. Correct it.");
    }
    return names;
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/picture_options.h"
#include "app/cli/setup_commands.h"
#include "app/exit_code.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/samples/datasets/picture_list.h"
#include "core/samples/tokenizer_rules.h"
#include "core/setup/new_study.h"

#include <nlohmann/json.hpp>

#include <iostream>
#include <sstream>

namespace palimpsest {

namespace fs = std::filesystem;
using json = nlohmann::ordered_json;

namespace {

std::vector<std::string> classesFor(const NewCommand& command)
{
    if (command.from) {
        return command.vocabulary || command.specialTokens
                   ? classesOfSentences(*command.from, command.specialTokens)
                   : classesOf(*command.from, command.naturalOrder);
    }
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

fs::path withoutSlash(const fs::path& folder)
{
    const fs::path clean = fs::absolute(folder).lexically_normal();
    return clean.has_filename() ? clean : clean.parent_path();
}

/// How sentences are read: as the user says, else as the vocabulary tells.
WordRules rulesFor(const NewCommand& command)
{
    if (command.cased || command.uncased || !command.vocabulary) {
        return {.lowerCase = !command.cased, .stripAccents = !command.cased};
    }
    return wordRulesOf(*command.vocabulary);
}

NewStudy wantedStudy(const NewCommand& command)
{
    NewStudy wanted{.name = command.name.value_or(withoutSlash(command.folder).filename()),
                    .classes = classesFor(command),
                    .preprocessing = {},
                    .tokenisation = {}};
    if (command.vocabulary || command.specialTokens) {
        const WordRules rules = rulesFor(command);
        wanted.tokenisation = {.vocabulary = command.vocabulary.value_or(""),
                               .options = {.rules = rules, .maximumLength = command.maximumLength},
                               .special = command.specialTokens.value_or(SpecialTokens())};
    } else {
        PictureOptions pictures = command.pictures;
        pictures.preset = pictures.preset.value_or("torchvision");
        wanted.preprocessing = chosenPreprocessing(pictures, {}, std::nullopt);
    }
    return wanted;
}

} // namespace

int run(const NewCommand& command)
{
    const Study study = makeStudy(command.folder, wantedStudy(command));
    if (command.from && !command.naturalOrder && ordersDiffer(study.classes)) {
        std::cerr << "Warning: Classes are numbered by text, \"10\" before \"2\", as torchvision "
                     "does. Say --natural-order if the models were trained otherwise.\n";
    }
    if (command.json) {
        const json report = {
            {"study", command.folder.string()}, {"name", study.name}, {"classes", study.classes}};
        std::cout << report.dump(2, ' ', false, json::error_handler_t::replace) << "\n";
        return kOk;
    }
    std::cout << "Made the study " << quoted(command.folder) << " with " << study.classes.size()
              << " classes.\n"
              << (study.tokenisation
                      ? "Sentences: " +
                            std::string(!command.vocabulary ? "with their tokens"
                                        : study.tokenisation->options.rules.lowerCase
                                            ? "vocab.txt, written small"
                                            : "vocab.txt, capitals kept") +
                            ", up to " + std::to_string(study.tokenisation->options.maximumLength) +
                            " tokens"
                      : "Pictures: " + describe(study.preprocessing))
              << "\nNext: palimpsest-cli add-samples, palimpsest-cli add-checkpoints.\n";
    return kOk;
}

} // namespace palimpsest

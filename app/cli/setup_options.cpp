// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/setup_options.h"

#include "app/cli/column_options.h"
#include "app/cli/model_options.h"
#include "app/cli/network_options.h"
#include "app/cli/output_option.h"
#include "app/cli/role_option.h"
#include "core/samples/word_pieces.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <set>
#include <sstream>

namespace palimpsest {

void addStudy(CLI::App& app, std::filesystem::path& study)
{
    app.add_option("STUDY", study, "Folder of the study")->required();
}

namespace {

void addPartOptions(CLI::App& app, PickChoices& picks)
{
    app.add_option_function<std::string>(
           "--parts",
           [&picks](const std::string& text) {
               picks.parts = text == "none"      ? StartingParts::None
                             : text == "places"  ? StartingParts::Places
                             : text == "labelme" ? StartingParts::LabelMe
                                                 : StartingParts::Grid;
               std::sscanf(text.c_str(), "%dx%d", &picks.columns, &picks.rows);
           },
           "What pictures start with: places, around those that the data set names; labelme, as "
           "the "
           "LabelMe files beside them say; a grid such as 3x3; none [places]")
        ->check([](const std::string& text) {
            int columns = 0;
            int rows = 0;
            int end = 0;
            std::sscanf(text.c_str(), "%dx%d%n", &columns, &rows, &end);
            const bool isGrid = end == static_cast<int>(text.size()) && columns > 0 && rows > 0 &&
                                columns <= 20 && rows <= 20 && columns * rows <= 20;
            return isGrid || text == "none" || text == "places" || text == "labelme"
                       ? std::string()
                       : "must be places, labelme, none or a grid of up to 20, such as 3x3";
        });
    app.add_option("--max-parts", picks.mostParts, "Join places until there are so many [10]")
        ->check(CLI::Range(1, 20));
}

/// Columns of a table, by their names or numbers.
void addColumnOptions(CLI::App& app, NamedColumns& columns, std::optional<std::string>& image)
{
    app.add_option("--text-column", columns.text,
                   "Column of the sentences, by name or number; two with a comma between them are "
                   "read as pairs, [CLS] first [SEP] second [SEP] [found, where it is clear]");
    addPictureColumnOptions(app, image, columns.label);
}

/// "1=cat,2=dog"; nothing when it is not that.
std::optional<LabelNames> labelNamesIn(const std::string& text)
{
    LabelNames names;
    std::istringstream entries(text);
    for (std::string entry; std::getline(entries, entry, ',');) {
        const std::size_t equals = entry.find('=');
        if (equals == 0 || equals == std::string::npos || equals + 1 == entry.size() ||
            !names.emplace(labelValue(entry.substr(0, equals)), entry.substr(equals + 1)).second) {
            return std::nullopt;
        }
    }
    return names.empty() ? std::nullopt : std::optional(names);
}

void addLabelOption(CLI::App& app, LabelNames& labels)
{
    app.add_option_function<std::string>(
           "--label-map", [&labels](const std::string& text) { labels = *labelNamesIn(text); },
           "Which class of the study a label of the data stands for, as 1=cat,2=dog; kept in the "
           "study")
        ->check([](const std::string& text) {
            return labelNamesIn(text) ? std::string()
                                      : "must be labels and classes, each label once: 1=cat,2=dog";
        });
}

/// "padding=1,unknown=3,…", each of them once; nothing when it is not that.
std::optional<SpecialTokens> specialTokensIn(const std::string& text)
{
    SpecialTokens tokens;
    std::set<std::string> given;
    std::istringstream entries(text);
    for (std::string entry; std::getline(entries, entry, ',');) {
        const std::size_t equals = entry.find('=');
        const std::string name = entry.substr(0, equals);
        const auto token = std::ranges::find(kSpecialTokens, name, &SpecialToken::name);
        if (equals == std::string::npos || token == kSpecialTokens.end()) {
            return std::nullopt;
        }
        int& number = tokens.*(token->number);
        const char* end = entry.data() + entry.size();
        const auto read = std::from_chars(entry.data() + equals + 1, end, number);
        if (read.ec != std::errc() || read.ptr != end || number < 0 || number > kLargestToken ||
            !given.insert(name).second) {
            return std::nullopt;
        }
    }
    return given.size() == kSpecialTokens.size() ? std::optional(tokens) : std::nullopt;
}

} // namespace

void addOptions(CLI::App& app, NewCommand& command)
{
    app.add_option("DIR", command.folder, "New folder")->required();
    app.add_option("--name", command.name, "What the study is called [the folder's name]");
    auto* classes =
        app.add_option("--classes", command.classes,
                       "The classes in the order in which the models count: a file with one a "
                       "line, or names as cat,dog");
    app.add_option("--from", command.from,
                   "Data set to take the classes from: pictures in a folder for each class, "
                   "CUB-200-2011, a table of pictures or, with --vocabulary or --special-tokens, "
                   "of sentences")
        ->excludes(classes);
    app.add_flag("--natural-order", command.naturalOrder,
                 "Number class folders 2 before 10, not by text as torchvision does");
    addColumnOptions(app, command.columns, command.imageColumn);
    addPictureOptions(app, command.pictures);
    auto* vocabulary =
        app.add_option("--vocabulary", command.vocabulary, "vocab.txt, for a study of sentences");
    app.add_option_function<std::string>(
           "--special-tokens",
           [&command](const std::string& text) { command.specialTokens = specialTokensIn(text); },
           "For sentences that another tokenizer has split (JSONL with input_ids), the numbers "
           "of its vocabulary, as padding=1,unknown=3,classifier=0,separator=2,mask=4")
        ->check([](const std::string& text) {
            return specialTokensIn(text)
                       ? std::string()
                       : "must give padding, unknown, classifier, separator and mask a number "
                         "each; "
                         "for one that the tokenizer does not have, give that of a token that your "
                         "sentences never hold, and hide words by deletion";
        })
        ->excludes(vocabulary);
    auto* cased = app.add_flag("--cased", command.cased,
                               "Keep capitals and accents of sentences [as the vocabulary and the "
                               "tokenizer_config.json beside it tell]");
    app.add_flag("--uncased", command.uncased, "Write sentences small, without accents")
        ->excludes(cased);
    app.add_option("--max-length", command.maximumLength,
                   "Most tokens of a sentence [as config.json and tokenizer_config.json beside the "
                   "vocabulary tell, else 512]")
        ->check(CLI::Range(kShortestSentence, kLongestSentence));
    app.add_flag("--json", command.json, "Print the result as JSON");
}

void addOptions(CLI::App& app, AddSamplesCommand& command)
{
    addStudy(app, command.study);
    app.add_option("SOURCE", command.sources,
                   "Data sets to draw from (folders, tables, CIFAR-10, MNIST) or pictures; for "
                   "sentences TSV, CSV or JSONL");
    app.add_option("--sentence", command.sentences, "A sentence in quotes");
    app.add_option("--label", command.label, "Class of the pictures or sentences that have none");
    app.add_option("--per-class", command.picks.perClass,
                   "Samples drawn of each class, 0 for all [2; of tables of up to 64 rows all]")
        ->check(CLI::Range(0, 1 << 20));
    app.add_option("--split", command.picks.split, "Which of a data set's [test, if it has one]");
    app.add_option("--seed", command.picks.seed, "Of the draw [0]");
    app.add_flag("--natural-order", command.naturalOrder, "Number class folders 2 before 10");
    addPartOptions(app, command.picks);
    addColumnOptions(app, command.columns, command.imageColumn);
    addLabelOption(app, command.picks.labels);
    app.add_flag("--link", command.link, "Leave pictures where they are, and link to them");
    app.add_flag("--dry-run", command.dryRun, "Say what would be added, and stop");
    app.add_flag("--json", command.json, "Print the result as JSON");
}

void addOptions(CLI::App& app, AddCheckpointsCommand& command)
{
    addStudy(app, command.study);
    app.add_option("PATH", command.paths,
                   "Checkpoints, or folders with them: safetensors, torch.save, TorchScript, "
                   "folders of Hugging Face")
        ->required();
    app.add_option("--lineage", command.lineage, "Lineage of all of them [their folders' names]");
    addRoleOption(app, command.role, "Role of a new lineage [guessed from its name]");
    app.add_option("--epoch", command.epochs,
                   "Epoch, or step of training, of a single checkpoint, or of some as "
                   "FILE=NUMBER,… [from names, else as the files say]")
        ->delimiter(',');
    app.add_option("--template", command.modelTemplate,
                   "TorchScript that the weights are put into, even where they resemble a known "
                   "architecture [the study's, for unknown ones]");
    addNetworkOptions(app, command.network);
    app.add_option(
        "--check-on", command.checkOn,
        "Labelled data set: warn when answers of a run's last checkpoint speak for another "
        "order of the classes or another normalisation");
    app.add_option("--check-split", command.checkChoices.split,
                   "Which of its splits [test, if it has one]");
    addColumnOptions(app, command.checkChoices.columns, command.checkChoices.imageColumn);
    addLabelOption(app, command.checkChoices.labels);
    app.add_option("--head", command.head, "How the classifier of epoch 0 came about");
    addOutputOption(app, command.outputs,
                    "What the networks answer with [as their answers to maskings show]");
    app.add_flag("--trust", command.trust,
                 "Run TorchScript files, which are programs, without being asked");
    app.add_flag("--link", command.link, "Leave files where they are, and link to them");
    app.add_flag("--dry-run", command.dryRun, "Say what would be added, and stop");
    app.add_flag("--json", command.json, "Print the table as JSON");
}

void addOptions(CLI::App& app, AccuracyCommand& command)
{
    addStudy(app, command.study);
    app.add_option("--on", command.on,
                   "Labelled pictures (folders, a table, CIFAR-10, MNIST) or sentences")
        ->required();
    app.add_option("--split", command.choices.split, "Which of its splits [test, if it has one]");
    app.add_option("--per-class", command.choices.perClass, "Samples drawn of each class [all]");
    app.add_flag("--natural-order", command.choices.naturalOrder,
                 "Number class folders 2 before "
                 "10");
    addColumnOptions(app, command.choices.columns, command.choices.imageColumn);
    addLabelOption(app, command.choices.labels);
    app.add_option("--called", command.choices.name,
                   "Which set it is: test, validation, train or a name that no other set of the "
                   "study has [its split, or its file's name]");
    addOutputOption(app, command.outputs,
                    "What networks answer with that do not show it themselves");
    app.add_option("--device", command.device, "cpu, cuda or cuda:N [cuda where there is one]");
    app.add_option("--threads", command.threads, "CPU threads [all]")->check(CLI::Range(1, 1024));
    app.add_option("--batch", command.batch, "Pictures per pass [32]")
        ->check(CLI::Range(1, 1 << 20));
    app.add_flag("--trust", command.trust,
                 "Run TorchScript files, which are programs, without being asked");
    app.add_flag("--json", command.json, "Print the result as JSON");
}

void addOptions(CLI::App& app, LocateCommand& command)
{
    addStudy(app, command.study);
    app.add_option("FOUND", command.found,
                   "Folder to look through for all files that are missing; with --file, the file")
        ->required();
    app.add_option("--file", command.missing, "The missing one, as study.json names it");
}

} // namespace palimpsest

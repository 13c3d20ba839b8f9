// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/label_json.h"
#include "app/cli/setup_commands.h"
#include "app/cli/study_editing.h"
#include "app/common/exit_code.h"
#include "app/common/stop_signals.h"
#include "core/base/error.h"
#include "core/base/file_kinds.h"
#include "core/base/files.h"
#include "core/base/listed_names.h"
#include "core/base/utf8.h"
#include "core/samples/datasets/training_pictures.h"
#include "core/setup/class_match.h"
#include "core/setup/known_samples.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iostream>
#include <iterator>

namespace palimpsest {

namespace fs = std::filesystem;
using json = nlohmann::ordered_json;

namespace {

/// What is going to be added, of either kind.
struct Picked
{
    PickedPictures pictures;
    PickedSentences sentences;
    LabelTable table;
    std::vector<std::string> warnings;
};

/// Whether a source is a data set, not a picture.
bool isSet(const fs::path& source)
{
    std::error_code status;
    return fs::is_directory(source, status) || isTableName(source);
}

int requiredLabel(const AddSamplesCommand& command, const Study& study, const std::string& what)
{
    if (!command.label) {
        throw BadInput("Nobody says which class " + what + " is of. Name it with --label.");
    }
    return classNamed(*command.label, study.classes, study.labels);
}

void pickSentencesOf(const AddSamplesCommand& command, const Study& study, Picked& picked)
{
    std::optional<int> label;
    if (command.label) {
        label = classNamed(*command.label, study.classes, study.labels);
    }
    for (const fs::path& source : command.sources) {
        const TextTable table = readSentenceTable(source, specialTokensOf(study), command.columns);
        PickedSentences more = pickSentences(table, chosenColumns(table, command.columns), study,
                                             command.picks, label);
        std::ranges::move(more.table, std::back_inserter(picked.table));
        std::ranges::move(more.sentences, std::back_inserter(picked.sentences.sentences));
        std::ranges::move(more.warnings, std::back_inserter(picked.warnings));
    }
    for (const std::string& text : command.sentences) {
        picked.sentences.sentences.push_back(
            {.text = text, .label = requiredLabel(command, study, "\"" + shown(text) + "\"")});
    }
}

void pickPicturesOf(const AddSamplesCommand& command, const Study& study, Picked& picked)
{
    if (!command.sentences.empty()) {
        throw BadInput("The samples of this study are pictures, and sentences cannot stand beside "
                       "them. Make a study of sentences.");
    }
    const ClassOrder order = command.naturalOrder ? ClassOrder::Natural : ClassOrder::ByText;
    const PictureColumns columns{.image = command.imageColumn, .label = command.columns.label};
    for (const fs::path& source : command.sources) {
        PickedPictures more =
            isSet(source) ? pickPictures(listPictures(source, order, columns), study, command.picks)
                          : namedPictures({source}, requiredLabel(command, study, quoted(source)),
                                          study, command.picks);
        std::ranges::move(more.table, std::back_inserter(picked.table));
        std::ranges::move(more.pictures, std::back_inserter(picked.pictures.pictures));
        picked.pictures.labelMeFiles += more.labelMeFiles;
        std::ranges::move(more.warnings, std::back_inserter(picked.warnings));
    }
}

/// The samples of `after` that `before` has not, as JSON or text.
json reportOf(const AddSamplesCommand& command, const Study& study, const Picked& picked,
              const std::vector<Sample>& added)
{
    json samples = json::array();
    for (std::size_t i = 0; i < added.size(); ++i) {
        const bool isText = study.tokenisation.has_value();
        json entry = {{"id", added[i].id},
                      {"class", study.classes.at(static_cast<std::size_t>(added[i].label))}};
        if (isText) {
            entry["text"] = added[i].text;
        } else {
            entry["source"] = picked.pictures.pictures[i].path.string();
            const auto& parts = picked.pictures.pictures[i].parts;
            entry["parts"] = parts ? parts->parts.size() : 0;
        }
        samples.push_back(std::move(entry));
    }
    return {{"added", !command.dryRun},
            {"samples", samples},
            {"labels", toJson(picked.table)},
            {"warnings", picked.warnings}};
}

void printText(const AddSamplesCommand& command, const json& report)
{
    for (const json& sample : report["samples"]) {
        std::cout << sample["id"].get<std::string>() << "  " << sample["class"].get<std::string>();
        if (sample.contains("text")) {
            std::cout << "  " << sample["text"].get<std::string>() << "\n";
        } else {
            std::cout << "  " << sample["source"].get<std::string>() << "  "
                      << numberOf(sample["parts"].get<std::size_t>(), "part", "parts") << "\n";
        }
    }
    if (!report["labels"].empty()) {
        std::cout << "Labels:";
        for (const auto& [label, name] : report["labels"].items()) {
            std::cout << " " << label << " → " << name.get<std::string>();
        }
        std::cout << "\n";
    }
    const std::size_t count = report["samples"].size();
    std::cout << (command.dryRun ? "Would add " : "Added ") << count
              << (count == 1 ? " sample.\n" : " samples.\n");
}

int addAll(const AddSamplesCommand& command, const StopSignals& signals)
{
    EditedStudy edited =
        openForEditing(command.study); // also to look, as that makes files that go again
    const Study& before = edited.study();
    if (command.sources.empty() && command.sentences.empty()) {
        throw BadInput("There is nothing to add. Name a data set, pictures or a sentence.");
    }
    Picked picked;
    if (before.tokenisation) {
        pickSentencesOf(command, before, picked);
    } else {
        pickPicturesOf(command, before, picked);
    }
    if (before.tokenisation) {
        leaveOutKnown(picked.sentences, before);
    } else {
        leaveOutKnown(picked.pictures, command.study, before);
    }
    for (auto* warnings : {&picked.sentences.warnings, &picked.pictures.warnings}) {
        std::ranges::move(*warnings, std::back_inserter(picked.warnings));
    }
    if (picked.pictures.labelMeFiles > 0 && command.picks.parts != StartingParts::LabelMe) {
        picked.warnings.push_back(numberOf(picked.pictures.labelMeFiles,
                                           "of the pictures has a LabelMe file beside it.",
                                           "of the pictures have a LabelMe file beside them.") +
                                  " Take its parts with --parts labelme.");
    }
    signals.endInOrder();
    NewFiles made([&] { return signals.goOn(); });
    Study after = before.tokenisation
                      ? withSentences(command.study, before, picked.sentences.sentences, made)
                      : withSamples(command.study, before, picked.pictures.pictures,
                                    command.link ? Taking::Link : Taking::Copy, made);
    after.labels = withTold(before.labels, command.picks.labels, before.classes);
    if (!command.dryRun) { // what was made to look at it goes again
        edited.write(after);
        made.keep();
    }
    for (const std::string& warning : picked.warnings) {
        std::cerr << "Warning: " << warning << "\n";
    }
    const auto first = after.samples.begin() + static_cast<std::ptrdiff_t>(before.samples.size());
    const json report = reportOf(command, after, picked, {first, after.samples.end()});
    if (command.json) {
        std::cout << report.dump(2, ' ', false, json::error_handler_t::replace) << "\n";
    } else {
        printText(command, report);
    }
    return kOk;
}

} // namespace

int run(const AddSamplesCommand& command)
{
    const StopSignals signals;
    try {
        return addAll(command, signals);
    } catch (const Cancelled&) {
        return signals.exitCode();
    }
}

} // namespace palimpsest

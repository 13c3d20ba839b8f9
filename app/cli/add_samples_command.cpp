// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/label_json.h"
#include "app/cli/sample_picks.h"
#include "app/cli/setup_commands.h"
#include "app/cli/study_editing.h"
#include "app/common/exit_code.h"
#include "app/common/stop_signals.h"
#include "core/base/error.h"
#include "core/base/listed_names.h"
#include "core/setup/class_match.h"

#include <nlohmann/json.hpp>

#include <iostream>

namespace palimpsest {

using json = nlohmann::ordered_json;

namespace {

/// The samples of `after` that `before` has not, as JSON or text.
json reportOf(const AddSamplesCommand& command, const Study& study, const SamplePicks& picked,
              const std::vector<Sample>& added)
{
    json samples = json::array();
    for (std::size_t i = 0; i < added.size(); ++i) {
        json entry = {{"id", added[i].id},
                      {"class", study.classes.at(static_cast<std::size_t>(added[i].label))}};
        picked.report(i, added[i], entry);
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
    const auto picked = pickSamples(command, before);
    signals.endInOrder();
    NewFiles made([&] { return signals.goOn(); });
    Study after = picked->added(before, made);
    after.labels = withTold(before, command.picks.labels, picked->table);
    if (!command.dryRun) { // what was made to look at it goes again
        edited.write(after);
        made.keep();
    }
    for (const std::string& warning : picked->warnings) {
        std::cerr << "Warning: " << warning << "\n";
    }
    const auto first = after.samples.begin() + static_cast<std::ptrdiff_t>(before.samples.size());
    const json report = reportOf(command, after, *picked, {first, after.samples.end()});
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

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/output_option.h"
#include "app/cli/remembered_trust.h"
#include "app/cli/setup_commands.h"
#include "app/cli/stage_printer.h"
#include "app/cli/study_editing.h"
#include "app/exit_code.h"
#include "app/stop_signals.h"
#include "core/base/error.h"
#include "core/models/torch_runtime.h"
#include "core/setup/accuracy.h"
#include "core/setup/joining.h"
#include "core/study/study_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iostream>
#include <map>

namespace palimpsest {

using json = nlohmann::ordered_json;

namespace {

/// The table with what the user said otherwise.
CheckpointTable wantedTable(const AddCheckpointsCommand& command, const Study& study,
                            const Progress& progress)
{
    CheckpointTable table = checkpointTable(command.paths, progress);
    if (command.epoch && table.rows.size() != 1) {
        throw BadInput("--epoch is for a single checkpoint, and there are " +
                       std::to_string(table.rows.size()) + ". Leave it out, or name one file.");
    }
    for (CheckpointRow& row : table.rows) {
        row.lineage = command.lineage.value_or(row.lineage);
        const auto standing = std::ranges::find(study.lineages, row.lineage, &Lineage::name);
        row.role = standing != study.lineages.end()
                       ? standing->role
                       : command.role.value_or(guessedRole(row.lineage));
        if (command.epoch) {
            row.epoch = *command.epoch;
            row.source = EpochSource::User;
        }
    }
    return table;
}

json reportOf(const CheckpointTable& table, const std::vector<std::string>& warnings, bool isAdded)
{
    json rows = json::array();
    for (const CheckpointRow& row : table.rows) {
        rows.push_back(
            {{"path", row.path.string()},
             {"lineage", row.lineage},
             {"role", roleName(row.role)},
             {"epoch", row.epoch},
             {"epoch_from", epochSourceName(row.source)},
             {"what", row.look.text},
             {"outputs", row.outputs.kind ? json(outputKindName(*row.outputs.kind)) : json()},
             {"problem", row.problem.empty() ? json() : json(row.problem)}});
    }
    return {{"added", isAdded},
            {"checkpoints", rows},
            {"left_out", table.leftOut},
            {"warnings", warnings}};
}

void printTable(const CheckpointTable& table)
{
    std::size_t widest = 0;
    for (const CheckpointRow& row : table.rows) {
        widest = std::max(widest, (row.lineage + "/" + std::to_string(row.epoch)).size());
    }
    std::map<std::string, std::string> said; // problems, and of which row first
    for (const CheckpointRow& row : table.rows) {
        const std::string name = row.lineage + "/" + std::to_string(row.epoch);
        std::cout << name << std::string(widest - name.size() + 2, ' ') << roleName(row.role)
                  << ", epoch by " << epochSourceName(row.source) << ", "
                  << row.path.filename().string() << ": " << row.look.text
                  << (row.outputs.kind ? "; outputs: " + describe(*row.outputs.kind)
                                       : std::string())
                  << "\n";
        if (!row.problem.empty() && !said.emplace(row.problem, name).second) {
            std::cout << "    Problem: that of " << said.at(row.problem) << "\n";
        } else if (!row.problem.empty()) {
            std::cout << "    Problem: " << row.problem << "\n";
        }
    }
    for (const std::string& sentence : table.leftOut) {
        std::cout << sentence << "\n";
    }
}

/// What the last checkpoint's answers to labelled samples speak for: warnings.
std::vector<std::string> labelWarnings(const AddCheckpointsCommand& command, const Study& study,
                                       const CheckpointRow& last, const JoiningChoices& choices,
                                       const ProgramHost::GoesOn& goesOn, const Progress& progress)
{
    const LabelledSet set = labelledSet(*command.checkOn, study, command.checkChoices);
    std::vector<std::string> warnings = set.warnings;
    const auto programs = std::make_shared<ProgramHost>(choices.trust, goesOn);
    const LabelCheck check =
        checkModel({templateOf(last, command.study, study, choices), last.path, programs,
                    last.outputs.kind.value_or(OutputKind::Logits)},
                   set, command.study, study,
                   {.device = defaultDevice(), .threads = defaultThreads()}, progress);
    warnings.insert(warnings.end(), check.warnings.begin(), check.warnings.end());
    return warnings;
}

bool isLeftOpen(const CheckpointRow& row)
{
    return !row.outputs.candidates.empty();
}

int addAll(const AddCheckpointsCommand& command, const StopSignals& signals)
{
    std::optional<EditedStudy> edited;
    if (!command.dryRun) {
        edited = openForEditing(command.study);
    }
    const Study before = edited ? edited->study() : readStudy(command.study);
    JoiningChoices choices{.taking = command.link ? Taking::Link : Taking::Copy,
                           .trust = trustOfRun(command.trust, command.verbosity),
                           .head = command.head,
                           .modelTemplate = command.modelTemplate,
                           .outputs = command.outputs};
    CheckpointTable table;
    std::vector<std::string> warnings;
    {
        StagePrinter printer(signals, command.verbosity);
        table = wantedTable(command, before, printer.stage("read", "Reading checkpoint"));
        RowCheck(command.study)
            .check(table.rows, before, choices, printer.stage("check", "Trying checkpoint"));
        if (command.checkOn && table.rows.back().problem.empty()) {
            warnings = labelWarnings(
                command, before, table.rows.back(), choices, [&] { return signals.goOn(); },
                printer.stage("labels", "Label check: sample"));
        }
    }
    for (const std::string& warning : warnings) {
        std::cerr << "Warning: " << warning << "\n";
    }
    const auto problems =
        std::ranges::count_if(table.rows, [](const auto& row) { return !row.problem.empty(); });
    const bool isAdded = problems == 0 && !command.dryRun;
    if (isAdded) {
        NewFiles made;
        edited->write(withCheckpoints(command.study, before, table.rows, choices, made));
        made.keep();
    }
    if (command.json) {
        std::cout << reportOf(table, warnings, isAdded)
                         .dump(2, ' ', false, json::error_handler_t::replace)
                  << "\n";
    } else {
        printTable(table);
        std::cout << (isAdded         ? "Added "
                      : problems == 0 ? "Would add "
                                      : "Added none of ")
                  << table.rows.size()
                  << (table.rows.size() == 1 ? " checkpoint.\n" : " checkpoints.\n");
    }
    if (const auto open = std::ranges::find_if(table.rows, isLeftOpen); open != table.rows.end()) {
        std::cerr << "palimpsest-cli: "
                  << withOutputOption(UndecidedOutputs(open->path.string(), open->outputs)).what()
                  << "\n";
    }
    if (problems != 0) {
        std::cerr << "palimpsest-cli: " << problems << " of " << table.rows.size()
                  << " checkpoints cannot join the study, as their rows say, so nothing was "
                     "changed.\n";
        return kBadInput;
    }
    return kOk;
}

} // namespace

int run(const AddCheckpointsCommand& command)
{
    const StopSignals signals;
    try {
        return addAll(command, signals);
    } catch (const Cancelled&) {
        return signals.exitCode();
    }
}

} // namespace palimpsest

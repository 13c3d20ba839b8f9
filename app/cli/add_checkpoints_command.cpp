// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/network_options.h"
#include "app/cli/output_option.h"
#include "app/cli/remembered_trust.h"
#include "app/cli/setup_commands.h"
#include "app/cli/stage_printer.h"
#include "app/cli/study_editing.h"
#include "app/common/exit_code.h"
#include "app/common/stop_signals.h"
#include "core/base/error.h"
#include "core/models/modules/torch_runtime.h"
#include "core/models/networks/known_facts.h"
#include "core/setup/accuracy.h"
#include "core/setup/class_match.h"
#include "core/setup/joining.h"
#include "core/setup/row_template.h"
#include "core/setup/sample_setup.h"
#include "core/setup/study_probe.h"
#include "core/study/study_file.h"
#include "core/study/study_names.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <iostream>
#include <map>

namespace palimpsest {

using json = nlohmann::ordered_json;

namespace {

/// "NUMBER", for a table of one row, or "FILE=NUMBER".
void setEpoch(CheckpointTable& table, const std::string& text)
{
    const std::size_t equals = text.rfind('=');
    const bool isNamed = equals != std::string::npos;
    const std::string file = isNamed ? text.substr(0, equals) : std::string();
    const char* const end = text.data() + text.size();
    int epoch = -1;
    const auto read = std::from_chars(text.data() + (isNamed ? equals + 1 : 0), end, epoch);
    if (read.ec != std::errc() || read.ptr != end || epoch < 0 || epoch > kMaxEpoch) {
        throw BadInput("\"" + text + "\" is no epoch. Give --epoch a number from 0, or " +
                       "FILE=NUMBER.");
    }
    if (!isNamed && table.rows.size() != 1) {
        throw BadInput("--epoch with a number alone is for a single checkpoint, and there are " +
                       std::to_string(table.rows.size()) + ". Say --epoch FILE=NUMBER.");
    }
    bool isFound = false;
    for (CheckpointRow& row : table.rows) {
        if (!isNamed || row.path.filename() == file || row.path == file) {
            row.epoch = epoch;
            row.source = EpochSource::User;
            isFound = true;
        }
    }
    if (!isFound) {
        throw BadInput("--epoch names \"" + file + "\", which is none of the checkpoints.");
    }
}

/// The table with what the user said otherwise.
CheckpointTable wantedTable(const AddCheckpointsCommand& command, const Study& study,
                            const Progress& progress)
{
    CheckpointTable table = checkpointTable(command.paths, progress);
    for (CheckpointRow& row : table.rows) {
        row.lineage = command.lineage.value_or(row.lineage);
        const auto standing = std::ranges::find(study.lineages, row.lineage, &Lineage::name);
        row.role = standing != study.lineages.end()
                       ? standing->role
                       : command.role.value_or(guessedRole(row.lineage));
    }
    for (const std::string& epoch : command.epochs) {
        setEpoch(table, epoch);
    }
    return table;
}

/// The option of `set` that makes the study fit a row.
std::string settingFor(const CheckpointRow& row, const Study& study)
{
    const std::string option = sampleSetup(study).misfit(study, *row.look.architecture).option;
    return !option.empty() ? option
           : row.look.architecture->meaning == LogitMeaning::Quantities
               ? "--value output"
               : "--value sigmoid (or logit, output)";
}

/// How a row's problem is answered on the command line; empty where it takes more than an option.
std::string hintOf(const CheckpointRow& row, const CheckpointTable& table, const Study& study)
{
    if (row.open == RowQuestion::Settings) {
        return " The command is `palimpsest-cli set STUDY " + settingFor(row, study) + "`.";
    }
    if (row.open == RowQuestion::Network) {
        return " The option is " + optionFor(openQuestions(row).front().fact) + ".";
    }
    if (row.open == RowQuestion::Template && row.look.fittedOn) {
        return " The option is --template.";
    }
    if (row.open == RowQuestion::Trust) {
        return " The option is --trust.";
    }
    if (row.open == RowQuestion::Outputs) {
        return " Add " + outputOptions(row.outputs) + ".";
    }
    if (row.open == RowQuestion::Epoch) {
        const auto isAlike = [&](const CheckpointRow& other) {
            return other.path.filename() == row.path.filename();
        };
        const bool isOnly = std::ranges::count_if(table.rows, isAlike) == 1;
        return " Give --epoch " + (isOnly ? row.path.filename() : row.path).string() + "=NUMBER.";
    }
    return {};
}

/// Why a row cannot join, and how that is answered; empty when it can.
std::string problemOf(const CheckpointRow& row, const CheckpointTable& table, const Study& study)
{
    return row.problem.empty() ? std::string() : row.problem + hintOf(row, table, study);
}

json reportOf(const CheckpointTable& table, const Study& study,
              const std::vector<std::string>& warnings, bool isAdded)
{
    json rows = json::array();
    for (const CheckpointRow& row : table.rows) {
        const NetworkFacts known = without(row.network, openQuestions(row));
        rows.push_back(
            {{"path", row.path.string()},
             {"lineage", row.lineage},
             {"role", roleName(row.role)},
             {"epoch", row.source == EpochSource::Unknown ? json() : json(row.epoch)},
             {"epoch_from", epochSourceName(row.source)},
             {"counts", row.isStep ? "steps" : "epochs"},
             {"counts", row.isStep ? "steps" : "epochs"},
             {"what", describe(row)},
             {"template", row.modelTemplate.empty() || !takesTemplate(row)
                              ? json()
                              : json(row.modelTemplate.string())},
             {"network", describe(known)},
             {"assumed", known.assumed},
             {"as_in", known.asIn},
             {"outputs", row.outputs.kind ? json(outputKindName(*row.outputs.kind)) : json()},
             {"problem", row.problem.empty() ? json() : json(problemOf(row, table, study))}});
    }
    return {{"added", isAdded},
            {"checkpoints", rows},
            {"left_out", table.leftOut},
            {"warnings", warnings}};
}

void printTable(const CheckpointTable& table, const Study& study)
{
    const auto nameOf = [](const CheckpointRow& row) {
        return row.lineage + "/" +
               (row.source == EpochSource::Unknown ? "?" : std::to_string(row.epoch));
    };
    std::size_t widest = 0;
    for (const CheckpointRow& row : table.rows) {
        widest = std::max(widest, nameOf(row).size());
    }
    std::map<std::string, std::string> said; // problems, and of which row first
    for (const CheckpointRow& row : table.rows) {
        const std::string name = nameOf(row);
        std::cout << name << std::string(widest - name.size() + 2, ' ') << roleName(row.role)
                  << (row.isStep ? ", step by " : ", epoch by ") << epochSourceName(row.source)
                  << ", " << row.path.filename().string() << ": " << describe(row) << "\n";
        if (const std::string note = assumptionNote(row.network, openQuestions(row));
            !note.empty()) {
            std::cout << "    " << note << "\n";
        }
        for (const std::string& warning : row.warnings) {
            std::cout << "    " << warning << "\n";
        }
        const std::string problem = problemOf(row, table, study);
        if (!problem.empty() && !said.emplace(problem, name).second) {
            std::cout << "    Problem: that of " << said.at(problem) << "\n";
        } else if (!problem.empty()) {
            std::cout << "    Problem: " << problem << "\n";
        }
    }
    for (const std::string& sentence : table.leftOut) {
        std::cout << sentence << "\n";
    }
}

/// How the template is made for the first checkpoint that lacks one.
void printExport(const CheckpointTable& table, const Study& study)
{
    const auto row = std::ranges::find(table.rows, RowQuestion::Template, &CheckpointRow::open);
    if (row != table.rows.end()) {
        std::cout << "A template is made in Python, in the environment of the training; then give "
                     "--template template.pt:\n";
        for (const std::string& line : exportLines(row->path, row->look.hints, &study)) {
            std::cout << "    " << line << "\n";
        }
    }
}

/// What the answers of each run's last checkpoint to labelled samples speak for: warnings.
std::vector<std::string> labelWarnings(const AddCheckpointsCommand& command, const Study& study,
                                       const LabelledSet& set,
                                       const std::vector<CheckpointRow>& rows,
                                       const JoiningChoices& choices,
                                       const ProgramHost::GoesOn& goesOn, const Progress& progress)
{
    std::vector<std::string> warnings = set.warnings;
    const auto programs = std::make_shared<ProgramHost>(choices.trust, goesOn);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const CheckpointRow& row = rows[i];
        const bool isLast = i + 1 == rows.size() || rows[i + 1].lineage != row.lineage;
        if (!isLast || !row.problem.empty()) {
            continue;
        }
        const LabelCheck check =
            checkModel({.files = {.modelTemplate = templateOf(row, command.study),
                                  .weights = row.path,
                                  .facts = row.network},
                        .programs = programs,
                        .outputs = row.outputs.kind.value_or(OutputKind::Logits)},
                       set, command.study, study,
                       {.device = defaultDevice(), .threads = defaultThreads()}, progress);
        for (const std::string& warning : check.warnings) {
            warnings.push_back(row.lineage + "/" + std::to_string(row.epoch) + ": " + warning);
        }
    }
    return warnings;
}

/// What is odd of rows that can join.
void takeWarnings(const CheckpointTable& table, std::vector<std::string>& warnings)
{
    for (const CheckpointRow& row : table.rows) {
        for (const std::string& warning : row.warnings) {
            warnings.push_back(row.lineage + "/" + std::to_string(row.epoch) + ": " + warning);
        }
    }
}

/// What keeps the table from joining, on the error stream.
void printProblems(const CheckpointTable& table, std::ptrdiff_t problems)
{
    if (problems != 0) {
        std::cerr << "palimpsest-cli: " << problems << " of " << table.rows.size()
                  << " checkpoints cannot join the study, as their rows say, so nothing was "
                     "changed.\n";
    }
}

bool anyJoins(const CheckpointTable& table)
{
    return std::ranges::any_of(table.rows,
                               [](const CheckpointRow& row) { return row.problem.empty(); });
}

/// Refuses options that are of use to none of the checkpoints, where these could be looked at.
void requireUsedOptions(const AddCheckpointsCommand& command, const CheckpointTable& table)
{
    NetworkFacts used;
    for (const CheckpointRow& row : table.rows) {
        if (!row.problem.empty()) {
            return;
        }
        used = completed(used, row.network);
    }
    requireUsed(command.network, used, "these checkpoints");
}

/// `study` with what the probes among the checkpoints tell of labels.
Study withLabelsOf(const CheckpointTable& table, Study study)
{
    for (const CheckpointRow& row : table.rows) {
        study = withLabelsOfProbe(std::move(study), row.path);
    }
    return study;
}

/// Says how many checkpoints there are now, or would be.
void printOutcome(bool isAdded, bool isGood, std::size_t checkpoints)
{
    std::cout << (isAdded  ? "Added "
                  : isGood ? "Would add "
                           : "Added none of ")
              << checkpoints << (checkpoints == 1 ? " checkpoint.\n" : " checkpoints.\n");
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
                           .network = command.network,
                           .outputs = command.outputs,
                           .areOutputsOfAll = true};
    CheckpointTable table;
    LabelledSet set;
    std::vector<std::string> warnings;
    {
        StagePrinter printer(signals, command.verbosity);
        table = wantedTable(command, before, printer.stage("read", "Reading checkpoint"));
        RowCheck(command.study)
            .check(table.rows, before, choices, printer.stage("check", "Trying checkpoint"));
        if (command.checkOn && anyJoins(table)) {
            set = labelledSet(*command.checkOn, before, command.checkChoices);
            warnings = labelWarnings(
                command, before, set, table.rows, choices, [&] { return signals.goOn(); },
                printer.stage("labels", "Label check: sample"));
        }
    }
    requireUsedOptions(command, table);
    takeWarnings(table, warnings);
    for (const std::string& warning : warnings) {
        std::cerr << "Warning: " << warning << "\n";
    }
    const auto problems =
        std::ranges::count_if(table.rows, [](const auto& row) { return !row.problem.empty(); });
    const bool isAdded = problems == 0 && !command.dryRun;
    if (isAdded) {
        signals.endInOrder();
        NewFiles made([&] { return signals.goOn(); });
        Study after =
            withLabelsOf(table, withCheckpoints(command.study, before, table.rows, choices, made));
        after.labels = withTold(after, command.checkChoices.labels, set.table);
        edited->write(after);
        made.keep();
        for (const std::string& warning : networkDifferences(after)) {
            warnings.push_back(warning);
            std::cerr << "Warning: " << warning << "\n";
        }
    }
    if (command.json) {
        std::cout << reportOf(table, before, warnings, isAdded)
                         .dump(2, ' ', false, json::error_handler_t::replace)
                  << "\n";
    } else {
        printTable(table, before);
        printExport(table, before);
        printOutcome(isAdded, problems == 0, table.rows.size());
    }
    printProblems(table, problems);
    return problems == 0 ? kOk : kBadInput;
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

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/label_json.h"
#include "app/cli/output_option.h"
#include "app/cli/remembered_trust.h"
#include "app/cli/setup_commands.h"
#include "app/cli/stage_printer.h"
#include "app/cli/study_editing.h"
#include "app/common/exit_code.h"
#include "app/common/stop_signals.h"
#include "core/base/error.h"
#include "core/models/modules/torch_runtime.h"
#include "core/setup/output_trial.h"
#include "core/study/accuracy_sets.h"
#include "core/study/study_names.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cmath>
#include <cstdio>
#include <iostream>

namespace palimpsest {

using json = nlohmann::ordered_json;

namespace {

using Shares = std::vector<std::vector<double>>; ///< by lineage and checkpoint

json checkpointsOf(const Study& study, const Shares& shares)
{
    json checkpoints = json::array();
    for (std::size_t i = 0; i < study.lineages.size(); ++i) {
        for (std::size_t j = 0; j < shares[i].size(); ++j) {
            const Checkpoint& checkpoint = study.lineages[i].checkpoints[j];
            checkpoints.push_back(
                {{"lineage", study.lineages[i].name},
                 {"epoch", checkpoint.epoch},
                 {"outputs",
                  checkpoint.outputs ? json(outputKindName(*checkpoint.outputs)) : json()},
                 {"accuracy", std::isnan(shares[i][j]) ? json() : json(shares[i][j])}});
        }
    }
    return checkpoints;
}

void printText(const Study& study, const Shares& shares, const LabelledSet& set,
               const LabelCheck& check, const std::string& best)
{
    for (std::size_t i = 0; i < study.lineages.size(); ++i) {
        for (std::size_t j = 0; j < shares[i].size(); ++j) {
            const Checkpoint& checkpoint = study.lineages[i].checkpoints[j];
            std::array<char, 32> share{"     –    "};
            if (!std::isnan(shares[i][j])) {
                std::snprintf(share.data(), share.size(), "%6.1f %%  ", 100.0 * shares[i][j]);
            }
            std::cout << share.data() << study.lineages[i].name << "/" << checkpoint.epoch
                      << (checkpoint.outputs ? ", outputs: " + describe(*checkpoint.outputs)
                                             : std::string())
                      << "\n";
        }
    }
    if (!set.table.empty()) {
        std::cout << "Labels: " << describe(set.table) << "\n";
    }
    std::cout << "On " << check.samples << (check.samples == 1 ? " sample" : " samples") << " of \""
              << set.name << "\"; stored in study.json.\n";
    if (study.accuracySet != set.name) {
        std::cout << "Figures go on showing the " << accuracyName(study) << ".\n";
    }
    for (const NormalisationFit& fit : check.normalisations) {
        std::array<char, 64> numbers{};
        std::snprintf(numbers.data(), numbers.size(), "  %5.1f %%  %6.3f nats  ",
                      100.0 * fit.accuracy, fit.crossEntropy);
        std::cout << (&fit == check.normalisations.data()
                          ? "What " + best +
                                " would say with other normalisations (right, cross-entropy):\n"
                          : std::string())
                  << numbers.data() << fit.name << "\n";
    }
    std::cout << "The first is of class \"" << check.firstClass << "\"; " << best << " says, best "
              << "first:";
    for (const std::string& name : check.firstTop) {
        std::cout << " \"" << name << "\"";
    }
    std::cout << "\n";
}

/// The study with what each checkpoint answers with, which decides alike for all commands.
Study knownOutputs(StudyInputs& inputs, const ExecutionPlan& plan, const AccuracyCommand& command,
                   StagePrinter& printer)
{
    try {
        Study known = withKnownOutputs(inputs, plan, command.outputs,
                                       printer.stage("outputs", "Looking at outputs: checkpoint"));
        if (command.outputs) {
            StudyInputs decided(command.study, known, inputs.trust());
            std::cerr << "Note: "
                      << (known.settings.valueKind == ValueKind::Output
                              ? "--outputs is taken of no checkpoint, as the study's value is the "
                                "bare output, whatever it is."
                              : outputsTaken(inputs.study(), decided, *command.outputs))
                      << "\n";
        }
        return known;
    } catch (const UndecidedOutputs& error) {
        throw withSetCommand(error, inputs);
    }
}

json normalisationsOf(const LabelCheck& check)
{
    json fits = json::array();
    for (const NormalisationFit& fit : check.normalisations) {
        fits.push_back({{"normalisation", fit.name},
                        {"accuracy", fit.accuracy},
                        {"cross_entropy", fit.crossEntropy}});
    }
    return fits;
}

int measure(const AccuracyCommand& command, const StopSignals& signals)
{
    EditedStudy edited = openForEditing(command.study);
    const Study& before = edited.study();
    if (before.lineages.empty()) {
        throw BadInput("The study has no checkpoints yet. Add some with "
                       "`palimpsest-cli add-checkpoints`.");
    }
    const LabelledSet set = labelledSet(command.on, before, command.choices);
    const ExecutionPlan plan{.device = command.device.value_or(defaultDevice()),
                             .threads = command.threads.value_or(defaultThreads()),
                             .batchSize = command.batch.value_or(32),
                             .channelsLast = true};
    const Trust trust = trustOfRun(command.trust, command.verbosity);
    StudyInputs undecided(command.study, before, trust, [&] { return signals.goOn(); });
    Study known;
    Accuracies accuracies;
    LabelCheck check;
    std::string bestName;
    {
        StagePrinter printer(signals, command.verbosity);
        known = knownOutputs(undecided, plan, command, printer);
        StudyInputs inputs(command.study, known, trust, [&] { return signals.goOn(); });
        accuracies = accuraciesOn(inputs, set, plan, printer.stage("accuracy", "Answer"));
        const UnitIndex best{bestCheckpoint(accuracies.shares), 0};
        bestName = checkpointName(before, best.checkpoint);
        check = checkModel(triedModel(inputs, best.checkpoint), set, command.study, before,
                           asExtracted(inputs, best.checkpoint.lineage, plan),
                           printer.stage("check", "Label check"));
    }
    Study after = withAccuracies(known, accuracies.shares, set.name, set.source);
    after.labels = withTold(before, command.choices.labels, set.table);
    edited.write(after);
    const std::vector<std::string> warnings = warningsOf(before, set, accuracies, check);
    for (const std::string& warning : warnings) {
        std::cerr << "Warning: " << warning << "\n";
    }
    if (command.json) {
        const json report = {{"samples", set.labels.size()},
                             {"set", set.name},
                             {"shown", after.accuracySet},
                             {"labels", toJson(set.table)},
                             {"checkpoints", checkpointsOf(after, accuracies.shares)},
                             {"normalisations", normalisationsOf(check)},
                             {"warnings", warnings},
                             {"first", {{"class", check.firstClass}, {"top", check.firstTop}}}};
        std::cout << report.dump(2, ' ', false, json::error_handler_t::replace) << "\n";
    } else {
        printText(after, accuracies.shares, set, check, bestName);
    }
    return withoutNumbers(before, accuracies.shares).empty() ? kOk : kSomeUnitsFailed;
}

} // namespace

int run(const AccuracyCommand& command)
{
    const StopSignals signals;
    try {
        return measure(command, signals);
    } catch (const Cancelled&) {
        return signals.exitCode();
    }
}

} // namespace palimpsest

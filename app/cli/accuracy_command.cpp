// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/remembered_trust.h"
#include "app/cli/setup_commands.h"
#include "app/cli/stage_printer.h"
#include "app/cli/study_editing.h"
#include "app/exit_code.h"
#include "app/stop_signals.h"
#include "core/base/error.h"
#include "core/models/torch_runtime.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cstdio>
#include <iostream>

namespace palimpsest {

using json = nlohmann::ordered_json;

namespace {

json checkpointsOf(const Study& study)
{
    json checkpoints = json::array();
    for (const Lineage& lineage : study.lineages) {
        for (const Checkpoint& checkpoint : lineage.checkpoints) {
            checkpoints.push_back({{"lineage", lineage.name},
                                   {"epoch", checkpoint.epoch},
                                   {"accuracy", checkpoint.accuracy.value_or(0.0)}});
        }
    }
    return checkpoints;
}

void printText(const Study& study, const LabelCheck& check, const std::string& best)
{
    for (const Lineage& lineage : study.lineages) {
        for (const Checkpoint& checkpoint : lineage.checkpoints) {
            std::array<char, 32> share{};
            std::snprintf(share.data(), share.size(), "%6.1f %%  ",
                          100.0 * checkpoint.accuracy.value_or(0.0));
            std::cout << share.data() << lineage.name << "/" << checkpoint.epoch << "\n";
        }
    }
    std::cout << "On " << check.samples << (check.samples == 1 ? " sample" : " samples")
              << "; stored in study.json.\n"
              << "The first is of class \"" << check.firstClass << "\"; " << best << " says, best "
              << "first:";
    for (const std::string& name : check.firstTop) {
        std::cout << " \"" << name << "\"";
    }
    std::cout << "\n";
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
    StudyInputs inputs(command.study, before, trustOfRun(command.trust, command.verbosity),
                       [&] { return signals.goOn(); });
    std::vector<std::vector<double>> accuracies;
    LabelCheck check;
    std::string bestName;
    {
        StagePrinter printer(signals, command.verbosity);
        accuracies = accuraciesOn(inputs, set, plan, printer.stage("accuracy", "Answer"));
        const UnitIndex best{bestCheckpoint(accuracies), 0};
        bestName = checkpointName(before, best.checkpoint);
        check = checkModel({inputs.templatePath(best), inputs.weightsPath(best), inputs.programs(),
                            inputs.networkFacts(best)},
                           set, command.study, before,
                           asExtracted(inputs, best.checkpoint.lineage, plan),
                           printer.stage("check", "Label check"));
    }
    const Study after = withAccuracies(before, accuracies);
    edited.write(after);
    const std::vector<std::string> broken = withoutNumbers(before, accuracies);
    std::vector<std::string> warnings = set.warnings;
    warnings.insert(warnings.end(), broken.begin(), broken.end());
    warnings.insert(warnings.end(), check.warnings.begin(), check.warnings.end());
    for (const std::string& warning : warnings) {
        std::cerr << "Warning: " << warning << "\n";
    }
    if (command.json) {
        const json report = {{"samples", set.labels.size()},
                             {"checkpoints", checkpointsOf(after)},
                             {"warnings", warnings},
                             {"first", {{"class", check.firstClass}, {"top", check.firstTop}}}};
        std::cout << report.dump(2, ' ', false, json::error_handler_t::replace) << "\n";
    } else {
        printText(after, check, bestName);
    }
    return broken.empty() ? kOk : kSomeUnitsFailed;
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

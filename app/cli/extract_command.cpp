// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commands.h"
#include "app/cli/progress_printer.h"
#include "app/cli/stop_signals.h"
#include "app/exit_code.h"
#include "core/base/error.h"
#include "core/extraction/extraction.h"
#include "core/models/torch_runtime.h"
#include "core/study/study_file.h"

#include <nlohmann/json.hpp>

#include <iostream>

namespace palimpsest {

namespace {

void printPlan(const ExtractionPlan& plan, std::ostream& out)
{
    out << "Extract " << plan.units.size() << " units · " << plan.passes << " passes; "
        << plan.complete << " units are complete.\n";
}

void printPlanJson(const ExtractionPlan& plan)
{
    std::cout << nlohmann::ordered_json{{"units_to_make", plan.units.size()},
                                        {"passes", plan.passes},
                                        {"units_complete", plan.complete},
                                        {"units_impossible", plan.impossible.size()}}
                     .dump(2)
              << "\n";
}

void printResult(const ExtractionPlan& plan, const ExtractionResult& result, bool asJson)
{
    const double rate =
        result.seconds > 0.0 ? static_cast<double>(result.passesMade) / result.seconds : 0.0;
    const std::size_t failed = result.failures.size() + plan.impossible.size();
    if (asJson) {
        std::cout << nlohmann::ordered_json{{"units_made", result.unitsDone},
                                            {"units_complete_before", plan.complete},
                                            {"units_failed", failed},
                                            {"passes", result.passesMade},
                                            {"seconds", result.seconds},
                                            {"passes_per_second", rate}}
                         .dump(2)
                  << "\n";
        return;
    }
    std::cout << result.unitsDone << " units made, " << plan.complete << " were complete, "
              << failed << " failed; " << result.passesMade << " passes in " << result.seconds
              << " s (" << static_cast<long>(rate) << " passes/s).\n";
}

void warnOfRuntime(Verbosity verbosity)
{
    if (verbosity == Verbosity::Quiet) {
        return;
    }
    for (const std::string& warning : runtimeWarnings()) {
        std::cerr << "Warning: " << warning << "\n";
    }
}

} // namespace

int run(const ExtractCommand& command)
{
    warnOfRuntime(command.verbosity);
    StudyInputs inputs(command.study, readStudy(command.study));
    const ExtractionPlan plan = planExtraction(inputs, {.device = command.device,
                                                        .threads = command.threads,
                                                        .batchSize = command.batch,
                                                        .only = command.only});
    for (const UnitFailure& failure : plan.impossible) {
        std::cerr << inputs.unitName(failure.unit) << " cannot be made: " << failure.message
                  << "\n";
    }
    if (command.dryRun) {
        command.json ? printPlanJson(plan) : printPlan(plan, std::cout);
        return plan.impossible.empty() ? kOk : kSomeUnitsFailed;
    }
    if (command.verbosity != Verbosity::Quiet) {
        printPlan(plan, std::cerr);
    }

    const StopSignals signals;
    ProgressPrinter printer(inputs, command.verbosity);
    const ExtractionListener listener{
        .unitDone = [&](const UnitIndex& unit, const ValueTable&) { printer.unitDone(unit); },
        .unitFailed = [&](const UnitFailure& failure) { printer.unitFailed(failure); },
        .progress =
            [&](const ExtractionProgress& progress) {
                printer.show(progress);
                return signals.received() == 0;
            }};
    try {
        const ExtractionResult result = runExtraction(inputs, plan, listener);
        printer.finish();
        printResult(plan, result, command.json);
        return result.failures.empty() && plan.impossible.empty() ? kOk : kSomeUnitsFailed;
    } catch (const Cancelled&) {
        printer.finish();
        std::cerr << "Stopped; every finished unit is kept. Run the same command to go on.\n";
        return signals.exitCode();
    }
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commands.h"
#include "app/cli/output_option.h"
#include "app/cli/progress_printer.h"
#include "app/cli/remembered_trust.h"
#include "app/common/exit_code.h"
#include "app/common/stop_signals.h"
#include "core/base/error.h"
#include "core/extraction/extraction.h"
#include "core/extraction/trial_run.h"
#include "core/extraction/unit_model.h"
#include "core/models/modules/torch_runtime.h"
#include "core/setup/flat_background.h"
#include "core/study/study_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <iostream>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

namespace palimpsest {

namespace {

/// "Extract 264 units · 270336 passes · about 31 s · 12.1 MB of 70.2 GB free; 0 units are
/// complete."
std::string planText(const ExtractionPlan& plan, const RunEstimate& estimate)
{
    std::string text = "Extract " + std::to_string(plan.units.size()) + " units · " +
                       std::to_string(plan.passes) + " passes";
    if (estimate.passesPerSecond > 0.0) {
        text += " · " + roughDuration(static_cast<double>(plan.passes) / estimate.passesPerSecond);
    }
    text += " · " + roughSize(estimate.bytes);
    if (estimate.free) {
        text += " of " + roughSize(*estimate.free) + " free";
    }
    return text + "; " + std::to_string(plan.complete) + " units are complete.";
}

void printPlanJson(const ExtractionPlan& plan, const RunEstimate& estimate)
{
    std::cout << nlohmann::ordered_json{{"units_to_make", plan.units.size()},
                                        {"passes", plan.passes},
                                        {"units_complete", plan.complete},
                                        {"units_impossible", plan.impossible.size()},
                                        {"units_not_finite", plan.nonFinite.size()},
                                        {"passes_per_second", estimate.passesPerSecond},
                                        {"bytes", estimate.bytes},
                                        {"bytes_free", estimate.free
                                                           ? nlohmann::ordered_json(*estimate.free)
                                                           : nlohmann::ordered_json()},
                                        {"most_parts", estimate.mostParts}}
                     .dump(2)
              << "\n";
}

/// Asks before very many maskings of one sample. Without a terminal the answer must be there
/// before: throws BadInput.
bool isAgreedTo(const ExtractCommand& command, const RunEstimate& estimate)
{
    if (estimate.mostParts < kManyParts || command.yes) {
        return true;
    }
    const std::string many = estimate.mostPartsSample + " has " +
                             std::to_string(estimate.mostParts) + " parts, which makes " +
                             std::to_string(coalitionCount(estimate.mostParts)) +
                             " maskings for each checkpoint; every part less halves them. ";
    if (::isatty(STDIN_FILENO) == 0) {
        throw BadInput(many + "Run the same command with --yes if that is what you want.");
    }
    std::cerr << many << "Go on? [y/N] " << std::flush;
    std::string answer;
    std::getline(std::cin, answer);
    return answer == "y" || answer == "Y" || answer == "yes";
}

void printResult(const ExtractionPlan& plan, const ExtractionResult& result, bool asJson)
{
    const double rate =
        result.seconds > 0.0 ? static_cast<double>(result.passesMade) / result.seconds : 0.0;
    const std::size_t failed = result.failures.size() + plan.impossible.size();
    for (const std::string& warning : result.warnings) {
        std::cerr << "Warning: " << warning << "\n";
    }
    const std::size_t notFinite = result.nonFinite.size() + plan.nonFinite.size();
    if (asJson) {
        std::cout << nlohmann::ordered_json{{"units_made", result.unitsDone},
                                            {"units_complete_before", plan.complete},
                                            {"units_failed", failed},
                                            {"units_not_finite", notFinite},
                                            {"units_floored", result.floored},
                                            {"passes", result.passesMade},
                                            {"seconds", result.seconds},
                                            {"passes_per_second", rate},
                                            {"units_with_smaller_batches",
                                             result.smallerBatches.size()}}
                         .dump(2)
                  << "\n";
        return;
    }
    std::cout << result.unitsDone << " units made, " << plan.complete << " were complete, "
              << failed << " failed; " << result.passesMade << " passes in " << std::fixed
              << std::setprecision(1) << result.seconds << " s (" << static_cast<long>(rate)
              << " passes/s).\n";
    if (notFinite > 0) {
        std::cout << notFinite << " units have maskings without a number; they take part in no "
                  << "mean. `inspect` names them.\n";
    }
    if (result.floored > 0) {
        std::cout << result.floored
                  << " units have maskings with a probability of 0, which v takes "
                  << "as 1.2e-38.\n";
    }
    if (!result.smallerBatches.empty()) {
        std::cout << "Memory ran out; batches shrank to " << result.smallerBatches.back().batchSize
                  << " and those units were begun again.\n";
    }
}

/// Whether there is nothing to say of the units that are not to be made.
bool isSound(const ExtractionPlan& plan)
{
    return plan.impossible.empty() && plan.nonFinite.empty();
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

/// Says why units cannot be made, what many have in common once.
void printImpossible(const StudyInputs& inputs, const ExtractionPlan& plan)
{
    std::vector<std::pair<std::string, std::vector<std::string>>> problems; // and the units
    for (const UnitFailure& failure : plan.impossible) {
        auto known = std::ranges::find(problems, failure.message,
                                       &std::pair<std::string, std::vector<std::string>>::first);
        if (known == problems.end()) {
            known = problems.insert(problems.end(), {failure.message, {}});
        }
        known->second.push_back(inputs.unitName(failure.unit));
    }
    for (const auto& [message, units] : problems) {
        std::cerr << units.front();
        if (units.size() > 1) {
            std::cerr << " and " << units.size() - 1 << " more";
        }
        std::cerr << " cannot be made: " << message << "\n";
    }
}

/// Asks for the baseline where nobody has chosen it and pictures make the choice matter.
void requireBaseline(const ExtractCommand& command, const Study& study, const ExtractionPlan& plan)
{
    const auto question =
        plan.units.empty() ? std::nullopt : baselineQuestion(command.study, study);
    if (!question) {
        return;
    }
    std::string levels;
    for (const double level : question->ofBackground.colour) {
        levels += (levels.empty() ? "" : ",") + std::to_string(std::lround(level));
    }
    throw BadInput(describe(*question, study) + " Choose with `palimpsest-cli set " +
                   command.study.string() + " --baseline " + levels +
                   "` for the colour of the background, with `--baseline mean` to leave it as "
                   "it stands, or with another baseline.");
}

/// Says what each run answers with, where that is anything but logits.
void printOutputs(StudyInputs& inputs)
{
    const std::string usual = describe(OutputKind::Logits);
    for (std::size_t i = 0; i < inputs.study().lineages.size(); ++i) {
        const std::string outputs = outputsOfRun(inputs, i);
        if (!outputs.empty() && outputs != usual) {
            std::cerr << "Outputs of " << inputs.study().lineages[i].name << ": " << outputs
                      << ".\n";
        }
    }
}

/// Makes the units of `plan`; what is cancelled says so and passes on.
int makeUnits(const ExtractCommand& command, StudyInputs& inputs, const ExtractionPlan& plan,
              const StopSignals& signals)
{
    ProgressPrinter printer(inputs, command.verbosity);
    const ExtractionListener listener{
        .unitDone = [&](const UnitIndex& unit,
                        const ValueTable& table) { printer.unitDone(unit, table); },
        .unitFailed = [&](const UnitFailure& failure) { printer.unitFailed(failure); },
        .progress =
            [&](const ExtractionProgress& progress) {
                printer.show(progress);
                return signals.goOn();
            },
        .planChosen = [&](const PlanTrial& trial) { printer.planChosen(trial); }};
    try {
        const ExtractionResult result = runExtraction(inputs, plan, listener);
        printer.finish();
        printResult(plan, result, command.json);
        if (command.verbosity != Verbosity::Quiet) {
            printOutputs(inputs);
        }
        const bool isWhole = result.failures.empty() && result.nonFinite.empty();
        return isWhole && isSound(plan) ? kOk : kSomeUnitsFailed;
    } catch (const UndecidedOutputs& error) {
        printer.finish();
        throw withSetCommand(error, inputs);
    } catch (const Cancelled&) {
        printer.finish();
        std::cerr << "Stopped; every finished unit is kept. Run the same command to go on.\n";
        throw;
    }
}

/// What there is to run. Throws BadInput, saying how to answer, when a checkpoint of that leaves
/// its outputs open.
ExtractionPlan planOf(const ExtractCommand& command, StudyInputs& inputs,
                      const StopSignals& signals)
{
    try {
        return planExtraction(inputs,
                              {.device = command.device,
                               .threads = command.threads,
                               .batchSize = command.batch,
                               .only = command.only},
                              [&](std::size_t, std::size_t) { return signals.goOn(); });
    } catch (const UndecidedOutputs& error) {
        throw withSetCommand(error, inputs);
    }
}

int extract(const ExtractCommand& command, const StopSignals& signals)
{
    StudyInputs inputs(command.study, readStudy(command.study),
                       trustOfRun(command.trust, command.verbosity),
                       [&] { return signals.goOn(); });
    const ExtractionPlan plan = planOf(command, inputs, signals);
    printImpossible(inputs, plan);
    for (const UnitFailure& stored : plan.nonFinite) {
        std::cerr << inputs.unitName(stored.unit) << " has " << stored.message << ".\n";
    }
    for (const ModelProgram& program : untrustedPrograms(inputs, plan.units)) {
        requireTrusted(program, inputs.trust());
    }
    requireBaseline(command, inputs.study(), plan);
    const RunEstimate estimate = estimateRun(inputs, plan);
    if (const std::string problem = spaceProblem(estimate.bytes, estimate.free); !problem.empty()) {
        std::cerr << "Warning: " << problem << "\n";
    }
    if (command.dryRun) {
        if (command.json) {
            printPlanJson(plan, estimate);
        } else {
            std::cout << planText(plan, estimate) << "\n";
        }
        return isSound(plan) ? kOk : kSomeUnitsFailed;
    }
    if (command.verbosity != Verbosity::Quiet) {
        std::cerr << planText(plan, estimate) << "\n";
    }
    if (!isAgreedTo(command, estimate)) {
        std::cerr << "Nothing was run.\n";
        return kOk;
    }
    return makeUnits(command, inputs, plan, signals);
}

} // namespace

int run(const ExtractCommand& command)
{
    warnOfRuntime(command.verbosity);
    const StopSignals signals;
    try {
        return extract(command, signals);
    } catch (const Cancelled&) {
        return signals.exitCode();
    }
}

} // namespace palimpsest

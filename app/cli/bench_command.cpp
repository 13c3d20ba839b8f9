// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/model_commands.h"
#include "app/cli/network_options.h"
#include "app/cli/remembered_trust.h"
#include "app/common/exit_code.h"
#include "app/common/stop_signals.h"
#include "core/base/error.h"
#include "core/extraction/speed.h"
#include "core/models/modules/torch_runtime.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cstdio>
#include <iostream>
#include <unistd.h>

namespace palimpsest {

namespace {

using json = nlohmann::ordered_json;

json toJson(const ExecutionPlan& plan)
{
    return {{"device", plan.device},
            {"threads", plan.threads},
            {"batch_size", plan.batchSize},
            {"graph", graphName(plan.graph)},
            {"channels_last", plan.channelsLast}};
}

json ratio(double part, double whole)
{
    return whole > 0.0 ? json(part / whole) : json();
}

json toJson(const BenchCommand& command, const SpeedReport& report)
{
    json tried = json::array();
    for (const TriedPlan& plan : report.trial.tried) {
        json entry = toJson(plan.plan);
        entry["coalitions_per_second"] = plan.passesPerSecond;
        entry["largest_error"] = plan.error;
        entry["exact_enough"] = plan.exactEnough;
        tried.push_back(std::move(entry));
    }
    return {{"model", command.model.string()},
            {"torch", torchVersion()},
            {"n", command.parts},
            {"coalitions", report.coalitions},
            {"plan", toJson(report.trial.fastest)},
            {"coalitions_per_second",
             {{"extraction", report.extraction},
              {"raw_forward", report.rawForward},
              {"plain_batches", report.plainBatches},
              {"plain_singles", report.plainSingles}}},
            {"ratios",
             {{"extraction_to_raw_forward", ratio(report.extraction, report.rawForward)},
              {"extraction_to_plain_batches", ratio(report.extraction, report.plainBatches)},
              {"extraction_to_plain_singles", ratio(report.extraction, report.plainSingles)}}},
            {"seconds_once_a_unit",
             {{"open_model", report.openSeconds}, {"double_precision", report.exactSeconds}}},
            {"noise", report.noise
                          ? json{{"sigma", report.noise->sigma}, {"bound", report.noise->bound}}
                          : json()},
            {"plans_tried", std::move(tried)}};
}

void printSpeed(const char* what, double perSecond, double extraction)
{
    if (perSecond > 0.0) {
        std::array<char, 160> line{};
        std::snprintf(line.data(), line.size(), "  %-46s %10.1f /s   extraction is %.2f×\n", what,
                      perSecond, extraction / perSecond);
        std::cout << line.data();
    }
}

void printText(const SpeedReport& report)
{
    std::cout << "Plan: " << describe(report.trial.fastest) << " (the fastest of "
              << report.trial.tried.size() << ")\n"
              << report.coalitions << " coalitions:\n";
    printSpeed("extraction", report.extraction, report.extraction);
    printSpeed("bare forward pass of that plan", report.rawForward, report.extraction);
    printSpeed("module as saved, batches of 32", report.plainBatches, report.extraction);
    printSpeed("module as saved, one by one", report.plainSingles, report.extraction);
    std::cout << "Once a unit: " << report.openSeconds << " s to open the model, "
              << report.exactSeconds << " s for double precision.\n";
    if (report.noise) {
        std::cout << "Noise of v: σ = " << report.noise->sigma
                  << ", largest difference = " << report.noise->bound << ".\n";
    }
}

} // namespace

int run(const BenchCommand& command)
{
    if (command.verbosity != Verbosity::Quiet) {
        for (const std::string& warning : runtimeWarnings()) {
            std::cerr << "Warning: " << warning << "\n";
        }
    }
    const ModelInput sample =
        command.image ? tiledSample(readImage(*command.image, command.channels), command.parts)
                      : noiseSample(command.channels, command.size, command.parts);
    const NetworkFacts inStudy = factsInStudy(command.model);
    networkIn(command.model, command.modelTemplate, command.network, inStudy,
              command.verbosity != Verbosity::Quiet);
    const StopSignals signals;
    const bool showsProgress =
        command.verbosity != Verbosity::Quiet && ::isatty(STDERR_FILENO) == 1;
    try {
        const SpeedReport report = measureSpeed(
            {.modelTemplate = command.modelTemplate,
             .weights = command.model,
             .facts = completed(command.network, inStudy),
             .device = command.device.value_or(defaultDevice()),
             .threads = command.threads,
             .batchSize = command.batch,
             .programs = std::make_shared<ProgramHost>(trustOfRun(command.trust, command.verbosity),
                                                       [&] { return signals.goOn(); })},
            sample, [&](std::size_t done, std::size_t total) {
                if (showsProgress) {
                    std::cerr << "\r" << done << " of " << total << " coalitions " << std::flush;
                }
                return signals.received() == 0;
            });
        if (showsProgress) {
            std::cerr << "\r\033[K";
        }
        if (command.json) {
            std::cout << toJson(command, report).dump(2, ' ', false, json::error_handler_t::replace)
                      << "\n";
        } else {
            printText(report);
        }
        return kOk;
    } catch (const Cancelled&) {
        return signals.exitCode();
    }
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/model_commands.h"
#include "app/cli/picture_options.h"
#include "app/cli/stage_printer.h"
#include "app/exit_code.h"
#include "app/stop_signals.h"
#include "core/base/error.h"
#include "core/models/feature_cache.h"
#include "core/models/probe_file.h"
#include "core/models/torch_runtime.h"

#include <nlohmann/json.hpp>

#include <array>
#include <chrono>
#include <cstdio>
#include <iomanip>
#include <iostream>

namespace palimpsest {

namespace {

using json = nlohmann::ordered_json;
using Clock = std::chrono::steady_clock;

ProbeRequest requestOf(const ProbeCommand& command)
{
    const ClassOrder order = command.naturalOrder ? ClassOrder::Natural : ClassOrder::ByText;
    ProbeRequest request{.backbone = readBackbone(command.model)};
    requireProbeFile(command.out, request.backbone);
    request.preprocessing =
        chosenPreprocessing(command.pictures, command.model, pictureNetwork(request.backbone));
    const PictureList train = listPictures(command.train, order, command.columns);
    request.pictures = trainingPictures(
        train, command.test ? std::optional(listPictures(*command.test, order, command.columns))
                            : std::nullopt);
    if (!command.naturalOrder && ordersDiffer(request.pictures.classes)) {
        request.pictures.warnings.push_back(
            "Classes are numbered by text, \"10\" before \"2\", as torchvision does. Say "
            "--natural-order if the models you compare were trained otherwise.");
    }
    request.plan.device = command.device.value_or(defaultDevice());
    request.plan.threads = command.threads.value_or(defaultThreads());
    request.plan.batchSize = command.batch.value_or(request.plan.batchSize);
    if (command.c) {
        request.options.grid = {*command.c};
    }
    request.options.validationShare = command.validation;
    request.options.seed = command.seed;
    request.cache = command.noCache ? std::filesystem::path() : featureCacheFolder();
    return request;
}

void printFitness(const char* what, const std::optional<Fitness>& fitness, std::size_t pictures)
{
    if (fitness) {
        std::array<char, 160> line{};
        std::snprintf(line.data(), line.size(),
                      "  %-12s %5zu pictures  %5.1f %% right  %.3f nats\n", what, pictures,
                      100.0 * fitness->accuracy, fitness->crossEntropy);
        std::cout << line.data();
    }
}

void printText(const ProbeCommand& command, const ProbeRequest& request, const Probe& probe,
               double seconds)
{
    std::cout << "Linear probe on the " << probe.architecture.head.features << " features of "
              << probe.architecture.name << ", " << probe.classes.size()
              << " classes, C = " << probe.fit.c << "\n"
              << "Pictures: " << describe(request.preprocessing) << "\n";
    printFitness("training", probe.fit.train, pictureCount(probe.trainCounts));
    printFitness("validation", probe.fit.validation, pictureCount(probe.fit.validationCounts));
    printFitness("test", probe.fit.test, pictureCount(probe.testCounts));
    std::cout << "Written to " << command.out.string() << " in " << std::fixed
              << std::setprecision(1) << seconds << " s.\n";
}

} // namespace

int run(const ProbeCommand& command)
{
    const auto start = Clock::now();
    const StopSignals signals;
    try {
        const ProbeRequest request = requestOf(command);
        const Probe probe = [&] {
            StagePrinter printer(signals, command.verbosity);
            return makeProbe(request, {.features = printer.stage("features", "Features of picture"),
                                       .fit = printer.stage("fit", "Fitting: value of C")});
        }();
        for (const std::string& warning : probe.warnings) {
            std::cerr << "Warning: " << warning << "\n";
        }
        writeProbe(command.out, probe, request);
        const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
        if (command.json) {
            json report = toJson(probe, request);
            report["out"] = command.out.string();
            report["seconds"] = seconds;
            std::cout << report.dump(2, ' ', false, json::error_handler_t::replace) << "\n";
        } else {
            printText(command, request, probe, seconds);
        }
        return kOk;
    } catch (const Cancelled&) {
        return signals.exitCode();
    }
}

} // namespace palimpsest

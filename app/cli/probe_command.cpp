// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/model_commands.h"
#include "app/cli/network_options.h"
#include "app/cli/picture_options.h"
#include "app/cli/remembered_trust.h"
#include "app/cli/stage_printer.h"
#include "app/common/exit_code.h"
#include "app/common/stop_signals.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/models/feature_cache.h"
#include "core/models/modules/torch_runtime.h"
#include "core/models/probe_file.h"
#include "core/models/programs/program_host.h"
#include "core/models/readers/checkpoint_file.h"
#include "core/setup/preprocessing_source.h"
#include "core/setup/study_probe.h"
#include "core/study/study_file.h"

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

/// The network, in its program where the user names one or it is one.
Backbone backboneOf(const ProbeCommand& command, const ProgramHost::GoesOn& goesOn)
{
    const bool isProgram = containerOf(command.model) == Container::TorchScript;
    if (command.modelTemplate.empty() && !isProgram) {
        return readBackbone(command.model);
    }
    const std::filesystem::path& program = isProgram ? command.model : command.modelTemplate;
    const Trust trust = trustOfRun(command.trust, command.verbosity);
    requireTrusted(program, trust);
    return readBackbone(command.model, program, std::make_shared<ProgramHost>(trust, goesOn));
}

ProbeRequest requestOf(const ProbeCommand& command, const ProgramHost::GoesOn& goesOn)
{
    const ClassOrder order = command.naturalOrder ? ClassOrder::Natural : ClassOrder::ByText;
    ProbeRequest request{.backbone = backboneOf(command, goesOn)};
    request.backbone.told = completed(command.network, request.backbone.told);
    requireProbeFile(command.out, request.backbone);
    const Architecture architecture = pictureNetwork(request.backbone);
    const bool isKnown = request.backbone.program.empty();
    requireUsed(command.network, isKnown ? architecture.facts : NetworkFacts(),
                isKnown ? architecture.name : "TorchScript");
    requireAnswers(architecture);
    const PictureOptions& pictures = command.pictures;
    if (!isKnown && !pictures.preset && !pictures.size && !pictures.resize &&
        !preprocessingOfProbe(command.model)) {
        throw BadInput("What pictures the network of " + quoted(request.backbone.program) +
                       " takes stands in no file. Give --preset (a study, a file, \"exact\" with "
                       "--size …), or --size with --mean and --std.");
    }
    request.preprocessing = chosenPreprocessing(
        command.pictures, command.model, isKnown ? std::optional(architecture) : std::nullopt);
    const PictureList train = listPictures(command.train, order, command.columns);
    request.pictures = trainingPictures(
        train, command.test ? std::optional(listPictures(*command.test, order, command.columns))
                            : std::nullopt);
    const auto study =
        command.pictures.preset ? studyFolder(*command.pictures.preset) : std::nullopt;
    if (study) { // which the probe is to join
        const Study of = readStudy(*study);
        request.pictures = inClasses(std::move(request.pictures), of.classes, of.labels);
    } else if (train.hasOtherOrder && !command.naturalOrder) {
        request.pictures.warnings.emplace_back(
            "Classes are numbered by text, \"10\" before \"2\", as torchvision does. Say "
            "--natural-order if the models you compare were trained otherwise.");
    }
    warnOfOtherPreprocessing(request.pictures, request.backbone, request.preprocessing);
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
    std::cout << "Linear probe on the " << probe.architecture.head.features
              << " features that enter " << layerName(probe.architecture.head) << " of "
              << probe.architecture.name << ", " << probe.classes.size()
              << " classes, C = " << probe.fit.c << "\n"
              << "Pictures: " << describe(request.preprocessing) << "\n";
    if (command.verbosity != Verbosity::Quiet) {
        printRemarks(probe.architecture);
    }
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
        const ProbeRequest request = requestOf(command, [&] { return signals.goOn(); });
        const Probe probe = [&] {
            StagePrinter printer(signals, command.verbosity);
            return makeProbe(request, {.features = printer.stage("features", "Features of picture"),
                                       .fit = printer.stage("fit", "Fitting: value of C")});
        }();
        for (const std::string& warning : probe.warnings) {
            std::cerr << "Warning: " << warning << "\n";
        }
        signals.endInOrder(); // a probe is of several files
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

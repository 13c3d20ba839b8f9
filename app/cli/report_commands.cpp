// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/report_commands.h"

#include "app/cli/output_option.h"
#include "app/cli/stage_printer.h"
#include "app/common/exit_code.h"
#include "app/common/stop_signals.h"
#include "core/analysis/analysis.h"
#include "core/analysis/analysis_export.h"
#include "core/analysis/analysis_json.h"
#include "core/analysis/comparison_names.h"
#include "core/analysis/study_export.h"
#include "core/base/error.h"
#include "core/base/folders.h"
#include "core/study/own_files.h"
#include "core/study/study_file.h"
#include "core/study/study_names.h"

#include <array>
#include <cstdio>
#include <iostream>
#include <map>
#include <numeric>

namespace palimpsest {

namespace {

template<typename... Values>
std::string formatted(const char* format, Values... values)
{
    std::array<char, 256> text{};
    std::snprintf(text.data(), text.size(), format, values...);
    return text.data();
}

std::string fixed(const std::optional<double>& value)
{
    return value ? formatted("%.3f", *value) : "–";
}

/// "0.312 [0.20, 0.31]": a value and the band of its null.
std::string withNull(const std::optional<double>& value, const std::optional<Band>& band)
{
    return fixed(value) + (band ? formatted(" [%.2f, %.2f]", band->low, band->high) : "");
}

double sum(const std::vector<double>& values)
{
    return std::accumulate(values.begin(), values.end(), 0.0);
}

/// Pads to `width` characters, counting UTF-8 sequences as one.
std::string padded(const std::string& text, std::size_t width)
{
    std::size_t length = 0;
    for (const char c : text) {
        length += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
    }
    return text + std::string(width > length ? width - length : 1, ' ');
}

void printRow(const std::vector<std::string>& cells)
{
    constexpr std::array<std::size_t, 11> kWidths = {7, 12, 10, 9, 8, 21, 14, 21, 21, 21, 16};
    for (std::size_t i = 0; i < cells.size(); ++i) {
        std::cout << padded(cells[i], kWidths[i]);
    }
    std::cout << "\n";
}

/// "AND", or how v was split and how far that came.
std::string interactionsText(const Analysis& analysis)
{
    if (!analysis.split) {
        return "AND";
    }
    return formatted("AND and OR, models split %s, κ = %g (relative gap at most %.2g, "
                     "at most %zu steps)",
                     analysis.interactions.joint ? "together" : "each for itself",
                     analysis.interactions.kappa, analysis.split->gap, analysis.split->steps);
}

/// Salient patterns of a model over all samples: "435", or "210+36" of AND and OR.
std::string salientText(const ModelReport* model, const Analysis& analysis)
{
    if (model == nullptr || model->salient.empty()) {
        return "–";
    }
    SalientCounts sum;
    for (const SalientCounts& counts : model->salient) {
        sum.add(counts);
    }
    return std::to_string(sum.andCount) + (analysis.split ? "+" + std::to_string(sum.orCount) : "");
}

/// What the compared models answer with: "logits", or by model where they differ.
std::string outputsText(const Analysis& analysis)
{
    std::map<std::string, std::string> models; // by outputs
    for (const auto& [index, model] : analysis.models) {
        std::string& of = models[model.outputs ? describe(*model.outputs) : "as stored"];
        of += (of.empty() ? "" : ", ") + model.name;
    }
    if (models.size() == 1) {
        return models.begin()->first;
    }
    std::string text;
    for (const auto& [outputs, of] : models) {
        text += (text.empty() ? "" : "; ") + outputs + " of " + of;
    }
    return text;
}

void printTable(const Study& study, const Analysis& analysis)
{
    std::cout << study.name << ": reference " << checkpointName(study, analysis.reference)
              << ", target " << study.lineages[analysis.target].name << ", scratch "
              << (analysis.scratch ? study.lineages[*analysis.scratch].name : "none") << ", "
              << samplesName(analysis) << ", τ = " << analysis.salience.tau << ", baseline "
              << describeBaseline(study) << "\n"
              << "Outputs: " << outputsText(analysis) << "\n"
              << "Interactions: " << interactionsText(analysis) << "\n"
              << "In brackets: the 95 % band when the second model's parts are permuted ("
              << analysis.nulls.draws << " draws, seed " << analysis.nulls.seed << ").\n\n";
    printRow({countName(study.lineages[analysis.target]), "salient", "preserved", "discarded",
              "new", "preservation rate", "completeness", "scratch ratio", "likeness",
              "likeness scratch", "accuracy"});
    for (const EpochKnowledge& epoch : analysis.curve) {
        const KnowledgeFigures& figures = epoch.pooled;
        const auto& [values, nulls] = std::tie(figures.values, figures.nulls);
        const auto accuracy = [&](std::optional<std::size_t> lineage) {
            const ModelReport* model =
                lineage ? analysis.model(study, *lineage, epoch.epoch) : nullptr;
            return fixed(model ? model->accuracy : std::nullopt);
        };
        const auto amount = [&](const std::vector<double>& byOrder) {
            return epoch.usable ? fixed(sum(byOrder)) : "–";
        };
        printRow({std::to_string(epoch.epoch),
                  salientText(analysis.model(study, analysis.target, epoch.epoch), analysis),
                  amount(figures.byOrder.preserved), amount(figures.byOrder.discarded),
                  amount(figures.byOrder.gained),
                  withNull(values.preservationRate, nulls.preservationRate),
                  fixed(figures.completeness),
                  withNull(values.scratchStrength, nulls.scratchStrength),
                  withNull(values.targetToOwnLast, nulls.targetToOwnLast),
                  withNull(values.scratchToOwnLast, nulls.scratchToOwnLast),
                  accuracy(analysis.target) + " / " + accuracy(analysis.scratch)});
    }
}

void printWarnings(const Analysis& analysis, Verbosity verbosity)
{
    if (verbosity == Verbosity::Quiet) {
        return;
    }
    for (const std::string& warning : analysis.warnings) {
        std::cerr << "Warning: " << warning << "\n";
    }
}

StudyValues valuesOf(StudyInputs& inputs, StagePrinter& printer)
{
    requireKnownOutputs(inputs);
    return loadValues(inputs, printer.stage("values", "Reading values: unit"));
}

/// Both stages of an analysis.
struct Analysed
{
    ComparedModels compared;
    Analysis analysis;
};

/// Makes them, with their progress. Throws Cancelled upon Ctrl+C.
Analysed analysed(const Study& study, const StudyValues& values, const AnalyseCommand& command,
                  StagePrinter& printer)
{
    const bool isAnd = study.settings.interactions.kind == InteractionKind::And;
    ComparedModels compared = compareModels(
        study, values,
        {.reference = command.reference, .target = command.target, .scratch = command.scratch},
        printer.stage("interactions",
                      isAnd ? "Taking interactions: sample" : "Splitting into AND and OR: sample"));
    Analysis analysis = analyse(
        study, compared,
        {.tau = command.tau.value_or(study.settings.tau), .scope = study.settings.thresholdScope},
        {.draws = command.nullDraws.value_or(study.settings.nulls.draws),
         .seed = command.nullSeed.value_or(study.settings.nulls.seed)},
        printer.stage("knowledge", "Drawing nulls: step"));
    return {std::move(compared), std::move(analysis)};
}

/// The study's settings with what the command says instead.
InteractionSettings interactionsOf(const Study& study, const AnalyseCommand& command)
{
    InteractionSettings settings = study.settings.interactions;
    if (command.interactions) {
        settings.kind =
            *command.interactions == "and" ? InteractionKind::And : InteractionKind::AndOr;
    }
    settings.kappa = command.kappa.value_or(settings.kappa);
    settings.joint = settings.joint && !command.separate;
    if (settings.kind == InteractionKind::And && (command.kappa || command.separate)) {
        throw BadInput("--kappa and --separate say how v is split into AND and OR. Add "
                       "--interactions and-or.");
    }
    return settings;
}

int stopped(const StopSignals& signals)
{
    std::cerr << "Stopped.\n";
    return signals.exitCode();
}

int exportCurves(StudyInputs& inputs, const ExportCommand& command)
{
    const StopSignals signals;
    requireNoOwnFile(*command.csv);
    requireOutputFolder(*command.csv); // not only when all is computed
    std::error_code status;
    const bool isNew = !std::filesystem::exists(*command.csv, status);
    try {
        StagePrinter printer(signals, command.verbosity);
        const StudyValues values = valuesOf(inputs, printer);
        const AnalyseCommand as{
            .reference = command.reference, .target = command.target, .scratch = command.scratch};
        const auto [compared, analysis] = analysed(inputs.study(), values, as, printer);
        exportCsv(inputs.study(), values, compared, analysis, *command.csv);
        std::cout << command.csv->string() << (isNew ? ", a new folder" : "")
                  << ": curve.csv, orders.csv, signed.csv, parts.csv, indices.csv, "
                  << "pairs.csv, patterns.csv, patterns.json, comparison.json\n";
        printWarnings(analysis, command.verbosity);
        return kOk;
    } catch (const Cancelled&) {
        return stopped(signals);
    }
}

} // namespace

int run(const AnalyseCommand& command)
{
    Study study = readStudy(command.study);
    study.settings.interactions = interactionsOf(study, command);
    StudyInputs inputs(command.study, std::move(study));
    const StopSignals signals;
    try {
        StagePrinter printer(signals, command.verbosity);
        const StudyValues values = valuesOf(inputs, printer);
        const Analysis analysis = analysed(inputs.study(), values, command, printer).analysis;
        if (command.json) {
            std::cout << analysisJson(inputs.study(), analysis) << "\n";
        } else {
            printTable(inputs.study(), analysis);
        }
        printWarnings(analysis, command.verbosity);
        return kOk;
    } catch (const Cancelled&) {
        return stopped(signals);
    }
}

int run(const ExportCommand& command)
{
    if (!command.hdf5 && !command.csv) {
        throw BadInput("There is nothing to export. Name an HDF5 file, or a folder with --csv.");
    }
    if (!command.csv && (command.reference || command.target || command.scratch)) {
        throw BadInput("--reference, --target and --scratch say what the tables compare. Add "
                       "--csv and a folder for these.");
    }
    StudyInputs inputs(command.study, readStudy(command.study));
    if (command.hdf5) {
        const ExportedStudy exported = exportStudy(inputs, *command.hdf5);
        for (const std::string& warning : exported.warnings) {
            std::cerr << "Warning: " << warning << "\n";
        }
        std::cout << command.hdf5->string() << ": " << exported.units << " units\n";
    }
    return command.csv ? exportCurves(inputs, command) : kOk;
}

} // namespace palimpsest

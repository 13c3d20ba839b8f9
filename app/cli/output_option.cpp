// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/output_option.h"

#include "core/base/listed_names.h"
#include "core/study/study_names.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <map>

namespace palimpsest {

namespace {

/// As in files, but with hyphens.
std::string optionName(OutputKind kind)
{
    std::string name = outputKindName(kind);
    std::ranges::replace(name, '_', '-');
    return name;
}

} // namespace

void addOutputOption(CLI::App& app, std::optional<OutputKind>& outputs,
                     const std::string& description)
{
    std::map<std::string, OutputKind> kinds;
    std::vector<std::string> names;
    for (const OutputKind kind : kOutputKinds) {
        kinds[optionName(kind)] = kind;
        names.push_back(optionName(kind));
    }
    app.add_option_function<std::string>(
           "--outputs", [&outputs, kinds](const std::string& text) { outputs = kinds.at(text); },
           description)
        ->check(CLI::IsMember(names));
}

std::string outputOptions(const OutputDecision& open, const std::string& command)
{
    std::string options;
    for (const OutputKind kind : open.candidates) {
        options +=
            (options.empty() ? "" : " or ") +
            ("`" + (command.empty() ? "" : command + " ") + "--outputs " + optionName(kind)) + "`";
    }
    return options;
}

BadInput withOutputOption(const UndecidedOutputs& error)
{
    return BadInput(std::string(error.what()) + " Add " + outputOptions(error.decision()) + ".");
}

BadInput withSetCommand(const UndecidedOutputs& error, const StudyInputs& inputs)
{
    const std::size_t run = findCheckpoint(inputs.study(), error.who()).lineage;
    return BadInput(
        std::string(error.what()) + " Run " +
        outputOptions(error.decision(), "palimpsest-cli set " + inputs.folder().string() +
                                            " --checkpoints " + inputs.study().lineages[run].name) +
        ".");
}

void requireKnownOutputs(StudyInputs& inputs)
{
    for (const CheckpointIndex& checkpoint : allCheckpoints(inputs.study())) {
        try {
            inputs.outputs(checkpoint);
        } catch (const UndecidedOutputs& error) {
            throw withSetCommand(error, inputs);
        }
    }
}

void requireShown(StudyInputs& inputs, const std::vector<CheckpointIndex>& checkpoints,
                  OutputKind said)
{
    for (const CheckpointIndex& index : checkpoints) {
        decidedOutputs(checkpointName(inputs.study(), index), inputs.storedOutputs(index), said);
    }
}

void printLooks(StudyInputs& inputs, OutputKind said)
{
    const Study& study = inputs.study();
    for (const CheckpointIndex& index : allCheckpoints(study)) {
        if (study.lineages[index.lineage].checkpoints[index.checkpoint].outputs == said) {
            const std::string looks = looksOtherwise(inputs.storedOutputs(index), said);
            std::cerr << (looks.empty()
                              ? std::string()
                              : "Warning: " + checkpointName(study, index) + ": " + looks + ".\n");
        }
    }
}

std::string otherOutputs(StudyInputs& inputs, OutputKind said)
{
    std::vector<std::string> others;
    for (const CheckpointIndex& index : allCheckpoints(inputs.study())) {
        const std::string& run = inputs.study().lineages[index.lineage].name;
        const auto known = inputs.knownOutputs(index);
        if (known && *known != said && (others.empty() || others.back() != run)) {
            others.push_back(run);
        }
    }
    return others.empty()
               ? std::string()
               : "the outputs of " + listedNames(others) + " are known to be others and stay.";
}

std::string outputsOfRun(StudyInputs& inputs, std::size_t lineage)
{
    const auto& checkpoints = inputs.study().lineages[lineage].checkpoints;
    std::map<std::string, std::vector<std::string>> epochs; // by outputs
    for (std::size_t i = 0; i < checkpoints.size(); ++i) {
        std::string outputs;
        try {
            const auto known = inputs.knownOutputs({lineage, i}); // kept for other values, too
            outputs = known ? describe(*known, checkpoints[i].isSingleOutput) : "not known yet";
        } catch (const UndecidedOutputs&) {
            outputs = "left open; say them with --outputs";
        }
        epochs[outputs].push_back(std::to_string(checkpoints[i].epoch));
    }
    if (epochs.size() == 1) {
        return epochs.begin()->first;
    }
    std::string text;
    for (const auto& [outputs, of] : epochs) {
        text += (text.empty() ? "" : "; ") + outputs +
                (of.size() == 1 ? " at epoch " : " at epochs ") + joined(of);
    }
    return text;
}

} // namespace palimpsest

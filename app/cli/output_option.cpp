// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/output_option.h"

#include "core/base/listed_names.h"
#include "core/study/study_names.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace palimpsest {

namespace {

/// As in files, but with hyphens.
std::string optionName(OutputKind kind)
{
    std::string name = outputKindName(kind);
    std::ranges::replace(name, '_', '-');
    return name;
}

std::optional<OutputKind> toldOutputs(const Study& study, CheckpointIndex index)
{
    return study.lineages[index.lineage].checkpoints[index.checkpoint].outputs;
}

/// Checkpoints by their names, and runs by theirs where all of theirs are among them.
std::vector<std::string> runsOf(const Study& study, const std::set<CheckpointIndex>& checkpoints)
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < study.lineages.size(); ++i) {
        std::vector<std::string> ofRun;
        for (std::size_t j = 0; j < study.lineages[i].checkpoints.size(); ++j) {
            if (checkpoints.contains({i, j})) {
                ofRun.push_back(checkpointName(study, {i, j}));
            }
        }
        if (!ofRun.empty() && ofRun.size() == study.lineages[i].checkpoints.size()) {
            ofRun = {study.lineages[i].name};
        }
        names.insert(names.end(), ofRun.begin(), ofRun.end());
    }
    return names;
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

std::vector<std::string> outputWarnings(StudyInputs& inputs)
{
    const Study& study = inputs.study();
    std::vector<std::string> warnings;
    std::map<std::string, std::set<CheckpointIndex>> looks; // in which checkpoints look how
    std::size_t asked = study.lineages.size();              // the run that was asked about last
    for (const CheckpointIndex& index : allCheckpoints(study)) {
        try {
            inputs.outputs(index);
        } catch (const UndecidedOutputs& error) {
            if (asked != index.lineage) {
                warnings.emplace_back(withSetCommand(error, inputs).what());
            }
            asked = index.lineage;
        }
        if (const auto said = toldOutputs(study, index)) {
            looks[looksOtherwise(inputs.storedOutputs(index), *said)].insert(index);
        }
    }
    looks.erase(std::string());
    for (const auto& [text, checkpoints] : looks) {
        warnings.push_back(joined(runsOf(study, checkpoints)) + ": " + text + ".");
    }
    return warnings;
}

std::string outputsTaken(const Study& before, StudyInputs& inputs, OutputKind said)
{
    const Study& study = inputs.study();
    std::set<CheckpointIndex> taken;
    std::set<CheckpointIndex> left;
    std::set<std::string> kinds;
    for (const CheckpointIndex& index : allCheckpoints(study)) {
        const auto known = inputs.knownOutputs(index);
        if (known == said && toldOutputs(before, index) != toldOutputs(study, index)) {
            taken.insert(index);
        } else if (known && *known != said) {
            left.insert(index);
            kinds.insert(describe(*known));
        }
    }
    const std::string text =
        taken.empty() ? "--outputs is taken of no checkpoint, as none leaves its outputs open"
                      : "--outputs is taken of " + listedNames(runsOf(study, taken));
    return left.empty()
               ? text + "."
               : text + "; the outputs of " + listedNames(runsOf(study, left)) +
                     " are known to be others and stay: " + joined({kinds.begin(), kinds.end()}) +
                     ". `palimpsest-cli set " + inputs.folder().string() +
                     " --checkpoints RUN --outputs …` says otherwise.";
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

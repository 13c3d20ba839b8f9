// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/baseline_option.h"
#include "app/cli/commands.h"
#include "app/cli/output_option.h"
#include "app/cli/picture_options.h"
#include "app/cli/study_editing.h"
#include "app/common/exit_code.h"
#include "app/common/stop_signals.h"
#include "core/base/error.h"
#include "core/base/listed_names.h"
#include "core/samples/picture_view.h"
#include "core/setup/network_demands.h"
#include "core/setup/new_preprocessing.h"
#include "core/setup/picture_evidence.h"
#include "core/setup/sample_setup.h"
#include "core/study/accuracy_sets.h"
#include "core/study/sample_parts.h"
#include "core/study/study_differences.h"
#include "core/study/study_file.h"
#include "core/study/study_names.h"
#include "core/units/probe_differences.h"
#include "core/units/study_inputs.h"
#include "core/units/unit_check.h"

#include <algorithm>
#include <cmath>
#include <iostream>
#include <map>
#include <utility>

namespace palimpsest {

namespace {

Target targetFrom(const std::string& text, const std::vector<std::string>& classes)
{
    if (text == "label" || text == "predicted") {
        return {.kind = text == "label" ? TargetKind::Label : TargetKind::Predicted};
    }
    const auto found = std::ranges::find(classes, text);
    if (found == classes.end()) {
        throw BadInput("The study has no class \"" + text + "\". Use label, predicted, " +
                       joined(classes) + ".");
    }
    return {.kind = TargetKind::Class, .index = static_cast<int>(found - classes.begin())};
}

/// The study with what the command says.
Study changed(const SetCommand& command, Study study)
{
    if (command.maximumLength) {
        study = cutAt(std::move(study), *command.maximumLength);
    }
    if (command.pictures != PictureOptions()) {
        if (!sampleSetup(study).takesPreprocessing()) {
            throw BadInput("The samples of this study are sentences, which no picture options "
                           "prepare.");
        }
        const Preprocessing next = command.pictures.preset
                                       ? chosenPreprocessing(command.pictures, {}, std::nullopt)
                                       : changedBy(command.pictures, study.preprocessing);
        study = preparedAnew(std::move(study), next);
    }
    StudySettings& settings = study.settings;
    if (command.baseline) {
        settings.asksBaseline = false;
        switch (kindOf(study)) {
        case SampleKind::Picture:
            settings.baseline = baselineFrom(*command.baseline, study.preprocessing);
            break;
        case SampleKind::Sentence:
            settings.textBaseline = textBaselineFrom(*command.baseline);
            break;
        }
    }
    settings.background = command.background.value_or(settings.background);
    settings.valueKind = command.value.value_or(settings.valueKind);
    if (command.target) {
        settings.target = targetFrom(*command.target, study.classes);
    }
    settings.interactions.kind = command.interactions.value_or(settings.interactions.kind);
    settings.interactions.kappa = command.kappa.value_or(settings.interactions.kappa);
    settings.interactions.joint = command.joint.value_or(settings.interactions.joint);
    settings.tau = command.tau.value_or(settings.tau);
    settings.thresholdScope = command.scope.value_or(settings.thresholdScope);
    settings.nulls.draws = command.nullDraws.value_or(settings.nulls.draws);
    settings.nulls.seed = command.nullSeed.value_or(settings.nulls.seed);
    requireMaskable(settings);
    const auto channels = static_cast<std::size_t>(study.preprocessing.channels());
    if (settings.baseline.kind == BaselineKind::Colour &&
        settings.baseline.colour.size() != channels) {
        throw BadInput("The baseline is a colour of " +
                       std::to_string(settings.baseline.colour.size()) +
                       " channels, and pictures would have " + std::to_string(channels) +
                       ". Say --baseline too.");
    }
    return study;
}

/// Checkpoints that --outputs is said of: those that --checkpoints names, one or all of a run, or
/// all that do not tell theirs. Throws UndecidedOutputs or BadInput where the stored values cannot
/// be what was said.
std::vector<CheckpointIndex> spokenOf(const SetCommand& command, const Study& study)
{
    std::vector<CheckpointIndex> checkpoints = allCheckpoints(study);
    if (command.checkpoints) {
        const CheckpointIndex named = findCheckpoint(study, *command.checkpoints);
        const bool isRun = command.checkpoints->find('/') == std::string::npos;
        std::erase_if(checkpoints, [&](const CheckpointIndex& index) {
            return isRun ? index.lineage != named.lineage : index != named;
        });
        StudyInputs inputs(command.study, study);
        requireShown(inputs, checkpoints, *command.outputs);
        return checkpoints;
    }
    StudyInputs inputs(command.study, study);
    std::erase_if(checkpoints, [&](const CheckpointIndex& index) {
        try {
            return inputs.knownOutputs(index).has_value();
        } catch (const UndecidedOutputs& open) {
            decidedOutputs(open.who(), open.decision(), command.outputs);
            return false;
        }
    });
    return checkpoints;
}

/// `study` as the command wants it.
Study changedStudy(const SetCommand& command, Study study)
{
    if (command.checkpoints && !command.outputs) {
        throw BadInput("--checkpoints says of which checkpoints --outputs is said. Add that.");
    }
    study = changed(command, std::move(study));
    for (const auto& [run, role] : command.roles) {
        study = withRole(std::move(study), run, role);
    }
    if (command.outputs) {
        for (const CheckpointIndex& index : spokenOf(command, study)) {
            study = withOutputs(std::move(study), index, *command.outputs);
        }
    }
    return study;
}

/// `after` with the outputs that stored values show, which are kept with what is edited anyway.
/// Throws BadInput when the value that is wanted cannot be made of them.
Study withStoredOutputs(const std::filesystem::path& folder, Study after)
{
    StudyInputs inputs(folder, after);
    for (const CheckpointIndex& index : allCheckpoints(after)) {
        try {
            inputs.valueFunction(index);
            if (const auto outputs = inputs.outputs(index)) {
                after = withOutputs(std::move(after), index, *outputs);
            }
        } catch (const UndecidedOutputs&) {
            continue; // whoever needs it asks
        }
    }
    return after;
}

/// Prints the settings, those that differ with what they were.
void printSettings(const std::filesystem::path& folder, const Study& before, const Study& after)
{
    if (sampleSetup(after).takesPreprocessing()) {
        const std::string old = describe(before.preprocessing);
        const std::string now = describe(after.preprocessing);
        std::cout << "pictures      " << (old == now ? "" : old + " → ") << now << "\n";
    }
    if (after.tokenisation && before.tokenisation) {
        const std::size_t old = before.tokenisation->options.maximumLength;
        const std::size_t now = after.tokenisation->options.maximumLength;
        std::cout << "sentences     up to " << (old == now ? "" : std::to_string(old) + " → ")
                  << now << " tokens\n";
    }
    const auto old = describedSettings(before);
    const auto now = describedSettings(after);
    for (std::size_t i = 0; i < now.size(); ++i) {
        const bool isNew = old[i] != now[i];
        std::cout << now[i].first << std::string(14 - now[i].first.size(), ' ')
                  << (isNew ? old[i].second + " → " : "") << now[i].second << "\n";
    }
    StudyInputs inputs(folder, after);
    for (std::size_t i = 0; i < after.lineages.size(); ++i) {
        const Lineage& run = after.lineages[i];
        const Role old = i < before.lineages.size() ? before.lineages[i].role : run.role;
        std::cout << "role          " << run.name << ": "
                  << (old == run.role ? "" : roleName(old) + " → ") << roleName(run.role) << "\n";
        if (const std::string outputs = outputsOfRun(inputs, i); !outputs.empty()) {
            std::cout << "outputs       " << run.name << ": " << outputs << "\n";
        }
    }
}

/// How many units a study has of each state.
std::map<UnitState, std::size_t> unitStates(const std::filesystem::path& folder, const Study& study)
{
    StudyInputs inputs(folder, study);
    std::map<UnitState, std::size_t> states;
    for (const UnitIndex& unit : allUnits(study)) {
        try {
            ++states[checkUnit(inputs, unit).state];
        } catch (const Error&) {
            continue; // there can be no values of it
        }
    }
    return states;
}

/// That the command makes pictures in colour grey, a sentence; empty where it does not.
std::string noteOnGrey(const SetCommand& command, const Study& after)
{
    const bool isSaid = command.pictures.preset || !command.pictures.mean.empty();
    return isSaid && !after.samples.empty()
               ? madeGrey(evidenceOf(command.study, after), after.preprocessing)
               : std::string();
}

/// That a colour looks as if it were told in shares of white, a sentence; empty where it does not.
std::string noteOnShares(const SetCommand& command, const Study& after)
{
    const std::vector<double>& colour = after.settings.baseline.colour;
    if (!command.baseline || colour.empty() || *std::ranges::max_element(colour) <= 0.0 ||
        *std::ranges::max_element(colour) > 1.0) {
        return {};
    }
    std::string levels;
    for (const double share : colour) {
        levels += (levels.empty() ? "" : ",") + std::to_string(std::lround(255.0 * share));
    }
    return "Levels go from 0 to 255, so this baseline is all but black. If shares of white are "
           "meant, say --baseline " +
           levels + ".";
}

/// What a change did to stored values; those of networks that may not take the samples `mayFail`.
void printStale(std::map<UnitState, std::size_t> before, std::map<UnitState, std::size_t> after,
                bool mayFail)
{
    const std::string remedy = std::string("`palimpsest-cli extract` makes them again") +
                               (mayFail ? " if the networks take such pictures.\n" : ".\n");
    const std::size_t complete = before[UnitState::Complete];
    const std::size_t left = after[UnitState::Complete];
    if (left < complete) {
        std::cout << complete - left << " of " << complete << " stored units are stale now; "
                  << remedy;
    } else if (const std::size_t stale = after[UnitState::Stale]; stale > 0) {
        std::cout << stale << (stale == 1 ? " stored unit is" : " stored units are") << " stale; "
                  << remedy;
    } else {
        std::cout << "No stored value is stale.\n";
    }
}

/// Says of which checkpoints --outputs was taken, where none are named, and what stored values say
/// against it.
void printOutputs(const SetCommand& command, const Study& before, const Study& after)
{
    if (!command.outputs) {
        return;
    }
    StudyInputs inputs(command.study, after);
    for (const std::string& warning : outputWarnings(inputs)) {
        std::cerr << "Warning: " << warning << "\n";
    }
    if (!command.checkpoints) {
        std::cerr << "Note: " << outputsTaken(before, inputs, *command.outputs) << "\n";
    }
}

} // namespace

int run(const SetCommand& command)
{
    const Study standing = readStudy(command.study);
    if (changedStudy(command, standing) == standing) {
        printSettings(command.study, standing, standing);
        printOutputs(command, standing, standing);
        return kOk;
    }
    EditedStudy edited = openForEditing(command.study);
    const Study before = edited.study();
    const Study after = withStoredOutputs(command.study, changedStudy(command, before));
    const bool isPreparedAnew = after.preprocessing != before.preprocessing;
    requireNetworksFor(after, command.study, before);
    auto parts = isPreparedAnew ? partsUnder(after.preprocessing, command.study, before)
                                : std::map<std::string, Drawing>();
    std::erase_if(parts, [&](const auto& ofSample) { // those of the originals stay as they are
        return !isOnView(ofSample.second, after.preprocessing);
    });
    const auto states = unitStates(command.study, before);
    {
        const StopSignals untilBothAreWritten(StopSignals::End::InOrder);
        writeParts(command.study, before, {.drawings = parts}, [&] { edited.write(after); });
    }
    if (!parts.empty()) {
        std::cout << "Carried the parts of " << parts.size()
                  << (parts.size() == 1 ? " picture.\n" : " pictures.\n");
    }
    printSettings(command.study, before, readStudy(command.study)); // what stands there now
    printOutputs(command, before, after);
    const std::string outdated = outdatedAccuracies(after);
    if (isPreparedAnew && !outdated.empty()) {
        std::cerr << "Warning: " << outdated << "\n";
    }
    const std::vector<std::string> probes =
        isPreparedAnew ? preparationDifferences(command.study, after) : std::vector<std::string>();
    for (const std::string& probe : probes) {
        std::cerr << "Warning: " << probe << "\n";
    }
    const std::string untried = untriedPrograms(after.preprocessing, command.study, before);
    for (const std::string& note :
         {noteOnGrey(command, after), noteOnShares(command, after), untried}) {
        std::cerr << (note.empty() ? "" : "Note: " + note + "\n");
    }
    printStale(states, unitStates(command.study, after), !untried.empty());
    return kOk;
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/joining.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/listed_names.h"
#include "core/models/modules/torch_runtime.h"
#include "core/models/probe_file.h"
#include "core/models/torch_classifier.h"
#include "core/setup/epoch_claims.h"
#include "core/setup/network_fit.h"
#include "core/setup/output_trial.h"
#include "core/setup/sample_setup.h"
#include "core/study/study_file.h"
#include "core/study/study_names.h"
#include "core/units/probe_differences.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

constexpr int kTrialBatch = 8; // all maskings at once, as a run takes several

/// The architecture that most checkpoints of a lineage have, those of the study among them.
std::string usualArchitecture(const std::vector<std::string>& names)
{
    const auto most = std::ranges::max_element(
        names, {}, [&](const std::string& name) { return std::ranges::count(names, name); });
    return most == names.end() ? std::string() : *most;
}

/// What the other checkpoints of a row's lineage say of it.
struct Company
{
    std::vector<std::string> architectures; ///< those known, one per checkpoint
    EpochClaims epochs;
    bool standsForItself = false; ///< it is in the study already, without a template
};

/// Why a row cannot be in its lineage; empty when it can.
std::string misfit(const CheckpointRow& row, const Company& company, bool hasTemplate)
{
    const std::string usual = usualArchitecture(company.architectures);
    const bool isUnknown = needsTemplate(row) && company.standsForItself && !usual.empty();
    const bool isOther =
        !hasTemplate && row.look.architecture && row.look.architecture->name != usual;
    if (!isSafeName(row.lineage)) {
        return "A lineage cannot be called \"" + row.lineage + "\". Use letters, digits, '-', " +
               "'_' and '.', as the name becomes a folder.";
    }
    if (hasTemplate && takesTemplate(row) && company.standsForItself) {
        return "The checkpoints that lineage \"" + row.lineage + "\" has already stand for " +
               "themselves, without a template. Put it into a lineage of its own.";
    }
    if (row.epoch < 0 || row.epoch > kMaxEpoch) {
        return "Its epoch is no number from 0 to " + std::to_string(kMaxEpoch) + ".";
    }
    if (isUnknown || isOther) {
        return "It is of another architecture than its lineage: " +
               (isUnknown ? "an unknown one" : row.look.architecture->name) + ", not " + usual +
               ". Put it into a lineage of its own.";
    }
    return {};
}

/// Decides what the network of a row answers with, or says why that is open or not as said.
void takeOutputs(CheckpointRow& row, const JoiningChoices& choices)
{
    const bool isOpen = !row.outputs.candidates.empty();
    const auto said = isOpen || choices.areOutputsOfAll ? choices.outputs : std::nullopt;
    try {
        row.outputs = {.kind = decidedOutputs("It", row.outputs, said),
                       .candidates = {},
                       .evidence = row.outputs.evidence,
                       .possible = row.outputs.possible,
                       .isSingle = row.outputs.isSingle};
    } catch (const UndecidedOutputs& error) {
        row.problem = error.what();
        row.open = RowQuestion::Outputs;
    } catch (const BadInput& error) {
        row.problem = error.what();
    }
}

/// Has the reports of probes come along that are files; those of folders did.
void takeReports(const fs::path& folder, const Lineage& lineage,
                 const std::vector<AddedCheckpoint>& files, Taking taking, NewFiles& made)
{
    std::error_code status;
    for (const AddedCheckpoint& file : files) {
        if (isProbe(file.path) && !fs::is_directory(file.path, status)) {
            const auto joined =
                std::ranges::find(lineage.checkpoints, file.epoch, &Checkpoint::epoch);
            made.takeUnlessThere(probeReport(file.path), probeReport(folder / joined->weights),
                                 taking, folder);
        }
    }
}

} // namespace

void RowCheck::check(std::vector<CheckpointRow>& rows, const Study& study,
                     const JoiningChoices& choices, const Progress& progress)
{
    std::map<std::string, Company> companies;
    const auto look = [&](const fs::path& weights) -> const CheckpointLook& {
        const auto known = m_standing.find(weights);
        return known != m_standing.end()
                   ? known->second
                   : m_standing.emplace(weights, checkpointLook(m_folder / weights)).first->second;
    };
    for (const Lineage& lineage : study.lineages) {
        Company& company = companies[lineage.name];
        company.standsForItself = lineage.modelTemplate.empty();
        if (const auto& known = look(lineage.checkpoints.front().weights).architecture) {
            company.architectures.push_back(known->name);
        }
        if (std::ranges::find(rows, lineage.name, &CheckpointRow::lineage) != rows.end()) {
            company.epochs.take(lineage, look);
        }
    }
    for (const CheckpointRow& row : rows) {
        Company& company = companies[row.lineage];
        company.epochs.take(row);
        if (row.look.architecture) {
            company.architectures.push_back(row.look.architecture->name);
        }
    }
    std::set<std::string> counting; // lineages of which it was said that they count steps
    std::size_t done = 0;
    const auto goesOn = [&] { return !progress || progress(done, rows.size()); };
    const auto programs = std::make_shared<ProgramHost>(choices.trust, goesOn);
    for (CheckpointRow& row : rows) {
        if (!goesOn()) {
            throw Cancelled();
        }
        ++done;
        row.modelTemplate =
            templateFor(row.lineage, rows, study, choices.modelTemplate, m_templates);
        const Company& company = companies[row.lineage];
        checkNetwork(row, study, choices, programs,
                     misfit(row, company, !row.modelTemplate.empty()));
        row.isStep = company.epochs.areSteps();
        if (row.isStep && counting.insert(row.lineage).second) {
            row.warnings.push_back("The numbers of run \"" + row.lineage +
                                   "\" are steps of training and no epochs, and its curves are "
                                   "drawn along these.");
        }
        if (row.problem.empty()) {
            row.problem = epochProblem(row, company.epochs);
            row.open = row.problem.empty() ? std::nullopt : std::optional(RowQuestion::Epoch);
        }
    }
}

/// Checks a row but for its epoch. `other` is why it cannot be in its lineage, or empty.
void RowCheck::checkNetwork(CheckpointRow& row, const Study& study, const JoiningChoices& choices,
                            const std::shared_ptr<ProgramHost>& programs, const std::string& other)
{
    row.network = {};
    if (row.look.architecture && row.modelTemplate.empty()) {
        const NetworkFacts& own = row.look.architecture->facts;
        const NetworkFacts said = completed(choices.network, toldOf(own));
        row.network = completed(among(completed(said, standingFacts(row, study)), own), own);
    }
    row.problem = row.look.problem.empty() ? other : row.look.problem;
    row.open.reset();
    row.warnings.clear();
    row.outputs = {};
    if (row.problem.empty()) {
        checkTemplate(row, row.modelTemplate, study, choices.modelTemplate, m_templates);
        if (const std::string other = otherPreparation(row.path, m_folder, study); !other.empty()) {
            row.warnings.push_back("It" + other);
        }
        takeReading(row, study);
    }
    if (row.problem.empty()) {
        const Outcome outcome = outcomeOf(row, study, programs);
        row.problem = outcome.problem;
        row.open = outcome.open;
        row.outputs = outcome.outputs;
    }
    if (row.problem.empty()) {
        takeOutputs(row, choices);
    }
}

/// Takes up what the tokenizer that lies with a row says against the study's.
void RowCheck::takeReading(CheckpointRow& row, const Study& study)
{
    const bool isKnown = row.look.architecture && row.modelTemplate.empty();
    const std::int64_t known = isKnown ? row.look.architecture->vocabulary : 0;
    try {
        auto found = m_readings.find({row.path, known});
        if (found == m_readings.end()) {
            found = m_readings
                        .emplace(std::pair(row.path, known),
                                 tokenizerFit(m_folder, study, row.path, known))
                        .first;
        }
        const TokenizerFit& fit = found->second;
        row.problem = row.problem.empty() ? fit.problem : row.problem;
        row.warnings.insert(row.warnings.end(), fit.warnings.begin(), fit.warnings.end());
    } catch (const Error& error) {
        row.problem = error.what();
    }
}

/// What was told of the checkpoints of this architecture that the study has, where they agree.
NetworkFacts RowCheck::standingFacts(const CheckpointRow& row, const Study& study) const
{
    std::map<std::string, NetworkFacts> standing;
    for (CheckpointIndex at; at.lineage < study.lineages.size(); ++at.lineage) {
        const Lineage& lineage = study.lineages[at.lineage];
        const auto look = m_standing.find(lineage.checkpoints.front().weights);
        const bool isAlike = look != m_standing.end() && look->second.architecture &&
                             look->second.architecture->name == row.look.architecture->name;
        if (!isAlike || !lineage.modelTemplate.empty()) {
            continue;
        }
        for (at.checkpoint = 0; at.checkpoint < lineage.checkpoints.size(); ++at.checkpoint) {
            standing.emplace(checkpointName(study, at), lineage.checkpoints[at.checkpoint].network);
        }
    }
    return agreed(standing);
}

RowCheck::Outcome RowCheck::outcomeOf(const CheckpointRow& row, const Study& study,
                                      const std::shared_ptr<ProgramHost>& programs)
{
    const bool isProgram = row.look.container == Container::TorchScript;
    const fs::path opened = templatePlace(row.modelTemplate, m_folder);
    if (needsTemplate(row) && opened.empty()) {
        return {.problem = row.look.misfit +
                           " Give the TorchScript of its network as the template to put them into.",
                .open = RowQuestion::Template,
                .outputs = {}};
    }
    if (row.look.architecture && opened.empty()) {
        const Architecture& own = *row.look.architecture;
        const bool isPrepared = !sampleSetup(study).misfit(study, own).option.empty();
        const bool tellsItself = isProbe(row.path); // what its backbone's config.json says is past
        using Answer = std::optional<RowQuestion>;
        for (const auto& [problem, open] :
             {std::pair(sampleSetup(study).otherInputs(study, own),
                        isPrepared ? Answer(RowQuestion::Settings) : std::nullopt),
              std::pair(tellsItself ? "" : otherTask(own), Answer()),
              std::pair(tellsItself ? "" : otherClassCount(own.toldClasses, own.classes), Answer()),
              std::pair(otherClasses(study, own.classes), Answer()),
              std::pair(otherMeaning(study, own.meaning), Answer(RowQuestion::Settings))}) {
            if (!problem.empty()) {
                return {.problem = problem, .open = open, .outputs = {}};
            }
        }
    }
    if (std::string problem = otherNames(study, row.look.classes, isProbe(row.path));
        !problem.empty()) {
        return {.problem = std::move(problem), .open = {}, .outputs = {}};
    }
    if (const auto open = openQuestions(row); !open.empty()) {
        const NetworkQuestion& question = open.front();
        return {.problem = question.text + " Say which: " + joined(question.candidates) + ".",
                .open = RowQuestion::Network,
                .outputs = {}};
    }
    try {
        requireTrusted(isProgram || opened.empty() ? row.path : opened, programs->trust());
    } catch (const Untrusted& error) {
        return {.problem = error.what(), .open = RowQuestion::Trust, .outputs = {}};
    } catch (const Error& error) {
        return {.problem = error.what(), .open = {}, .outputs = {}};
    }
    Outcome outcome = trial(isProgram ? fs::path() : opened, row, study, programs);
    if (!isProgram && opened.empty()) { // networks of known architectures end in logits
        outcome.outputs.kind = OutputKind::Logits;
        outcome.outputs.candidates.clear();
    }
    return outcome;
}

RowCheck::Outcome RowCheck::trial(const fs::path& modelTemplate, const CheckpointRow& row,
                                  const Study& study, const std::shared_ptr<ProgramHost>& programs)
{
    // What a trial depends on.
    const Trial key = {modelTemplate,
                       row.path,
                       row.network,
                       {.classes = study.classes,
                        .preprocessing = study.preprocessing,
                        .tokenisation = study.tokenisation,
                        .settings = study.settings}};
    const auto known =
        std::ranges::find(m_trials, key, [](const auto& entry) { return entry.first; });
    if (known != m_trials.end()) {
        return known->second;
    }
    Outcome outcome;
    try {
        if (row.look.architecture && modelTemplate.empty()) {
            requireTokens(m_folder, study, *row.look.architecture);
        }
        const auto model = openTorchClassifier(
            modelTemplate, row.path,
            {.threads = defaultThreads(), .batchSize = kTrialBatch, .graph = Graph::Plain},
            programs, row.network);
        const ModelInput sample = trialInput(m_folder, study);
        const Matrix<float> answers =
            model->open(sample)->logits(decidingCoalitions(sample.parts.partCount()));
        const auto count = static_cast<std::int64_t>(answers.columns);
        outcome.problem =
            otherClassCount(static_cast<std::int64_t>(row.look.classes.size()), count);
        if (outcome.problem.empty()) {
            outcome.problem = otherClasses(study, count);
        }
        if (study.settings.valueKind != ValueKind::Output) { // which is a number, whatever it is
            outcome.outputs = decideOutputs(answers);
        }
    } catch (const Cancelled&) {
        throw;
    } catch (const DeviceError& error) {
        outcome.problem =
            std::string("It does not run on a made-up sample of the study: ") + error.what();
    } catch (const Error& error) {
        outcome.problem = error.what();
    }
    m_trials.emplace_back(key, outcome);
    return outcome;
}

Study withCheckpoints(const fs::path& folder, Study study, const std::vector<CheckpointRow>& rows,
                      const JoiningChoices& choices, NewFiles& made)
{
    std::string problems;
    std::vector<std::string> lineages; // each once, in the order of the rows
    for (const CheckpointRow& row : rows) {
        problems += row.problem.empty() ? "" : "\n" + quoted(row.path) + ": " + row.problem;
        if (std::ranges::find(lineages, row.lineage) == lineages.end()) {
            lineages.push_back(row.lineage);
        }
    }
    if (!problems.empty()) {
        throw BadInput("Nothing was added, as some checkpoints cannot join the study:" + problems);
    }
    for (const std::string& name : lineages) {
        std::vector<AddedCheckpoint> files;
        CheckpointChoices joining{.taking = choices.taking, .head = choices.head};
        Role role = Role::Other;
        for (const CheckpointRow& row : rows) {
            if (row.lineage == name) {
                files.push_back({row.path, row.epoch, row.source, row.network, row.outputs.kind,
                                 row.outputs.isSingle});
                role = row.role;
                joining.modelTemplate = row.modelTemplate; // one for all of a run
                const bool hasProbe = row.epoch == 0 && isProbe(row.path);
                joining.head = joining.head.empty() && hasProbe ? "linear probe" : joining.head;
            }
        }
        study = withCheckpoints(folder, std::move(study), name, role, files, joining, made);
        const auto isStep = [&](const CheckpointRow& row) {
            return row.lineage == name && row.isStep;
        };
        auto joined = std::ranges::find(study.lineages, name, &Lineage::name);
        joined->countsSteps = joined->countsSteps || std::ranges::any_of(rows, isStep);
        takeReports(folder, *joined, files, choices.taking, made);
    }
    return study;
}

Study withCheckpoints(const fs::path& folder, Study study, const std::vector<CheckpointRow>& rows,
                      const JoiningChoices& choices)
{
    NewFiles made;
    Study after = withCheckpoints(folder, std::move(study), rows, choices, made);
    made.keep();
    return after;
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/logits_inputs.h"
#include "app/cli/model_commands.h"
#include "app/cli/network_options.h"
#include "app/cli/output_option.h"
#include "app/cli/picture_options.h"
#include "app/cli/remembered_trust.h"
#include "app/common/exit_code.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/models/modules/network_reading.h"
#include "core/models/modules/torch_runtime.h"
#include "core/models/probe_file.h"
#include "core/models/programs/program_host.h"
#include "core/models/torch_classifier.h"
#include "core/setup/label_check.h"
#include "core/setup/network_fit.h"
#include "core/setup/new_study.h"
#include "core/setup/output_trial.h"
#include "core/setup/preprocessing_source.h"
#include "core/study/study_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <iostream>

namespace palimpsest {

namespace fs = std::filesystem;
using json = nlohmann::ordered_json;

namespace {

constexpr std::size_t kTop = 5;
constexpr std::size_t kFewClasses = 20;

/// The classes of the study whose preprocessing is taken; none where it is not that of a study.
std::vector<std::string> classesOfPreset(const PictureOptions& options)
{
    const auto study = options.preset ? studyFolder(*options.preset) : std::nullopt;
    return study ? readStudy(*study).classes : std::vector<std::string>();
}

/// Names of all classes; their numbers where nobody tells the names of just as many.
std::vector<std::string> namesOf(const LogitsCommand& command, std::size_t classes)
{
    std::vector<std::string> names =
        command.classes ? classesInFile(*command.classes) : classNames(command.model);
    if (!command.classes && names.size() != classes) {
        names = classesOfPreset(command.pictures);
    }
    if (command.classes && names.size() != classes) {
        throw BadInput(quoted(*command.classes) + " names " + std::to_string(names.size()) +
                       " classes, and the model has " + std::to_string(classes) + ".");
    }
    if (names.size() != classes) {
        names.resize(classes);
        for (std::size_t i = 0; i < classes; ++i) {
            names[i] = std::to_string(i);
        }
    }
    return names;
}

/// The value function whose probability is that of a class.
ValueKind valueKindFor(LogitMeaning meaning)
{
    switch (meaning) {
    case LogitMeaning::Labels:
        return ValueKind::SigmoidLogOdds;
    case LogitMeaning::Quantities:
        return ValueKind::Output;
    case LogitMeaning::Classes:
        break;
    }
    return ValueKind::LogOdds;
}

/// Outputs of all inputs, what they are, and where each row comes from.
struct Answers
{
    Matrix<float> logits;
    OutputKind outputs = OutputKind::Logits;
    LogitMeaning meaning = LogitMeaning::Classes;
    std::vector<std::string> sources;
    std::vector<std::string> notes; ///< what was assumed of the model
    std::vector<std::string> lines; ///< said beside the numbers, once nothing is refused any more

    void note(const std::string& text, const char* kind = "Note: ")
    {
        notes.push_back(text);
        lines.push_back(kind + text);
    }

    /// Of the class at a position; a single output speaks of class 1. None of quantities.
    std::optional<double> probability(std::size_t row, std::size_t position) const
    {
        const int target = logits.columns == 1 ? 1 : static_cast<int>(position);
        return probabilityOf(logits.row(row), target, {valueKindFor(meaning), outputs});
    }
};

/// What a single number of a row is called, in text and in JSON.
struct NumberName
{
    const char* text;
    const char* key;
};

NumberName numberName(OutputKind outputs)
{
    switch (outputs) {
    case OutputKind::Logits:
        break;
    case OutputKind::LogProbabilities:
        return {"log p", "log_probability"};
    case OutputKind::Probabilities:
    case OutputKind::IndependentProbabilities:
        return {"p", "probability"};
    }
    return {"logit", "logit"};
}

json toJson(const LogitsCommand& command, const Answers& answers,
            const std::vector<std::string>& names)
{
    const Matrix<float>& logits = answers.logits;
    json rows = json::array();
    json tops = json::array();
    for (std::size_t i = 0; i < logits.rows; ++i) {
        const auto row = logits.row(i);
        rows.push_back(std::vector<float>(row.begin(), row.end()));
        json top = json::array();
        for (const std::size_t position : topPositions(row, kTop)) {
            json entry = {{"index", position}, {"class", names[position]}};
            entry[numberName(answers.outputs).key] = row[position];
            if (const auto probability = answers.probability(i, position)) {
                entry["probability"] = *probability; // where it is one, itself
            }
            top.push_back(std::move(entry));
        }
        tops.push_back(std::move(top));
    }
    return {{"model", command.model.string()},
            {"notes", answers.notes},
            {"inputs", answers.sources},
            {"classes", names},
            {"outputs", outputKindName(answers.outputs)},
            {outputKindName(answers.outputs), rows},
            {"top", tops}};
}

void printText(const Answers& answers, const std::vector<std::string>& names)
{
    const Matrix<float>& logits = answers.logits;
    const std::size_t shown = logits.columns <= kFewClasses ? logits.columns : kTop;
    std::cout << logits.rows << (logits.rows == 1 ? " input" : " inputs") << " × " << logits.columns
              << " classes; outputs: " << describe(answers.outputs) << "\n";
    for (std::size_t i = 0; i < logits.rows; ++i) {
        const auto row = logits.row(i);
        if (logits.rows > 1) {
            std::cout << answers.sources[i] << "\n";
        }
        for (const std::size_t position : topPositions(row, shown)) {
            std::array<char, 96> number{};
            std::snprintf(number.data(), number.size(), "  %6zu  %s %10.5f  ", position,
                          numberName(answers.outputs).text, static_cast<double>(row[position]));
            std::array<char, 32> share{};
            if (const auto probability = answers.probability(i, position)) {
                std::snprintf(share.data(), share.size(), "%6.2f %%  ", 100.0 * *probability);
            }
            std::cout << number.data() << share.data() << names[position] << "\n";
        }
    }
    if (logits.columns > shown) {
        std::cout << "The " << shown << " largest; --json prints all.\n";
    }
}

/// What the model answers with, as the user says where that can be, else as it shows on maskings of
/// the first input. `areLogits`: what its layers tell, where nobody says anything.
OutputKind outputsOf(const LogitsCommand& command, Classifier& classifier, const ModelInput& first,
                     bool areLogits)
{
    if (areLogits && !command.outputs) {
        return OutputKind::Logits;
    }
    OutputDecision decision = tryOutputsBesideNoise(classifier, first);
    if (areLogits) {
        decision.kind = OutputKind::Logits;
        decision.candidates.clear();
    }
    try {
        return decidedOutputs(quoted(command.model), decision, command.outputs)
            .value_or(OutputKind::Logits);
    } catch (const UndecidedOutputs& error) {
        throw withOutputOption(error);
    }
}

/// How the answers look like other outputs than they are taken for, a sentence; empty where they do
/// not. Throws BadInput where they cannot be what the user says.
std::string noteOnLooks(const LogitsCommand& command, const Answers& answers)
{
    const OutputDecision seen = decideOutputs(answers.logits);
    if (command.outputs) {
        const std::string why = whyNotSaid(quoted(command.model), seen, *command.outputs);
        if (!why.empty()) {
            throw BadInput(why);
        }
        const std::string looks = looksOtherwise(seen, answers.outputs);
        return looks.empty() ? std::string() : quoted(command.model) + ": " + looks + ".";
    }
    return seen.kind == OutputKind::Probabilities && answers.outputs == OutputKind::Logits
               ? "The answers to what was given all sum to 1, as those of softmax do, and those to "
                 "its maskings and to noise do not: they are taken for logits."
               : std::string();
}

Answers answersOf(const LogitsCommand& command, const Trust& trust)
{
    const std::optional<Architecture> architecture =
        networkIn(command.model, command.modelTemplate, command.network, {}, false);
    std::unique_ptr<Classifier> classifier;
    Answers answers;
    if (architecture) {
        if (const std::string other = otherTask(*architecture);
            !other.empty() && !isProbe(command.model)) {
            throw BadInput(quoted(command.model) + ": " + other);
        }
        for (const std::string& remark : remarksOn(*architecture)) {
            answers.note(remark);
        }
        const OutputKind used = command.outputs.value_or(OutputKind::Logits);
        if (const std::string note = outputsNote(*architecture, used); !note.empty()) {
            answers.note(note);
        }
        answers.meaning =
            used == OutputKind::Logits ? architecture->meaning : LogitMeaning::Classes;
    }
    const auto add = [&](const ModelInput& input, const std::string& source) {
        if (architecture) {
            requireTaken(input, source, *architecture);
        }
        if (!classifier) { // mistakes about the input are said before the model is loaded
            classifier = openTorchClassifier(command.modelTemplate, command.model,
                                             {.device = command.device.value_or(defaultDevice()),
                                              .threads = defaultThreads(),
                                              .batchSize = 1},
                                             std::make_shared<ProgramHost>(trust), command.network);
            // Networks of known architectures end in logits.
            answers.outputs = outputsOf(command, *classifier, input, architecture.has_value());
        }
        const std::array<Coalition, 1> whole = {0}; // there are no parts that could be absent
        const Matrix<float> row = classifier->open(input)->logits(whole);
        answers.logits.columns = row.columns;
        answers.logits.rows += row.rows;
        answers.logits.data.insert(answers.logits.data.end(), row.data.begin(), row.data.end());
        answers.sources.push_back(source);
    };
    for (const std::string& source : command.inputs) {
        const std::vector<ModelInput> inputs =
            inputsOf(command, source, architecture, answers.lines);
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            add(inputs[i], inputs.size() == 1 ? source : source + "[" + std::to_string(i) + "]");
        }
    }
    for (std::size_t i = 0; i < command.ids.size(); ++i) {
        const auto segments =
            command.segments.empty() ? std::nullopt : std::optional(command.segments[i]);
        add(idsInputOf(command.ids[i], segments), command.ids[i]);
    }
    if (const std::string note = noteOnLooks(command, answers); !note.empty()) {
        answers.note(note, "Warning: ");
    }
    return answers;
}

} // namespace

int run(const LogitsCommand& command)
{
    const Trust trust = trustOfRun(command.trust, command.verbosity);
    requireTrusted(command.model, trust);
    if (!command.modelTemplate.empty()) {
        requireTrusted(command.modelTemplate, trust);
    }
    const Answers answers = answersOf(command, trust);
    const std::vector<std::string> names = namesOf(command, answers.logits.columns);
    for (const std::string& line : answers.lines) {
        std::cerr << (command.verbosity == Verbosity::Quiet ? "" : line + "\n");
    }
    if (command.json) {
        std::cout
            << toJson(command, answers, names).dump(2, ' ', false, json::error_handler_t::replace)
            << "\n";
    } else {
        printText(answers, names);
    }
    return kOk;
}

} // namespace palimpsest

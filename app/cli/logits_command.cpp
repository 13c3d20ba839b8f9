// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/model_commands.h"
#include "app/cli/network_options.h"
#include "app/cli/output_option.h"
#include "app/cli/picture_options.h"
#include "app/cli/remembered_trust.h"
#include "app/common/exit_code.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/open_file.h"
#include "core/models/modules/network_reading.h"
#include "core/models/modules/torch_runtime.h"
#include "core/models/probe_file.h"
#include "core/models/programs/program_host.h"
#include "core/models/readers/safetensors.h"
#include "core/models/torch_classifier.h"
#include "core/samples/tokenizer_rules.h"
#include "core/samples/word_pieces.h"
#include "core/setup/label_check.h"
#include "core/setup/new_study.h"
#include "core/setup/output_trial.h"
#include "core/setup/preprocessing_source.h"
#include "core/study/study_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <iostream>

namespace palimpsest {

namespace fs = std::filesystem;
using json = nlohmann::ordered_json;

namespace {

constexpr std::size_t kTop = 5;
constexpr std::size_t kFewClasses = 20;

ModelInput inputOf(const ImageTensor& picture)
{
    return {.content = PictureInput{.image = picture, .baseline = picture},
            .parts = {.width = picture.width, .height = picture.height}};
}

/// The pictures of a tensor [pictures, channels, height, width] or of one without the first.
std::vector<ModelInput> tensorInputs(const fs::path& path)
{
    const TensorMap tensors = readSafetensors(path);
    const auto found = tensors.find("input");
    if (found == tensors.end()) {
        throw BadInput(quoted(path) +
                       " holds no tensor \"input\" of floating-point numbers. Save " +
                       "pictures as [pictures, channels, height, width] under that name.");
    }
    std::vector<std::int64_t> shape = found->second.shape;
    if (shape.size() == 3) {
        shape.insert(shape.begin(), 1);
    }
    const auto isSide = [](std::int64_t side) { return side > 0 && side <= 1 << 16; };
    if (shape.size() != 4 || !std::all_of(shape.begin(), shape.end(), isSide)) {
        throw BadInput("The tensor \"input\" of " + quoted(path) + " is no batch of pictures. " +
                       "Save it as [pictures, channels, height, width].");
    }
    ImageTensor picture{.channels = static_cast<int>(shape[1]),
                        .height = static_cast<int>(shape[2]),
                        .width = static_cast<int>(shape[3])};
    std::vector<ModelInput> inputs;
    const auto size = static_cast<std::ptrdiff_t>(shape[1] * shape[2] * shape[3]);
    for (auto begin = found->second.values.begin(); begin != found->second.values.end();
         begin += size) {
        picture.values.assign(begin, begin + size);
        inputs.push_back(inputOf(picture));
    }
    return inputs;
}

ModelInput inputOf(SentenceInput sentence)
{
    const auto length = sentence.tokens.size();
    return {.content = std::move(sentence),
            .parts = {.width = static_cast<int>(length),
                      .height = 1,
                      .labels = std::vector<std::uint8_t>(length, 0)}};
}

/// A sentence that another tokenizer has split: "101,2023,102", or with spaces.
ModelInput idsInputOf(const std::string& text)
{
    SentenceInput sentence;
    const char* at = text.data();
    const char* const end = text.data() + text.size();
    const auto isBetween = [](char c) { return c == ',' || c == ' '; };
    while ((at = std::find_if_not(at, end, isBetween)) != end) {
        int id = -1;
        const auto read = std::from_chars(at, end, id);
        if (read.ec != std::errc() || id < 0 || (read.ptr != end && !isBetween(*read.ptr))) {
            throw BadInput("\"" + text + "\" is no list of tokens. Give their numbers as " +
                           "101,2023,102.");
        }
        sentence.tokens.push_back(id);
        at = read.ptr;
    }
    if (sentence.tokens.empty()) {
        throw BadInput("--ids names no token. Give their numbers as 101,2023,102.");
    }
    return inputOf(std::move(sentence));
}

ModelInput sentenceInputOf(const LogitsCommand& command, const std::string& text,
                           const std::optional<Architecture>& architecture)
{
    std::error_code status;
    if (fs::exists(text, status)) {
        regularFile(text); // says what else it is
    }
    const fs::path own = command.model / "vocab.txt";
    if (!command.vocabulary && !fs::exists(own, status)) {
        throw BadInput("There is no file " + quoted(fs::path(text)) + ", and to read it as a " +
                       "sentence takes the vocab.txt of the model. Name it with --vocabulary.");
    }
    WordPieceOptions options;
    options.rules = command.cased ? WordRules{.lowerCase = false, .stripAccents = false}
                                  : wordRulesOf(command.vocabulary.value_or(own));
    if (architecture && architecture->inputSize > 0) {
        options.maximumLength = static_cast<std::size_t>(architecture->inputSize);
    }
    const WordPieces pieces(command.vocabulary.value_or(own), options);
    const TokenisedSentence sentence = pieces.encode(text);
    if (sentence.isTruncated) {
        std::cerr << "Warning: The sentence is longer than the model takes; its end is cut off.\n";
    }
    return inputOf(sentenceInput(sentence, TextBaseline::Deletion));
}

/// What one INPUT holds: a picture, a sentence, or all pictures of a tensor.
std::vector<ModelInput> inputsOf(const LogitsCommand& command, const std::string& input,
                                 const std::optional<Architecture>& architecture)
{
    const bool takesTokens = architecture && architecture->input == InputKind::Tokens;
    std::error_code status;
    if (takesTokens || !fs::is_regular_file(input, status)) {
        if (architecture && !takesTokens) {
            throw BadInput("There is no picture " + quoted(fs::path(input)) + ". Check the path.");
        }
        return {sentenceInputOf(command, input, architecture)};
    }
    const fs::path file = input;
    if (file.extension() == ".safetensors") {
        return tensorInputs(file);
    }
    const Preprocessing preprocessing =
        chosenPreprocessing(command.pictures, command.model, architecture);
    if (command.verbosity != Verbosity::Quiet && &input == &command.inputs.front()) {
        std::cerr << "Pictures: " << describe(preprocessing) << "\n";
    }
    return {inputOf(
        preprocess(readImage(file, preprocessing.channels()), preprocessing, quoted(file)))};
}

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

/// What the model answers with, as it shows on maskings of the first input or the user says.
OutputKind outputsOf(const LogitsCommand& command, Classifier& classifier, const ModelInput& first)
{
    if (command.outputs) {
        return *command.outputs;
    }
    const OutputDecision decision = tryOutputs(classifier, inThirds(first));
    if (!decision.candidates.empty()) {
        throw withOutputOption(UndecidedOutputs(quoted(command.model), decision));
    }
    return decision.kind.value_or(OutputKind::Logits);
}

Answers answersOf(const LogitsCommand& command, const Trust& trust)
{
    const std::optional<Architecture> architecture =
        networkIn(command.model, command.modelTemplate, command.network, {},
                  command.verbosity != Verbosity::Quiet);
    std::unique_ptr<Classifier> classifier;
    Answers answers;
    if (architecture) {
        answers.notes = remarksOn(*architecture);
        const bool areLogits = command.outputs.value_or(OutputKind::Logits) == OutputKind::Logits;
        answers.meaning = areLogits ? architecture->meaning : LogitMeaning::Classes;
    }
    const auto add = [&](const ModelInput& input, const std::string& source) {
        if (!classifier) { // mistakes about the input are said before the model is loaded
            classifier = openTorchClassifier(command.modelTemplate, command.model,
                                             {.device = command.device.value_or(defaultDevice()),
                                              .threads = defaultThreads(),
                                              .batchSize = 1},
                                             std::make_shared<ProgramHost>(trust), command.network);
            // Networks of known architectures end in logits.
            answers.outputs = architecture && !command.outputs
                                  ? OutputKind::Logits
                                  : outputsOf(command, *classifier, input);
        }
        const std::array<Coalition, 1> whole = {0}; // there are no parts that could be absent
        const Matrix<float> row = classifier->open(input)->logits(whole);
        answers.logits.columns = row.columns;
        answers.logits.rows += row.rows;
        answers.logits.data.insert(answers.logits.data.end(), row.data.begin(), row.data.end());
        answers.sources.push_back(source);
    };
    for (const std::string& source : command.inputs) {
        const std::vector<ModelInput> inputs = inputsOf(command, source, architecture);
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            add(inputs[i], inputs.size() == 1 ? source : source + "[" + std::to_string(i) + "]");
        }
    }
    for (const std::string& ids : command.ids) {
        add(idsInputOf(ids), ids);
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

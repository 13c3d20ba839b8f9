// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/logits_inputs.h"

#include "app/cli/picture_options.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/listed_names.h"
#include "core/base/open_file.h"
#include "core/base/utf8.h"
#include "core/models/readers/safetensors.h"
#include "core/samples/tokenizer_rules.h"
#include "core/samples/word_pieces.h"
#include "core/setup/preprocessing_source.h"
#include "core/setup/tokenizer_fit.h"
#include "core/study/study_file.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

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

/// The vocabulary that cuts sentences into tokens, and how. That of a study is used as the study
/// does.
struct Reading
{
    fs::path vocabulary;
    WordPieceOptions options;
};

Reading readingFor(const LogitsCommand& command, const fs::path& vocabulary)
{
    Reading reading{.vocabulary = vocabulary, .options = {}};
    const auto study = studyFolder(vocabulary.has_parent_path() ? vocabulary.parent_path() : ".");
    const auto ofStudy = study ? readStudy(*study).tokenisation : std::nullopt;
    const bool isOfStudy = ofStudy && ofStudy->vocabulary == vocabulary.filename();
    reading.options.rules = command.cased ? WordRules{.lowerCase = false, .stripAccents = false}
                            : isOfStudy   ? ofStudy->options.rules
                                          : wordRulesOf(vocabulary);
    return reading;
}

/// Throws BadInput where another tokenizer lies with the model; says what may matter.
void requireTokenizer(const LogitsCommand& command, const Reading& reading, const std::string& text,
                      const std::optional<Architecture>& architecture,
                      std::vector<std::string>& lines)
{
    UsedTokenizer used{.vocabulary = quoted(reading.vocabulary),
                       .words = vocabularyWords(reading.vocabulary),
                       .rules = reading.options.rules,
                       .special = {},
                       .tokens = {},
                       .hasIdeographs = isUtf8(text) && hasIdeographs(text)};
    std::error_code status;
    const fs::path folder =
        fs::is_directory(command.model, status) ? command.model : command.model.parent_path();
    std::vector<std::string> notes;
    if (const ToldRules told = toldRules(folder); command.cased) { // the user's word goes first
        for (const auto& [rule, flag] : {std::pair(&told.lowerCase, &WordRules::lowerCase),
                                         {&told.stripAccents, &WordRules::stripAccents}}) {
            used.rules.*flag = *rule && (*rule)->value;
        }
        if (used.rules.lowerCase) {
            notes.push_back(told.lowerCase->source + " lies with the model; --cased is used.");
        }
    }
    const TokenizerFit fit = tokenizerFit(quoted(command.model), command.model,
                                          architecture ? architecture->vocabulary : 0, used);
    if (!fit.problem.empty()) {
        throw BadInput(fit.problem);
    }
    notes.insert(notes.end(), fit.warnings.begin(), fit.warnings.end());
    for (const std::string& note : notes) {
        if (command.verbosity != Verbosity::Quiet) {
            lines.push_back("Note: " + note);
        }
    }
}

ModelInput sentenceInputOf(const LogitsCommand& command, const std::string& text,
                           const std::optional<Architecture>& architecture,
                           std::vector<std::string>& lines)
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
    Reading reading = readingFor(command, command.vocabulary.value_or(own));
    if (architecture && architecture->inputSize > 0) {
        reading.options.maximumLength = static_cast<std::size_t>(architecture->inputSize);
    }
    const WordPieces pieces(reading.vocabulary, reading.options);
    requireTokenizer(command, reading, text, architecture, lines);
    const TokenisedSentence sentence = pieces.encode(text);
    if (sentence.isTruncated) {
        lines.emplace_back(
            "Warning: The sentence is longer than the model takes; its end is cut off.");
    }
    return inputOf(sentenceInput(sentence, TextBaseline::Deletion));
}

/// The numbers of a list of `what`, such as `example`.
std::vector<int> numbersIn(const std::string& text, const std::string& what,
                           const std::string& example)
{
    std::vector<int> numbers;
    const char* at = text.data();
    const char* const end = text.data() + text.size();
    const auto isBetween = [](char c) { return c == ',' || c == ' '; };
    while ((at = std::find_if_not(at, end, isBetween)) != end) {
        int number = -1;
        const auto read = std::from_chars(at, end, number);
        if (read.ec != std::errc() || number < 0 || (read.ptr != end && !isBetween(*read.ptr))) {
            throw BadInput("\"" + text + "\" is no list of " + what + ". Give their numbers as " +
                           example + ".");
        }
        numbers.push_back(number);
        at = read.ptr;
    }
    return numbers;
}

} // namespace

void requireTaken(const ModelInput& input, const std::string& source, const Architecture& network)
{
    const auto* sentence = std::get_if<SentenceInput>(&input.content);
    if (sentence == nullptr || network.input != InputKind::Tokens) {
        return;
    }
    const auto count = static_cast<std::int64_t>(sentence->tokens.size());
    if (network.inputSize > 0 && count > network.inputSize) {
        throw BadInput("\"" + shown(source) + "\" has " + std::to_string(count) +
                       " tokens, and the model takes at most " + std::to_string(network.inputSize) +
                       ". Leave some out.");
    }
    const std::int64_t largest = *std::ranges::max_element(sentence->tokens);
    if (network.vocabulary > 0 && largest >= network.vocabulary) {
        throw BadInput("\"" + shown(source) + "\" has a token number " + std::to_string(largest) +
                       ", and those that the model knows go from 0 to " +
                       std::to_string(network.vocabulary - 1) +
                       ". Take the tokenizer, or the vocabulary, that it was trained with.");
    }
    const int segment = sentence->segments.empty() ? 0 : std::ranges::max(sentence->segments);
    if (network.segments > 0 && segment >= network.segments) {
        throw BadInput("\"" + shown(source) + "\" has a token of segment " +
                       std::to_string(segment) + ", and those that the model knows go from 0 to " +
                       std::to_string(network.segments - 1) + ". Give others with --segments.");
    }
}

ModelInput idsInputOf(const std::string& ids, const std::optional<std::string>& segments)
{
    SentenceInput sentence{.tokens = numbersIn(ids, "tokens", "101,2023,102")};
    if (sentence.tokens.empty()) {
        throw BadInput("--ids names no token. Give their numbers as 101,2023,102.");
    }
    if (!segments) {
        return inputOf(std::move(sentence));
    }
    sentence.segments = numbersIn(*segments, "segments", "0,0,1,1");
    if (sentence.segments.size() != sentence.tokens.size()) {
        throw BadInput("--segments has " + numberOf(sentence.segments.size(), "number", "numbers") +
                       " for " + numberOf(sentence.tokens.size(), "token", "tokens") +
                       " of --ids. Give the segment of each token.");
    }
    if (std::ranges::max(sentence.segments) == 0) {
        sentence.segments.clear();
    }
    return inputOf(std::move(sentence));
}

std::vector<ModelInput> inputsOf(const LogitsCommand& command, const std::string& input,
                                 const std::optional<Architecture>& architecture,
                                 std::vector<std::string>& lines)
{
    const bool takesTokens = architecture && architecture->input == InputKind::Tokens;
    std::error_code status;
    if (takesTokens || !fs::is_regular_file(input, status)) {
        if (architecture && !takesTokens) {
            throw BadInput("There is no picture " + quoted(fs::path(input)) + ". Check the path.");
        }
        return {sentenceInputOf(command, input, architecture, lines)};
    }
    const fs::path file = input;
    if (file.extension() == ".safetensors") {
        return tensorInputs(file);
    }
    const Preprocessing preprocessing =
        chosenPreprocessing(command.pictures, command.model, architecture);
    if (command.verbosity != Verbosity::Quiet && &input == &command.inputs.front()) {
        lines.push_back("Pictures: " + describe(preprocessing));
    }
    return {inputOf(
        preprocess(readImage(file, preprocessing.channels()), preprocessing, quoted(file)))};
}

} // namespace palimpsest

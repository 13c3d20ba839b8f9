// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/output_trial.h"

#include "core/base/error.h"
#include "core/models/torch_classifier.h"
#include "core/study/sentence_reader.h"
#include "core/study/study_names.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <random>
#include <utility>

namespace palimpsest {

namespace {

constexpr int kThirds = 3;

/// Label of position `at` of `count`, from the first third to the last.
std::uint8_t thirdOf(int at, int count)
{
    return static_cast<std::uint8_t>(1 + at * kThirds / count);
}

void addParts(LabelMap& parts)
{
    const int most = std::ranges::max(parts.labels);
    parts.parts.clear();
    for (int i = 1; i <= most; ++i) {
        parts.parts.push_back({.name = std::to_string(i),
                               .pixels = static_cast<std::size_t>(std::ranges::count(
                                   parts.labels, static_cast<std::uint8_t>(i)))});
    }
}

/// A picture of noise whose thirds differ in brightness.
ImageTensor noise(const Preprocessing& pictures)
{
    ImageTensor picture{
        .channels = pictures.channels(), .height = pictures.height, .width = pictures.width};
    picture.values.resize(static_cast<std::size_t>(pictures.channels()) * pictures.height *
                          pictures.width);
    std::mt19937 random(1);
    constexpr float kRange = 4.0F;                          // as wide as normalised pictures are
    constexpr std::array kBrightness = {1.0F, -1.5F, 0.5F}; // so that maskings differ
    for (std::size_t i = 0; i < picture.values.size(); ++i) {
        const int column = static_cast<int>(i % static_cast<std::size_t>(picture.width));
        picture.values[i] = kRange * (static_cast<float>(random()) / 4294967296.0F - 0.5F) +
                            kBrightness.at(static_cast<std::size_t>(
                                thirdOf(column, std::max(kThirds, picture.width)) - 1));
    }
    return picture;
}

/// Tokens of the longest sample, or of a short sentence where there is none.
std::size_t longestSentence(const SentenceReader& reader, const Study& study)
{
    std::size_t longest = std::min<std::size_t>(5, study.tokenisation->options.maximumLength);
    for (const Sample& sample : study.samples) {
        longest = std::max(longest, reader.read(sample.text, sample.tokens).tokens.size());
    }
    return longest;
}

/// Tokens of all the vocabulary between the two special ones. Of as many and as large ones as they
/// come, which shows whether the model's embeddings are large enough for them.
std::vector<int> someTokens(const SentenceReader& reader, std::size_t longest)
{
    const int largest = reader.largestToken();
    std::vector<int> words;
    for (std::size_t i = 0; i + 2 < longest; ++i) {
        words.push_back(largest / static_cast<int>(1 + i % 3));
    }
    std::vector<int> tokens = {reader.special().classifier};
    tokens.insert(tokens.end(), words.begin(), words.end());
    tokens.push_back(reader.special().separator);
    return tokens;
}

} // namespace

ModelInput inThirds(ModelInput sample)
{
    LabelMap& parts = sample.parts;
    if (auto* picture = std::get_if<PictureInput>(&sample.content)) {
        std::ranges::fill(picture->baseline.values, 0.0F);
        parts.labels.resize(static_cast<std::size_t>(parts.width) * parts.height);
        for (std::size_t i = 0; i < parts.labels.size(); ++i) {
            const int column = static_cast<int>(i % static_cast<std::size_t>(parts.width));
            parts.labels[i] = thirdOf(column, std::max(kThirds, parts.width));
        }
    } else {
        std::get<SentenceInput>(sample.content).replacement.reset();
        parts.labels.assign(static_cast<std::size_t>(parts.width), 0);
        const int words = parts.width - 2;
        for (int i = 0; i < words; ++i) {
            parts.labels[static_cast<std::size_t>(i) + 1] = thirdOf(i, std::max(kThirds, words));
        }
    }
    addParts(parts);
    return sample;
}

ModelInput trialInput(const std::filesystem::path& folder, const Study& study)
{
    if (study.tokenisation) {
        const SentenceReader reader(folder, study);
        std::vector<int> tokens = someTokens(reader, longestSentence(reader, study));
        const int length = static_cast<int>(tokens.size());
        return inThirds({.content = SentenceInput{.tokens = std::move(tokens), .replacement = {}},
                         .parts = {.width = length, .height = 1, .parts = {}, .labels = {}}});
    }
    const ImageTensor picture = noise(study.preprocessing);
    return inThirds(
        {.content = PictureInput{.image = picture, .baseline = picture},
         .parts = {.width = picture.width, .height = picture.height, .parts = {}, .labels = {}}});
}

OutputDecision tryOutputs(Classifier& classifier, const ModelInput& sample)
{
    return decideOutputs(
        classifier.open(sample)->logits(decidingCoalitions(sample.parts.partCount())));
}

Study withKnownOutputs(StudyInputs& inputs, const ExecutionPlan& plan,
                       std::optional<OutputKind> said, const Progress& progress)
{
    Study study = inputs.study();
    if (study.settings.valueKind == ValueKind::Output) {
        return study; // which is a number, whatever it is called
    }
    const ExecutionPlan trial{
        .device = plan.device, .threads = plan.threads, .batchSize = 1, .graph = Graph::Plain};
    const std::vector<CheckpointIndex> checkpoints = allCheckpoints(study);
    std::size_t done = 0;
    for (const CheckpointIndex& index : checkpoints) {
        if (progress && !progress(done++, checkpoints.size())) {
            throw Cancelled();
        }
        const std::string name = checkpointName(study, index);
        std::optional<OutputKind> known;
        try {
            known = inputs.outputs(index);
        } catch (const UndecidedOutputs& open) {
            known = decidedOutputs(name, open.decision(), said);
        }
        if (!known) {
            const UnitIndex unit{index, 0};
            const auto model =
                openTorchClassifier(inputs.templatePath(unit), inputs.weightsPath(unit), trial,
                                    inputs.programs(), inputs.networkFacts(unit));
            known =
                decidedOutputs(name, tryOutputs(*model, trialInput(inputs.folder(), study)), said);
        }
        if (known) { // answers that are no numbers show nothing
            study = withOutputs(std::move(study), index, *known);
        }
    }
    return study;
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/study/study_file.h"
#include "core/units/sample_inputs.h"

#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

/// Whether a token belongs to a word of no part; [CLS], [SEP] and the like to no word.
std::vector<bool> isBackground(const TokenisedSentence& sentence, const LabelMap& parts)
{
    std::vector<bool> result;
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
        result.push_back(sentence.tokens[i].word >= 0 && parts.labels[i] == 0);
    }
    return result;
}

/// Replaces or deletes the marked tokens for good.
void mask(const std::vector<bool>& isMasked, SentenceInput& sentence, LabelMap& parts)
{
    SentenceInput left{.tokens = {}, .replacement = sentence.replacement};
    std::vector<std::uint8_t> labels;
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
        if (!isMasked[i] || sentence.replacement) {
            left.tokens.push_back(isMasked[i] ? *sentence.replacement : sentence.tokens[i]);
            labels.push_back(parts.labels[i]);
        }
    }
    sentence = std::move(left);
    parts.labels = std::move(labels);
    parts.width = static_cast<int>(parts.labels.size());
}

} // namespace

SentenceParts chosenParts(const fs::path& folder, const Sample& sample,
                          const TokenisedSentence& sentence)
{
    const fs::path file = ownParts(folder, sample);
    return stands(file) ? readSentenceParts(file) : defaultParts(sentence);
}

SampleInputs loadSentence(const fs::path& folder, const Study& study, const Sample& sample,
                          const SentenceReader& reader)
{
    try {
        SampleInputs inputs{.sentence = reader.read(sample.text, sample.tokens)};
        inputs.words = chosenParts(folder, sample, inputs.sentence);
        LabelMap parts = tokenParts(inputs.sentence, inputs.words);
        SentenceInput shown = sentenceInput(inputs.sentence, study.settings.textBaseline);
        std::vector<bool> background = isBackground(inputs.sentence, parts);
        if (study.settings.background == Background::Masked) {
            mask(background, shown, parts);
        } else if (study.settings.background == Background::OwnPart) {
            parts = withBackgroundPart(std::move(parts), background);
        }
        inputs.input = {.content = std::move(shown), .parts = std::move(parts)};
        requireExact(inputs.input.parts, sample.id);
        return inputs;
    } catch (const BadInput& error) {
        throw BadInput("Sample " + sample.id + ": " + error.what());
    }
}

} // namespace palimpsest

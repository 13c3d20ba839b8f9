// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/study/sentence_reader.h"
#include "core/study/study_file.h"
#include "core/units/sample_source.h"

#include <algorithm>
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
    std::vector<std::uint8_t> labels;
    for (std::size_t i = 0; i < parts.labels.size(); ++i) {
        if (!isMasked[i] || sentence.replacement) {
            labels.push_back(parts.labels[i]);
        }
    }
    sentence = withoutTokens(sentence, isMasked);
    parts.labels = std::move(labels);
    parts.width = static_cast<int>(parts.labels.size());
}

class SentenceSource : public SampleSource
{
public:
    SentenceSource(fs::path folder, const Study& study)
        : m_folder(std::move(folder)), m_reader(m_folder, study)
    {
    }

    SampleInputs read(const Sample& sample, const StudySettings& settings) const override;

    LabelMap readParts(const Sample& sample, const StudySettings& settings) const override
    {
        return read(sample, settings).input.parts;
    }

    ModelInput madeUp(const std::vector<Sample>& samples) const override;

private:
    std::size_t longestOf(const std::vector<Sample>& samples) const;

    fs::path m_folder;
    SentenceReader m_reader;
};

/// [CLS], [SEP] and the like are always present, whatever becomes of the background.
SampleInputs SentenceSource::read(const Sample& sample, const StudySettings& settings) const
{
    try {
        SampleInputs inputs{.sentence = m_reader.read(sample.text, sample.tokens, sample.second)};
        inputs.words = chosenParts(m_folder, sample, inputs.sentence);
        LabelMap parts = tokenParts(inputs.sentence, inputs.words);
        SentenceInput shown = sentenceInput(inputs.sentence, settings.textBaseline);
        std::vector<bool> background = isBackground(inputs.sentence, parts);
        if (settings.background == Background::Masked) {
            mask(background, shown, parts);
        } else if (settings.background == Background::OwnPart) {
            parts = withBackgroundPart(std::move(parts), background);
        }
        inputs.input = {.content = std::move(shown), .parts = std::move(parts)};
        requireExact(inputs.input.parts, sample.id);
        return inputs;
    } catch (const BadInput& error) {
        throw BadInput("Sample " + sample.id + ": " + error.what());
    }
}

/// Tokens of the longest sample, or of a short sentence where there is none.
std::size_t SentenceSource::longestOf(const std::vector<Sample>& samples) const
{
    std::size_t longest = std::min<std::size_t>(5, m_reader.mostTokens());
    for (const Sample& sample : samples) {
        longest = std::max(longest,
                           m_reader.read(sample.text, sample.tokens, sample.second).tokens.size());
    }
    return longest;
}

/// Tokens of all the vocabulary between the two special ones. Of as many and as large ones as they
/// come, and the second half of the largest segment, which shows whether the model's embeddings are
/// large enough for them.
ModelInput SentenceSource::madeUp(const std::vector<Sample>& samples) const
{
    const std::size_t longest = longestOf(samples);
    std::vector<int> tokens = {m_reader.special().classifier};
    for (std::size_t i = 0; i + 2 < longest; ++i) {
        tokens.push_back(m_reader.largestToken() / static_cast<int>(1 + i % 3));
    }
    tokens.push_back(m_reader.special().separator);
    const int length = static_cast<int>(tokens.size());
    SentenceInput sentence{.tokens = std::move(tokens), .replacement = {}};
    if (const int segment = largestSegment(samples); segment > 0) {
        sentence.segments.resize(longest / 2, 0);
        sentence.segments.resize(longest, segment);
    }
    return {.content = std::move(sentence),
            .parts = {.width = length, .height = 1, .parts = {}, .labels = {}}};
}

} // namespace

SentenceParts chosenParts(const fs::path& folder, const Sample& sample,
                          const TokenisedSentence& sentence)
{
    const fs::path file = ownParts(folder, sample);
    return stands(file) ? readSentenceParts(file) : defaultParts(sentence);
}

std::unique_ptr<SampleSource> sentenceSource(const fs::path& folder, const Study& study)
{
    return std::make_unique<SentenceSource>(folder, study);
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/sentence_reader.h"

#include "core/base/error.h"
#include "core/samples/token_lists.h"

#include <algorithm>

namespace palimpsest {

namespace {

int largestOf(const Study& study, const SpecialTokens& special)
{
    int largest = std::max(
        {special.padding, special.unknown, special.classifier, special.separator, special.mask});
    for (const Sample& sample : study.samples) {
        for (const Token& token : sample.tokens) {
            largest = std::max(largest, token.id);
        }
    }
    return largest;
}

} // namespace

int largestSegment(const std::vector<Sample>& samples)
{
    int largest = 0;
    for (const Sample& sample : samples) {
        largest = std::max({largest, sample.second > 0 ? 1 : 0, largestSegment(sample.tokens)});
    }
    return largest;
}

SentenceReader::SentenceReader(const std::filesystem::path& folder, const Study& study)
    : m_tokenisation(study.tokenisation.value())
{
    if (!m_tokenisation.vocabulary.empty()) {
        m_pieces.emplace(folder / m_tokenisation.vocabulary, m_tokenisation.options);
    }
    m_largestToken =
        m_pieces ? static_cast<int>(m_pieces->size()) - 1 : largestOf(study, special());
}

TokenisedSentence SentenceReader::read(const std::string& text, const std::vector<Token>& tokens,
                                       std::size_t second) const
{
    if (m_pieces) {
        return m_pieces->encode(text, second);
    }
    if (tokens.empty()) {
        throw BadInput("\"" + text +
                       "\" has no tokens, and the study has no vocabulary to cut it " +
                       "by. Add it from JSONL with \"input_ids\".");
    }
    if (tokens.size() > mostTokens()) {
        throw BadInput("\"" + text + "\" has " + std::to_string(tokens.size()) +
                       " tokens, and the study takes up to " + std::to_string(mostTokens()) +
                       ". Have its tokenizer cut it.");
    }
    return sentenceOf(tokens, m_tokenisation.special);
}

bool SentenceReader::cuts(const std::string& text, const std::vector<Token>& tokens,
                          std::size_t second) const
{
    // Sentences with their own tokens are not cut.
    return m_pieces && read(text, tokens, second).isTruncated;
}

const SpecialTokens& SentenceReader::special() const
{
    return m_pieces ? m_pieces->special() : m_tokenisation.special;
}

} // namespace palimpsest

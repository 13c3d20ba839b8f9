// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/word_pieces.h"
#include "core/study/study.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// The largest number of a segment among the tokens of samples; 0 where there are no pairs.
int largestSegment(const std::vector<Sample>& samples);

/// Makes of sentences what the models of a study take.
class SentenceReader
{
public:
    /// For the study in `folder`, which is one of sentences. Throws BadFile when its vocabulary
    /// cannot be used.
    SentenceReader(const std::filesystem::path& folder, const Study& study);

    /// Cuts `text`, which is a pair where there is a `second` sentence in it (Sample::second), by
    /// the study's vocabulary or, where it has none, takes `tokens`. Throws BadInput when the text
    /// is not UTF-8, and when tokens are missing or too many.
    TokenisedSentence read(const std::string& text, const std::vector<Token>& tokens,
                           std::size_t second) const;

    /// Whether read() cuts the end of a sentence off, as there are more tokens than the study
    /// takes. Throws as read() does.
    bool cuts(const std::string& text, const std::vector<Token>& tokens, std::size_t second) const;

    const SpecialTokens& special() const;

    /// How many tokens of a sentence there can be.
    std::size_t mostTokens() const { return m_tokenisation.options.maximumLength; }

    /// The largest number of a token that the models have to know: of the vocabulary or, where
    /// there is none, of the samples' tokens and the special ones.
    int largestToken() const { return m_largestToken; }

private:
    Tokenisation m_tokenisation;
    std::optional<WordPieces> m_pieces;
    int m_largestToken = 0;
};

} // namespace palimpsest

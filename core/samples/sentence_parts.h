// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/sentence.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace palimpsest {

/// Words of a sentence that are masked together.
struct WordPart
{
    std::string label;
    std::vector<std::size_t> words; ///< positions in the sentence, ascending
    std::string colour = {};        ///< "#rrggbb", or empty for the one that goes with the number

    bool operator==(const WordPart&) const = default;
};

/// What a person, or the default, made of a sentence. Words of no part are always visible.
struct SentenceParts
{
    std::string text; ///< of the sentence, to notice when it is another one
    std::vector<WordPart> parts;

    bool operator==(const SentenceParts&) const = default;
};

/// Largest number of parts that a sentence starts with.
inline constexpr std::size_t kDefaultParts = 10;

/// One part for each content word that the model reads, with what apostrophes and hyphens tie to
/// it; stop words and punctuation stay visible. Where there are more than kDefaultParts, the two
/// neighbours that make the shortest phrase are joined, the first such pair, again and again. A
/// sentence of stop words alone has these as parts.
SentenceParts defaultParts(const TokenisedSentence& sentence);

/// The stop words and punctuation that default parts leave out, by their positions; none where the
/// sentence has nothing else.
std::vector<std::size_t> stopWordsOf(const TokenisedSentence& sentence);

/// A label for a part: its words as they stand in the sentence, with "…" for what lies between.
std::string phraseOf(const TokenisedSentence& sentence, const std::vector<std::size_t>& words);

/// Throws BadInput, naming the part, when the sentence is another one, when parts share words or
/// have none, or when there are more than kMaxDrawnParts. There may be no part.
void requirePartsOf(const TokenisedSentence& sentence, const SentenceParts& parts);

/// The parts as exclusive sets of tokens: a label map of 1 × tokens. Throws BadInput as
/// requirePartsOf does and when there is no part, when there are more than kMaxParts, or when the
/// model does not read one because the sentence is too long for it.
LabelMap tokenParts(const TokenisedSentence& sentence, const SentenceParts& parts);

/// Reads {"version": 1, "text": …, "parts": [{"label": …, "words": [0, 1]}, …]}; a part may have a
/// "colour" too.
/// Throws BadFile, naming the part, when something is missing or of the wrong kind.
SentenceParts readSentenceParts(const std::filesystem::path& path);

/// Writes it, atomically; keys that the standing file has beyond these survive, those of parts too
/// as long as a part has the same words. `root` is the study's folder as in writeFileAtomically().
/// Throws NotWritable, and BadFile when what stands there is not JSON.
void writeSentenceParts(const std::filesystem::path& path, const SentenceParts& parts,
                        const std::filesystem::path& root = {});

} // namespace palimpsest

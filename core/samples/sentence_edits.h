// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/sentence_parts.h"

#include <cstddef>
#include <string>
#include <vector>

namespace palimpsest {

// Edits of a sentence's parts: each takes them and returns the changed ones, so that undo is
// keeping the old. `words` are positions in the sentence, ascending. A part that loses its last
// word goes; a label that was made of a part's words follows them, and one that a person chose
// stays. All throw BadInput, with a sentence for the user, when an edit makes no sense (no words,
// words that the model does not read, no such part, an empty name).

/// One part of exactly these words, in the place of the first part that they are taken from.
SentenceParts withOnePartOf(const TokenisedSentence& sentence, SentenceParts parts,
                            const std::vector<std::size_t>& words);

/// A part of its own for each of these words.
SentenceParts withPartsOfEach(const TokenisedSentence& sentence, SentenceParts parts,
                              const std::vector<std::size_t>& words);

/// A part of its own for each word of the parts that these words belong to.
SentenceParts withPartsSplit(const TokenisedSentence& sentence, SentenceParts parts,
                             const std::vector<std::size_t>& words);

/// These words as further ones of a part.
SentenceParts withWordsIn(const TokenisedSentence& sentence, SentenceParts parts,
                          const std::vector<std::size_t>& words, std::size_t part);

/// These words in no part: they are always present.
SentenceParts withoutWords(const TokenisedSentence& sentence, SentenceParts parts,
                           const std::vector<std::size_t>& words);

/// The words that another sentence has, too, in parts as they are there, with its names and
/// colours: the first "slow" goes with its first, the second with its second. Other words stay
/// where they are. Throws BadInput when none of its parts has such a word.
SentenceParts groupedAs(const TokenisedSentence& sentence, SentenceParts parts,
                        const TokenisedSentence& other, const SentenceParts& otherParts);

SentenceParts withPartRenamed(SentenceParts parts, std::size_t part, const std::string& name);

/// Another name for all parts of one name, if there are any. Throws also when a part has the new
/// name already.
SentenceParts withPartRenamed(SentenceParts parts, const std::string& from, const std::string& to);

SentenceParts withPartRecoloured(SentenceParts parts, std::size_t part, const std::string& colour);

// The edits below only join, drop or renumber parts: values of the finer parts still hold.

/// Moves a part to another place in the order.
SentenceParts withPartMoved(SentenceParts parts, std::size_t from, std::size_t to);

/// Gives the words of `from` to `into`.
SentenceParts withPartsMerged(const TokenisedSentence& sentence, SentenceParts parts,
                              std::size_t from, std::size_t into);

/// Removes a part; its words are always present.
SentenceParts withoutPart(SentenceParts parts, std::size_t part);

/// The part of each word of the sentence, or −1.
std::vector<int> partsOfWords(const TokenisedSentence& sentence, const SentenceParts& parts);

/// Whether values of `before` hold for `after` too: its parts are whole parts of `before` that were
/// joined, dropped, renumbered or renamed.
bool keepsValues(const TokenisedSentence& sentence, const SentenceParts& before,
                 const SentenceParts& after);

} // namespace palimpsest

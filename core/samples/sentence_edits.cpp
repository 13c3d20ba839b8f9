// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples/sentence_edits.h"

#include "core/base/error.h"
#include "core/base/utf8.h"
#include "core/parts/drawing.h"
#include "core/samples/words.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string_view>
#include <utility>

namespace palimpsest {

namespace {

using Words = std::vector<std::size_t>;

WordPart& partAt(SentenceParts& parts, std::size_t part)
{
    if (part >= parts.parts.size()) {
        throw BadInput("There is no part number " + std::to_string(part + 1) + ". Choose one of " +
                       "the " + std::to_string(parts.parts.size()) + " in the list.");
    }
    return parts.parts[part];
}

void checkWords(const TokenisedSentence& sentence, const Words& words)
{
    if (words.empty()) {
        throw BadInput("No words are selected. Click a word, or drag over some.");
    }
    const auto tokens = tokensOfWords(sentence);
    for (const std::size_t word : words) {
        if (word >= tokens.size()) {
            throw BadInput("The sentence has no word number " + std::to_string(word + 1) + ".");
        }
        if (tokens[word].empty()) {
            throw BadInput("The model does not read the word \"" + sentence.words[word].text +
                           "\": the sentence is too long for it. Choose other words.");
        }
    }
}

/// Gives a part other words; a label made of the old ones is made of the new ones.
void changeWords(const TokenisedSentence& sentence, WordPart& part, Words words)
{
    if (part.label == phraseOf(sentence, part.words) && !words.empty()) {
        part.label = phraseOf(sentence, words);
    }
    part.words = std::move(words);
}

void takeOut(const TokenisedSentence& sentence, SentenceParts& parts, const Words& words)
{
    for (WordPart& part : parts.parts) {
        Words left;
        std::ranges::set_difference(part.words, words, std::back_inserter(left));
        changeWords(sentence, part, std::move(left));
    }
}

void dropEmpty(SentenceParts& parts)
{
    std::erase_if(parts.parts, [](const WordPart& part) { return part.words.empty(); });
}

/// Where a new part of `words` goes: to the first part they are taken from, or by reading order.
std::size_t placeFor(const SentenceParts& parts, const Words& words)
{
    const auto isTakenFrom = [&](const WordPart& part) {
        return std::ranges::find_first_of(part.words, words) != part.words.end();
    };
    auto place = std::ranges::find_if(parts.parts, isTakenFrom);
    if (place == parts.parts.end()) {
        place = std::ranges::find_if(
            parts.parts, [&](const WordPart& part) { return part.words.front() > words.front(); });
    } else if (place->words.front() < words.front()) {
        ++place; // what stays of it comes first
    }
    return static_cast<std::size_t>(place - parts.parts.begin());
}

SentenceParts withNewPart(const TokenisedSentence& sentence, SentenceParts parts,
                          const Words& words)
{
    const std::size_t place = placeFor(parts, words);
    takeOut(sentence, parts, words);
    WordPart added{.label = phraseOf(sentence, words), .words = words};
    // It takes over the colour of the first part that goes.
    const auto gone =
        std::ranges::find_if(parts.parts, [](const WordPart& part) { return part.words.empty(); });
    if (gone != parts.parts.end()) {
        added.colour = gone->colour;
    }
    parts.parts.insert(parts.parts.begin() + static_cast<std::ptrdiff_t>(place), std::move(added));
    dropEmpty(parts);
    requirePartsOf(sentence, parts);
    return parts;
}

/// A word in lower case, and how many of the sentence before are the same.
using Occurrence = std::pair<std::string, std::size_t>;

std::vector<Occurrence> occurrencesIn(const TokenisedSentence& sentence)
{
    std::map<std::string, std::size_t> counts;
    std::vector<Occurrence> result;
    for (const Word& word : sentence.words) {
        std::string text = lowerCased(word.text);
        const std::size_t before = counts[text]++;
        result.emplace_back(std::move(text), before);
    }
    return result;
}

} // namespace

SentenceParts withOnePartOf(const TokenisedSentence& sentence, SentenceParts parts,
                            const Words& words)
{
    checkWords(sentence, words);
    if (std::ranges::find(parts.parts, words, &WordPart::words) != parts.parts.end()) {
        return parts;
    }
    return withNewPart(sentence, std::move(parts), words);
}

SentenceParts withPartsOfEach(const TokenisedSentence& sentence, SentenceParts parts,
                              const Words& words)
{
    checkWords(sentence, words);
    for (WordPart& part : parts.parts) {
        if (std::ranges::find_first_of(part.words, words) != part.words.end() &&
            part.words.size() > 1) {
            part.label = phraseOf(sentence, part.words); // a name of all is none of one
        }
    }
    for (const std::size_t word : words) {
        parts = withOnePartOf(sentence, std::move(parts), {word});
    }
    return parts;
}

SentenceParts withPartsSplit(const TokenisedSentence& sentence, SentenceParts parts,
                             const Words& words)
{
    checkWords(sentence, words);
    const std::vector<int> owners = partsOfWords(sentence, parts);
    std::vector<Words> split;
    for (const std::size_t word : words) {
        if (owners[word] >= 0) {
            split.push_back(parts.parts[static_cast<std::size_t>(owners[word])].words);
        }
    }
    if (split.empty()) {
        throw BadInput("The selected words belong to no part that could be split. Select one of "
                       "a part.");
    }
    for (const Words& each : split) {
        parts = withPartsOfEach(sentence, std::move(parts), each);
    }
    return parts;
}

SentenceParts withWordsIn(const TokenisedSentence& sentence, SentenceParts parts,
                          const Words& words, std::size_t part)
{
    checkWords(sentence, words);
    Words all;
    std::ranges::set_union(partAt(parts, part).words, words, std::back_inserter(all));
    changeWords(sentence, parts.parts[part], std::move(all));
    for (WordPart& other : parts.parts) {
        if (&other != &parts.parts[part]) {
            Words left;
            std::ranges::set_difference(other.words, words, std::back_inserter(left));
            changeWords(sentence, other, std::move(left));
        }
    }
    dropEmpty(parts);
    return parts;
}

SentenceParts withoutWords(const TokenisedSentence& sentence, SentenceParts parts,
                           const Words& words)
{
    checkWords(sentence, words);
    takeOut(sentence, parts, words);
    dropEmpty(parts);
    return parts;
}

SentenceParts groupedAs(const TokenisedSentence& sentence, SentenceParts parts,
                        const TokenisedSentence& other, const SentenceParts& otherParts)
{
    const std::vector<Occurrence> theirs = occurrencesIn(other);
    const std::vector<Occurrence> ours = occurrencesIn(sentence);
    const auto tokens = tokensOfWords(sentence);
    bool isAny = false;
    for (const WordPart& part : otherParts.parts) {
        Words words;
        for (const std::size_t word : part.words) {
            const auto same = std::ranges::find(ours, theirs.at(word));
            const auto at = static_cast<std::size_t>(same - ours.begin());
            if (same != ours.end() && !tokens[at].empty()) {
                words.push_back(at);
            }
        }
        if (words.empty()) {
            continue;
        }
        isAny = true;
        std::ranges::sort(words);
        parts = withOnePartOf(sentence, std::move(parts), words);
        WordPart& made = *std::ranges::find(parts.parts, words, &WordPart::words);
        if (part.label != phraseOf(other, part.words)) { // a name, and not the words
            made.label = part.label;
        }
        made.colour = part.colour.empty() ? made.colour : part.colour;
    }
    if (!isAny) {
        throw BadInput("No word of this sentence is in a part of the other one, so there is "
                       "nothing to copy. Choose another sentence.");
    }
    return parts;
}

SentenceParts withPartRenamed(SentenceParts parts, std::size_t part, const std::string& name)
{
    WordPart& changed = partAt(parts, part);
    const std::string_view wanted = trimmed(name);
    if (wanted.empty()) {
        throw BadInput("A part needs a name. Enter one.");
    }
    changed.label = wanted;
    return parts;
}

SentenceParts withPartRenamed(SentenceParts parts, const std::string& from, const std::string& to)
{
    const auto has = [&](const std::string& name) {
        return std::ranges::count(parts.parts, name, &WordPart::label) > 0;
    };
    if (from != to && has(from) && has(to)) {
        throw BadInput("The sentence has the parts \"" + shown(from) + "\" and \"" + shown(to) +
                       "\", which would have one name then. Choose another name, or merge them.");
    }
    for (WordPart& part : parts.parts) {
        part.label = part.label == from ? to : part.label;
    }
    return parts;
}

SentenceParts withPartRecoloured(SentenceParts parts, std::size_t part, const std::string& colour)
{
    if (!isColour(colour)) {
        throw BadInput("\"" + colour + "\" is no colour. Write it as #rrggbb.");
    }
    partAt(parts, part).colour = colour;
    return parts;
}

SentenceParts withPartMoved(SentenceParts parts, std::size_t from, std::size_t to)
{
    WordPart moved = partAt(parts, from);
    partAt(parts, to);
    parts.parts.erase(parts.parts.begin() + static_cast<std::ptrdiff_t>(from));
    parts.parts.insert(parts.parts.begin() + static_cast<std::ptrdiff_t>(to), std::move(moved));
    return parts;
}

SentenceParts withPartsMerged(const TokenisedSentence& sentence, SentenceParts parts,
                              std::size_t from, std::size_t into)
{
    if (from == into) {
        throw BadInput("A part cannot be merged with itself. Choose another one.");
    }
    const Words given = partAt(parts, from).words;
    Words all;
    std::ranges::set_union(partAt(parts, into).words, given, std::back_inserter(all));
    changeWords(sentence, parts.parts[into], std::move(all));
    return withoutPart(std::move(parts), from);
}

SentenceParts withoutPart(SentenceParts parts, std::size_t part)
{
    partAt(parts, part);
    parts.parts.erase(parts.parts.begin() + static_cast<std::ptrdiff_t>(part));
    return parts;
}

std::vector<int> partsOfWords(const TokenisedSentence& sentence, const SentenceParts& parts)
{
    std::vector<int> owners(sentence.words.size(), -1);
    for (std::size_t part = 0; part < parts.parts.size(); ++part) {
        for (const std::size_t word : parts.parts[part].words) {
            owners.at(word) = static_cast<int>(part);
        }
    }
    return owners;
}

bool keepsValues(const TokenisedSentence& sentence, const SentenceParts& before,
                 const SentenceParts& after)
{
    const auto mapOf = [&](const SentenceParts& parts) {
        LabelMap map{.width = static_cast<int>(sentence.words.size()), .height = 1};
        for (const int owner : partsOfWords(sentence, parts)) {
            map.labels.push_back(static_cast<std::uint8_t>(owner + 1));
        }
        map.parts.resize(parts.parts.size());
        return map;
    };
    return coarsening(mapOf(before), mapOf(after)).has_value();
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples/sentence_parts.h"

#include "core/base/error.h"
#include "core/parts/drawing.h"
#include "core/samples/stop_words.h"
#include "core/samples/words.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace palimpsest {

namespace {

/// Words that apostrophes and hyphens tie together, by position.
using Run = std::vector<std::size_t>;

bool isApostrophe(const std::string& word)
{
    return word == "'" || word == "’";
}

bool isHyphen(const std::string& word)
{
    return word == "-" || word == "‐";
}

/// The words that the model reads, in runs.
class RunMaker
{
public:
    explicit RunMaker(const TokenisedSentence& sentence) : m_words(sentence.words)
    {
        for (const auto& tokens : tokensOfWords(sentence)) {
            m_isRead.push_back(!tokens.empty());
        }
    }

    std::vector<Run> runs() const
    {
        std::vector<Run> result;
        for (std::size_t i = 0; i < m_words.size(); ++i) {
            if (!m_isRead[i]) {
                continue;
            }
            Run run = {i};
            if (startsContraction(i)) {
                run.push_back(++i);
            }
            while (!isPunctuation(m_words[i].text) && tiesOn(i)) {
                run.push_back(i + 1);
                run.push_back(i + 2);
                i += 2;
            }
            result.push_back(std::move(run));
        }
        return result;
    }

private:
    bool isPlainWord(std::size_t i) const
    {
        return i < m_words.size() && m_isRead[i] && !isPunctuation(m_words[i].text);
    }

    bool touches(std::size_t i) const { return m_words[i].end == m_words[i + 1].begin; }

    /// Whether words i, i + 1 and i + 2 are as "should", "'", "ve".
    bool tiesOn(std::size_t i) const
    {
        return isPlainWord(i + 2) && m_isRead[i + 1] && touches(i) && touches(i + 1) &&
               (isApostrophe(m_words[i + 1].text) || isHyphen(m_words[i + 1].text));
    }

    /// Whether words i and i + 1 are as "'", "s" that a treebank has cut off.
    bool startsContraction(std::size_t i) const
    {
        return isApostrophe(m_words[i].text) && isPlainWord(i + 1) && touches(i) &&
               isContracted(lowerCased(m_words[i + 1].text));
    }

    const std::vector<Word>& m_words;
    std::vector<bool> m_isRead; // false where the sentence was cut
};

/// A run in lower case, with straight apostrophes.
std::string plainText(const TokenisedSentence& sentence, const Run& run)
{
    std::string text;
    for (const std::size_t word : run) {
        const std::string& part = sentence.words[word].text;
        text += isApostrophe(part) ? "'" : lowerCased(part);
    }
    return text;
}

bool isAllPunctuation(const TokenisedSentence& sentence, const Run& run)
{
    return std::ranges::all_of(
        run, [&](std::size_t word) { return isPunctuation(sentence.words[word].text); });
}

/// The runs that become parts.
std::vector<Run> contentRuns(const TokenisedSentence& sentence)
{
    const std::vector<Run> all = RunMaker(sentence).runs();
    std::vector<Run> words;
    std::vector<Run> content;
    for (const Run& run : all) {
        if (!isAllPunctuation(sentence, run)) {
            words.push_back(run);
            if (!isStopWord(plainText(sentence, run))) {
                content.push_back(run);
            }
        }
    }
    return !content.empty() ? content : !words.empty() ? words : all;
}

/// Joins neighbours until there are at most `most`.
void joinShortest(const TokenisedSentence& sentence, std::vector<Run>& runs, std::size_t most)
{
    while (runs.size() > most) {
        const auto length = [&](std::size_t i) {
            return sentence.words[runs[i + 1].back()].end - sentence.words[runs[i].front()].begin;
        };
        std::size_t best = 0;
        for (std::size_t i = 1; i + 1 < runs.size(); ++i) {
            best = length(i) < length(best) ? i : best;
        }
        std::ranges::copy(runs[best + 1], std::back_inserter(runs[best]));
        runs.erase(runs.begin() + static_cast<std::ptrdiff_t>(best) + 1);
    }
}

[[noreturn]] void refusePart(const WordPart& part, const std::string& why)
{
    throw BadInput("The part \"" + part.label + "\" " + why);
}

} // namespace

SentenceParts defaultParts(const TokenisedSentence& sentence)
{
    std::vector<Run> runs = contentRuns(sentence);
    joinShortest(sentence, runs, kDefaultParts);
    SentenceParts result{.text = sentence.text};
    for (Run& run : runs) {
        std::string label = phraseOf(sentence, run);
        result.parts.push_back({.label = std::move(label), .words = std::move(run)});
    }
    return result;
}

std::vector<std::size_t> stopWordsOf(const TokenisedSentence& sentence)
{
    const std::vector<Run> content = contentRuns(sentence);
    std::vector<std::size_t> words;
    for (const Run& run : RunMaker(sentence).runs()) {
        if (std::ranges::find(content, run) == content.end()) {
            std::ranges::copy(run, std::back_inserter(words));
        }
    }
    return words;
}

std::string phraseOf(const TokenisedSentence& sentence, const std::vector<std::size_t>& words)
{
    std::string phrase;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const Word& word = sentence.words.at(words[i]);
        if (i > 0 && words[i] == words[i - 1] + 1) {
            const std::size_t end = sentence.words.at(words[i - 1]).end;
            phrase += sentence.text.substr(end, word.begin - end);
        } else if (i > 0) {
            phrase += " … ";
        }
        phrase += word.text;
    }
    return phrase;
}

void requirePartsOf(const TokenisedSentence& sentence, const SentenceParts& parts)
{
    if (parts.text != sentence.text) {
        throw BadInput("The parts belong to the sentence \"" + parts.text + "\" and not to \"" +
                       sentence.text + "\". Choose its parts again.");
    }
    if (parts.parts.size() > kMaxDrawnParts) {
        throw BadInput("A sentence can have " + std::to_string(kMaxDrawnParts) + " parts and not " +
                       std::to_string(parts.parts.size()) + ". Join some of them.");
    }
    std::vector<bool> isTaken(sentence.words.size());
    for (const WordPart& part : parts.parts) {
        if (part.words.empty()) {
            refusePart(part, "has no words. Give it some or remove it.");
        }
        for (const std::size_t word : part.words) {
            if (word >= isTaken.size()) {
                refusePart(part, "has word " + std::to_string(word + 1) + " of a sentence of " +
                                     std::to_string(isTaken.size()) + ". Choose its words again.");
            }
            if (isTaken[word]) {
                refusePart(part, "has the word \"" + sentence.words[word].text +
                                     "\", which already belongs to another part. Take it "
                                     "out of one of them.");
            }
            isTaken[word] = true;
        }
    }
}

LabelMap tokenParts(const TokenisedSentence& sentence, const SentenceParts& parts)
{
    if (parts.parts.size() > static_cast<std::size_t>(kMaxParts)) {
        throw BadInput("The sentence has " + std::to_string(parts.parts.size()) +
                       " parts and at most " + std::to_string(kMaxParts) +
                       " can be evaluated. Join some of them.");
    }
    requirePartsOf(sentence, parts);
    const auto tokens = tokensOfWords(sentence);
    LabelMap result{.width = static_cast<int>(sentence.tokens.size()), .height = 1};
    result.labels.resize(sentence.tokens.size());
    for (const WordPart& part : parts.parts) {
        std::size_t count = 0;
        for (const std::size_t word : part.words) {
            for (const std::size_t token : tokens[word]) {
                result.labels[token] = static_cast<std::uint8_t>(result.partCount() + 1);
                ++count;
            }
        }
        if (count == 0) {
            refusePart(part, "lies behind the " + std::to_string(sentence.tokens.size()) +
                                 " tokens that the model reads. Remove it, or shorten the "
                                 "sentence.");
        }
        result.parts.push_back({.name = part.label, .pixels = count});
    }
    if (result.parts.empty()) {
        throw BadInput("The sentence has no parts. Choose words to be masked.");
    }
    return result;
}

} // namespace palimpsest

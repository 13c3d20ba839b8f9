// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples/tokenizer_differences.h"

#include "core/base/listed_names.h"
#include "core/base/utf8.h"
#include "core/samples/word_pieces.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace palimpsest {

namespace {

std::string wordInQuotes(const std::string& text)
{
    return "\"" + shown(text, 40) + "\"";
}

/// A piece without the marks of its place in a word: "##ing", "▁go", "Ġgo".
std::string_view withoutMarks(std::string_view piece)
{
    for (const std::string_view mark : {"##", "\u2581", "\u0120"}) {
        if (piece.size() > mark.size() && piece.starts_with(mark)) {
            return piece.substr(mark.size());
        }
    }
    return piece;
}

/// The number of a word; none where the list lacks it.
std::optional<int> numberOf(const std::string& word, const ToldWords& list)
{
    const auto found = std::ranges::find(list.words, word);
    return found == list.words.end() ? std::nullopt
                                     : std::optional(static_cast<int>(found - list.words.begin()));
}

/// How many numbers have words, empty ones at the end left out.
std::size_t countOf(const std::vector<std::string>& words)
{
    std::size_t count = words.size();
    while (count > 0 && words[count - 1].empty()) {
        --count;
    }
    return count;
}

class Comparison
{
public:
    Comparison(const ModelTokenizer& own, const UsedTokenizer& used) : m_own(own), m_used(used) {}

    TokenizerDifferences found()
    {
        if (m_used.words.empty()) {
            compareNumbers();
            compareTokens();
            return std::move(m_found);
        }
        for (const std::string& other : m_own.otherWays) {
            m_found.grave.push_back(other + ", which is no tokenizer of BERT's kind");
        }
        m_found.slight = m_own.oddities;
        if (!m_own.otherPairs.empty()) {
            (m_used.hasPairs ? m_found.grave : m_found.slight)
                .push_back(m_own.otherPairs + ", and here [CLS] … [SEP] second … [SEP], the second "
                                              "sentence and its [SEP] in segment 1");
        }
        std::ranges::for_each(m_own.lists, [&](const ToldWords& list) { compareWords(list); });
        compareRules();
        compareSpecial();
        compareAdded();
        return std::move(m_found);
    }

private:
    void compareWords(const ToldWords& list)
    {
        const std::size_t own = countOf(list.words);
        const std::size_t used = countOf(m_used.words);
        const std::string counts =
            own == used ? std::string()
                        : "; " + std::to_string(own) + " and " + std::to_string(used) + " words";
        for (std::size_t i = 0; i < std::min(own, used); ++i) {
            // Of words that stand twice in a list, a file of JSON keeps one.
            if (!list.words[i].empty() && list.words[i] != m_used.words[i]) {
                m_found.grave.push_back(
                    "number " + std::to_string(i) + " (row " + std::to_string(i + 1) + ") is " +
                    wordInQuotes(list.words[i]) + " in " + list.file + " and " +
                    wordInQuotes(m_used.words[i]) + " in " + m_used.vocabulary + counts);
                return;
            }
        }
        if (own != used) {
            const std::size_t first = std::min(own, used);
            m_found.grave.push_back(
                list.file + " has " + std::to_string(own) + " words and " + m_used.vocabulary +
                " has " + std::to_string(used) + ", of which number " + std::to_string(first) +
                ", " + wordInQuotes(own > used ? list.words[first] : m_used.words[first]) +
                ", is the first that stands in only one of them");
        }
    }

    void compareRules()
    {
        const ToldRules& rules = m_own.rules;
        if (rules.lowerCase && rules.lowerCase->value != m_used.rules.lowerCase) {
            m_found.grave.push_back(rules.lowerCase->source + ", and with " + m_used.vocabulary +
                                    " capitals are " +
                                    (m_used.rules.lowerCase ? "written small" : "kept"));
        }
        if (rules.stripAccents && rules.stripAccents->value != m_used.rules.stripAccents) {
            m_found.grave.push_back(rules.stripAccents->source + ", and with " + m_used.vocabulary +
                                    " accents are " +
                                    (m_used.rules.stripAccents ? "dropped" : "kept"));
        }
        if (rules.splitsIdeographs && !rules.splitsIdeographs->value) {
            (m_used.hasIdeographs ? m_found.grave : m_found.slight)
                .push_back(rules.splitsIdeographs->source + ", and with " + m_used.vocabulary +
                           " each Chinese character is a word");
        }
    }

    void compareSpecial()
    {
        for (std::size_t i = 0; i < kSpecialNames.size(); ++i) {
            const auto& special = m_own.special[i];
            if (special && special->value != kSpecialNames[i]) {
                m_found.grave.push_back(special->source + ", and " + m_used.vocabulary + " has " +
                                        kSpecialNames[i]);
            }
        }
    }

    void compareAdded()
    {
        std::vector<std::string> beyond;
        std::string file;
        for (const auto& [word, source] : m_own.added) {
            const auto at = static_cast<std::size_t>(word.number);
            if (at >= m_used.words.size()) {
                if (std::ranges::find(beyond, word.text) == beyond.end()) {
                    beyond.push_back(word.text);
                }
                file = source;
            } else if (m_used.words[at] != word.text) {
                m_found.grave.push_back(
                    "number " + std::to_string(at) + " is " + wordInQuotes(word.text) + " in " +
                    source + " and " + wordInQuotes(m_used.words[at]) + " in " + m_used.vocabulary);
                return;
            }
        }
        if (!beyond.empty()) {
            m_found.slight.push_back(file + " adds " + listedNames(beyond) + ", which " +
                                     m_used.vocabulary + " lacks");
        }
    }

    /// Of special tokens, where nothing but their numbers is known here.
    void compareNumbers()
    {
        for (std::size_t i = 0; i < kSpecialTokens.size(); ++i) {
            const auto& special = m_own.special[i];
            const int used = m_used.special.*kSpecialTokens[i].number;
            for (const ToldWords& list : m_own.lists) {
                const auto own = special ? numberOf(special->value, list) : std::nullopt;
                if (own && *own != used) {
                    m_found.grave.push_back(special->source + " has the number " +
                                            std::to_string(*own) + " in " + list.file + ", and " +
                                            m_used.vocabulary + " has " + std::to_string(used) +
                                            " for " + kSpecialTokens[i].name);
                    break;
                }
            }
        }
    }

    /// Of sentences that come with their tokens, which may be written without the marks of pieces.
    void compareTokens()
    {
        for (const ToldWords& list : m_own.lists) {
            const auto isOther = [&](const Token& token) {
                const auto at = static_cast<std::size_t>(token.id);
                return !token.piece.empty() && at < list.words.size() && !list.words[at].empty() &&
                       withoutMarks(list.words[at]) != withoutMarks(token.piece) &&
                       numberOf(token.piece, list); // else it is another way of writing
            };
            const auto other = std::ranges::find_if(m_used.tokens, isOther);
            if (other != m_used.tokens.end()) {
                m_found.grave.push_back(
                    "number " + std::to_string(other->id) + " is " +
                    wordInQuotes(list.words[static_cast<std::size_t>(other->id)]) + " in " +
                    list.file + " and " + wordInQuotes(other->piece) +
                    " in a sentence of the study");
                return;
            }
        }
    }

    const ModelTokenizer& m_own;
    const UsedTokenizer& m_used;
    TokenizerDifferences m_found;
};

} // namespace

TokenizerDifferences differencesOf(const ModelTokenizer& own, const UsedTokenizer& used)
{
    return Comparison(own, used).found();
}

} // namespace palimpsest

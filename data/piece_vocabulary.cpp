// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "piece_vocabulary.h"

#include "core/samples/words.h"

#include <cstdint>
#include <map>
#include <unordered_map>

namespace palimpsest {

namespace {

/// A word as the pieces it is made of so far, by number, and how often it stands in the texts.
struct CountedWord
{
    std::vector<std::uint32_t> pieces;
    std::int64_t count = 0;
};

std::uint64_t pairOf(std::uint32_t first, std::uint32_t second)
{
    return std::uint64_t{first} << 32U | second;
}

class PieceMaker
{
public:
    explicit PieceMaker(const std::vector<std::string>& texts)
    {
        std::map<std::string, std::int64_t> counts;
        for (const std::string& text : texts) {
            for (const NormalisedWord& word : splitWords(text, {})) {
                ++counts[word.text];
            }
        }
        for (const char* special : {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"}) {
            numberOf(special);
        }
        for (const auto& [word, count] : counts) {
            m_words.push_back({.pieces = characters(word), .count = count});
        }
        for (const CountedWord& word : m_words) {
            countPairs(word, 1);
        }
    }

    /// Joins the most frequent pair, the oldest of equal ones; false when there is none.
    bool join()
    {
        std::uint64_t best = 0;
        std::int64_t most = 0;
        for (const auto& [pair, count] : m_pairs) {
            if (count > most || (count == most && pair < best)) {
                best = pair;
                most = count;
            }
        }
        if (most <= 0) {
            return false;
        }
        const auto first = static_cast<std::uint32_t>(best >> 32U);
        const auto second = static_cast<std::uint32_t>(best);
        const std::uint32_t joined = numberOf(m_pieces[first] + m_pieces[second].substr(2));
        for (CountedWord& word : m_words) {
            replace(word, first, second, joined);
        }
        m_pairs.erase(best);
        return true;
    }

    const std::vector<std::string>& pieces() const { return m_pieces; }

private:
    std::uint32_t numberOf(const std::string& piece)
    {
        const auto [found, isNew] =
            m_numbers.emplace(piece, static_cast<std::uint32_t>(m_pieces.size()));
        if (isNew) {
            m_pieces.push_back(piece);
        }
        return found->second;
    }

    std::vector<std::uint32_t> characters(const std::string& word)
    {
        std::vector<std::uint32_t> result;
        for (std::size_t begin = 0; begin < word.size();) {
            std::size_t end = begin + 1;
            while (end < word.size() && (static_cast<unsigned char>(word[end]) & 0xC0U) == 0x80U) {
                ++end;
            }
            result.push_back(numberOf((begin == 0 ? "" : "##") + word.substr(begin, end - begin)));
            begin = end;
        }
        return result;
    }

    void countPairs(const CountedWord& word, std::int64_t sign)
    {
        for (std::size_t i = 0; i + 1 < word.pieces.size(); ++i) {
            m_pairs[pairOf(word.pieces[i], word.pieces[i + 1])] += sign * word.count;
        }
    }

    void replace(CountedWord& word, std::uint32_t first, std::uint32_t second, std::uint32_t joined)
    {
        std::vector<std::uint32_t> pieces;
        for (std::size_t i = 0; i < word.pieces.size(); ++i) {
            const bool isPair = word.pieces[i] == first && i + 1 < word.pieces.size() &&
                                word.pieces[i + 1] == second;
            pieces.push_back(isPair ? joined : word.pieces[i]);
            i += isPair ? 1 : 0;
        }
        if (pieces.size() < word.pieces.size()) {
            countPairs(word, -1);
            word.pieces = std::move(pieces);
            countPairs(word, 1);
        }
    }

    std::vector<std::string> m_pieces;
    std::unordered_map<std::string, std::uint32_t> m_numbers;
    std::vector<CountedWord> m_words;
    std::unordered_map<std::uint64_t, std::int64_t> m_pairs;
};

} // namespace

std::vector<std::string> makePieces(const std::vector<std::string>& texts, std::size_t size)
{
    PieceMaker maker(texts);
    while (maker.pieces().size() < size && maker.join()) {
    }
    return maker.pieces();
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples/words.h"

#include "core/base/error.h"

#include <algorithm>
#include <array>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf8.h>

namespace palimpsest {

namespace {

constexpr UChar32 kReplacement = 0xFFFD;

/// The code point at `at`, which moves behind it; negative where the bytes are no UTF-8.
UChar32 nextCodePoint(std::string_view text, std::size_t& at)
{
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    UChar32 c = 0;
    U8_NEXT(bytes, at, text.size(), c);
    return c;
}

void append(std::string& text, UChar32 c)
{
    std::array<std::uint8_t, U8_MAX_LENGTH> bytes{};
    std::size_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, c);
    text.append(reinterpret_cast<const char*>(bytes.data()), length);
}

bool isSpace(UChar32 c)
{
    return u_isUWhiteSpace(c) != 0;
}

/// What cleaning drops. Unassigned characters stay: a newer Unicode may have given them a meaning.
bool isDropped(UChar32 c)
{
    if (c == 0 || c == kReplacement) {
        return true;
    }
    if (c == '\t' || c == '\n' || c == '\r') {
        return false;
    }
    constexpr std::uint32_t kOther = U_GC_CC_MASK | U_GC_CF_MASK | U_GC_CO_MASK | U_GC_CS_MASK;
    return (U_GET_GC_MASK(c) & kOther) != 0;
}

bool isPunctuationMark(UChar32 c)
{
    const bool isAsciiSymbol = (c >= 33 && c <= 47) || (c >= 58 && c <= 64) ||
                               (c >= 91 && c <= 96) || (c >= 123 && c <= 126);
    return isAsciiSymbol || u_ispunct(c) != 0;
}

bool isIdeograph(UChar32 c)
{
    struct Block
    {
        UChar32 first;
        UChar32 last;
    };
    constexpr std::array<Block, 8> kBlocks = {{{0x4E00, 0x9FFF},
                                               {0x3400, 0x4DBF},
                                               {0x20000, 0x2A6DF},
                                               {0x2A700, 0x2B73F},
                                               {0x2B740, 0x2B81F},
                                               {0x2B820, 0x2CEAF},
                                               {0xF900, 0xFAFF},
                                               {0x2F800, 0x2FA1F}}};
    return std::ranges::any_of(kBlocks,
                               [c](Block block) { return c >= block.first && c <= block.last; });
}

/// Appends the lower case of `c`. The only letter whose lower case has two code points is
/// U+0130, capital i with a dot.
void appendLowerCase(std::string& text, UChar32 c)
{
    constexpr UChar32 kDottedI = 0x130;
    constexpr UChar32 kDotAbove = 0x307;
    if (c == kDottedI) {
        append(text, 'i');
        append(text, kDotAbove);
    } else {
        append(text, u_tolower(c));
    }
}

/// Turns one code point after another into what the rules make of it.
class Normaliser
{
public:
    explicit Normaliser(const WordRules& rules) : m_rules(rules)
    {
        UErrorCode status = U_ZERO_ERROR;
        m_decomposition = unorm2_getNFDInstance(&status);
        if (U_FAILURE(status) != 0) {
            throw BadInput("The tables of Unicode are missing, so no sentence can be split. "
                           "Install the package libicu72 again.");
        }
    }

    /// `c` as the rules want it, appended; nothing for a combining mark that they drop.
    void append(std::string& text, UChar32 c) const
    {
        if (!m_rules.stripAccents) {
            appendCased(text, c);
            return;
        }
        std::array<UChar, 32> units{};
        UErrorCode status = U_ZERO_ERROR;
        const std::int32_t length = unorm2_getDecomposition(m_decomposition, c, units.data(),
                                                            std::int32_t{units.size()}, &status);
        if (length < 0 || U_FAILURE(status) != 0) {
            appendBase(text, c);
            return;
        }
        for (std::int32_t i = 0; i < length;) {
            UChar32 part = 0;
            U16_NEXT(units.data(), i, length, part);
            appendBase(text, part);
        }
    }

private:
    void appendBase(std::string& text, UChar32 c) const
    {
        if (u_charType(c) != U_NON_SPACING_MARK) {
            appendCased(text, c);
        }
    }

    void appendCased(std::string& text, UChar32 c) const
    {
        if (m_rules.lowerCase) {
            appendLowerCase(text, c);
        } else {
            palimpsest::append(text, c);
        }
    }

    const WordRules& m_rules;
    const UNormalizer2* m_decomposition = nullptr;
};

/// Whether a normalised piece is one punctuation mark.
bool isOneMark(std::string_view piece)
{
    std::size_t at = 0;
    const UChar32 c = nextCodePoint(piece, at);
    return at == piece.size() && isPunctuationMark(c);
}

} // namespace

std::vector<NormalisedWord> splitWords(std::string_view sentence, const WordRules& rules)
{
    const Normaliser normaliser(rules);
    std::vector<NormalisedWord> words;
    bool isOpen = false; // whether what follows belongs to the last word
    for (std::size_t at = 0; at < sentence.size();) {
        const std::size_t begin = at;
        const UChar32 c = nextCodePoint(sentence, at);
        if (c < 0) {
            throw BadInput("The sentence is not UTF-8 text from its byte " +
                           std::to_string(begin + 1) + " on. Save it as UTF-8 and try again.");
        }
        if (isDropped(c)) {
            continue;
        }
        if (isSpace(c)) {
            isOpen = false;
            continue;
        }
        std::string piece;
        normaliser.append(piece, c);
        const bool isMark = piece.empty();
        const bool isAlone = !isMark && (isIdeograph(c) || isOneMark(piece));
        if (isMark) {
            if (!words.empty() && words.back().end == begin) {
                words.back().end = at;
            }
        } else if (isOpen && !isAlone) {
            words.back().text += piece;
            words.back().end = at;
        } else {
            words.push_back({.text = std::move(piece), .begin = begin, .end = at});
            isOpen = !isAlone;
        }
    }
    return words;
}

std::size_t codePointCount(std::string_view text)
{
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

bool hasIdeographs(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        if (isIdeograph(nextCodePoint(text, at))) {
            return true;
        }
    }
    return false;
}

bool isPunctuation(std::string_view word)
{
    for (std::size_t at = 0; at < word.size();) {
        const UChar32 c = nextCodePoint(word, at);
        if (!isPunctuationMark(c) && (U_GET_GC_MASK(c) & U_GC_S_MASK) == 0) {
            return false;
        }
    }
    return true;
}

std::string lowerCased(std::string_view text)
{
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        appendLowerCase(result, nextCodePoint(text, at));
    }
    return result;
}

} // namespace palimpsest

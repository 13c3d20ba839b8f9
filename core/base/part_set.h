// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/coalition.h"
#include "core/base/error.h"

#include <array>
#include <compare>
#include <cstddef>
#include <string>

namespace palimpsest {

/// A set of parts, numbered from 0, of which there are at most 256. Where all are among the first
/// 32 it is what a Coalition is, and sets compare as the numbers of coalitions do.
class PartSet
{
public:
    static constexpr int kCapacity = 256;

    constexpr PartSet() = default;

    /// The parts of a coalition: each is a set of parts, and stands for it unasked.
    constexpr PartSet(Coalition parts) : m_words{parts} {}

    /// The parts 0 to count − 1.
    static constexpr PartSet first(int count)
    {
        PartSet parts;
        for (int part = 0; part < count; ++part) {
            parts.insert(part);
        }
        return parts;
    }

    /// Adds a part in [0, kCapacity).
    constexpr void insert(int part) { m_words[wordOf(part)] |= bitOf(part); }

    /// Whether it holds a part in [0, kCapacity).
    constexpr bool contains(int part) const { return (m_words[wordOf(part)] & bitOf(part)) != 0; }

    constexpr bool empty() const { return *this == PartSet(); }

    /// Number of parts.
    constexpr int count() const
    {
        int count = 0;
        for (const std::uint64_t word : m_words) {
            count += std::popcount(word);
        }
        return count;
    }

    constexpr bool isSubsetOf(const PartSet& other) const { return (*this | other) == other; }

    /// What is in either.
    constexpr PartSet operator|(const PartSet& other) const
    {
        PartSet both = *this;
        for (std::size_t i = 0; i < kWords; ++i) {
            both.m_words[i] |= other.m_words[i];
        }
        return both;
    }

    /// Calls `visit(part)` for every part, rising.
    template<typename Visit>
    constexpr void forEach(Visit visit) const
    {
        for (std::size_t i = 0; i < kWords; ++i) {
            for (std::uint64_t rest = m_words[i]; rest != 0; rest &= rest - 1) {
                visit(static_cast<int>(i) * kWordBits + std::countr_zero(rest));
            }
        }
    }

    /// The same set as a coalition. Throws BadInput when it holds a part beyond the first 32.
    constexpr Coalition coalition() const
    {
        const auto parts = static_cast<Coalition>(m_words[0]);
        if (*this != PartSet(parts)) {
            throw BadInput("A set with part number " + std::to_string(lastPart() + 1) +
                           " is no set of the first 32 parts. Merge parts until there are fewer.");
        }
        return parts;
    }

    constexpr bool operator==(const PartSet&) const = default;

    /// By the highest part that only one of them holds.
    constexpr std::strong_ordering operator<=>(const PartSet& other) const
    {
        for (std::size_t i = kWords; i-- > 0;) {
            if (m_words[i] != other.m_words[i]) {
                return m_words[i] <=> other.m_words[i];
            }
        }
        return std::strong_ordering::equal;
    }

private:
    static constexpr int kWordBits = 64;
    static constexpr std::size_t kWords = kCapacity / kWordBits;

    static constexpr std::size_t wordOf(int part)
    {
        return static_cast<std::size_t>(part / kWordBits);
    }

    static constexpr std::uint64_t bitOf(int part) { return std::uint64_t{1} << part % kWordBits; }

    int lastPart() const
    {
        int last = -1;
        forEach([&](int part) { last = part; });
        return last;
    }

    std::array<std::uint64_t, kWords> m_words{};
};

/// |S|, the order of the pattern S.
constexpr int orderOf(const PartSet& pattern)
{
    return pattern.count();
}

} // namespace palimpsest

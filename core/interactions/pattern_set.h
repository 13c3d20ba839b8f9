// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/part_set.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

namespace palimpsest {

/// Which interaction: its parts and its kind.
struct PatternId
{
    PartSet parts = {};
    bool isOr = false;

    bool operator==(const PatternId&) const = default;

    /// All AND interactions before all OR ones, each by their parts.
    std::strong_ordering operator<=>(const PatternId& other) const
    {
        return isOr == other.isOr ? parts <=> other.parts : isOr <=> other.isOr;
    }
};

/// Which interactions a model has on a sample of n parts: the patterns that its values are of, in
/// rising order. Either all of them, index = bit mask, which takes no memory; or those listed, for
/// samples of more parts than can be enumerated. The first is ∅ by AND, whose interaction is 0.
class PatternSet
{
public:
    /// None, not even ∅.
    PatternSet() = default;

    /// All 2^n patterns by AND and, for models split into AND and OR, then all 2^n by OR. n is at
    /// most kMaxParts.
    static PatternSet all(int partCount, bool hasBothKinds = false);

    /// Those of `patterns`, which rise and begin with ∅ by AND. Throws BadInput where they do not,
    /// or hold more than the first `partCount` parts.
    PatternSet(int partCount, std::vector<PatternId> patterns);

    int partCount() const { return m_partCount; }
    std::size_t size() const { return m_size; }

    /// How many are by AND: where those by OR begin.
    std::size_t andCount() const { return m_andCount; }

    /// Whether it is made of all patterns.
    bool isDense() const { return !m_listed; }

    bool isOr(std::size_t index) const { return index >= m_andCount; }

    PartSet parts(std::size_t index) const
    {
        return isDense() ? PartSet(maskAt(index)) : (*m_listed)[index].parts;
    }

    /// |S| of the pattern S at `index`.
    int order(std::size_t index) const
    {
        return isDense() ? orderOf(maskAt(index)) : orderOf((*m_listed)[index].parts);
    }

    PatternId at(std::size_t index) const { return {parts(index), isOr(index)}; }

    /// Where a pattern stands; none where it is not among them.
    std::optional<std::size_t> find(const PatternId& pattern) const;

    bool operator==(const PatternSet& other) const;

private:
    Coalition maskAt(std::size_t index) const
    {
        return static_cast<Coalition>(index) & fullCoalition(m_partCount);
    }

    int m_partCount = 0;
    std::size_t m_size = 0;
    std::size_t m_andCount = 0;
    std::shared_ptr<const std::vector<PatternId>> m_listed; ///< null: all
};

} // namespace palimpsest

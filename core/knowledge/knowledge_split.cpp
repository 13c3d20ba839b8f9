// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/knowledge/knowledge_split.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace palimpsest {

namespace {

double sum(const std::vector<double>& values)
{
    return std::accumulate(values.begin(), values.end(), 0.0);
}

void addScaled(std::vector<double>& sums, const std::vector<double>& values, double factor)
{
    sums.resize(std::max(sums.size(), values.size()), 0.0);
    for (std::size_t i = 0; i < values.size(); ++i) {
        sums[i] += factor * values[i];
    }
}

void addShares(KnowledgeAmounts& amounts, std::size_t index, const PatternShares& shares,
               double factor)
{
    amounts.preserved[index] += factor * std::abs(shares.shared);
    amounts.discarded[index] += factor * shares.lost;
    amounts.gained[index] += factor * shares.gained;
}

/// Adds the shares of the pattern at `index` of `patterns`.
void addShares(KnowledgeSplit& split, const PatternSet& patterns, std::size_t index,
               const PatternShares& shares)
{
    const int order = patterns.order(index);
    addShares(split.byOrder, static_cast<std::size_t>(order), shares, 1.0);
    patterns.parts(index).forEach([&](int part) {
        addShares(split.byPart, static_cast<std::size_t>(part), shares, 1.0 / order);
    });
}

} // namespace

PatternShares splitPattern(double a, const SalientSet& salientA, double b,
                           const SalientSet& salientB)
{
    const bool inA = salientA.contains(a);
    const bool inB = salientB.contains(b);
    PatternShares shares;
    if (inA && inB) {
        const bool sameSign = (a > 0.0) == (b > 0.0);
        shares.status = sameSign ? PatternStatus::Preserved : PatternStatus::Flipped;
        shares.shared = sameSign ? std::copysign(std::min(std::abs(a), std::abs(b)), a) : 0.0;
    } else if (inA) {
        shares.status = PatternStatus::Discarded;
    } else if (inB) {
        shares.status = PatternStatus::New;
    }
    shares.lost = inA ? std::abs(a - shares.shared) : 0.0;
    shares.gained = inB ? std::abs(b - shares.shared) : 0.0;
    return shares;
}

void KnowledgeAmounts::add(const KnowledgeAmounts& other, double factor)
{
    addScaled(preserved, other.preserved, factor);
    addScaled(discarded, other.discarded, factor);
    addScaled(gained, other.gained, factor);
}

KnowledgeSplit splitKnowledge(const Interactions& a, const SalientSet& salientA,
                              const Interactions& b, const SalientSet& salientB)
{
    const auto parts = static_cast<std::size_t>(a.patterns.partCount());
    KnowledgeSplit split{.shared = std::vector<double>(a.values.size()),
                         .byOrder = KnowledgeAmounts(parts + 1),
                         .byPart = KnowledgeAmounts(parts)};
    forEachPattern(a, b,
                   [&](const PatternSet& patterns, std::size_t index, double ofA, double ofB) {
                       const PatternShares shares = splitPattern(ofA, salientA, ofB, salientB);
                       if (shares.status == PatternStatus::NotSalient) {
                           return;
                       }
                       if (shares.status == PatternStatus::Preserved) { // so `a` has it
                           split.shared[index] = shares.shared;
                       }
                       addShares(split, patterns, index, shares);
                   });
    return split;
}

std::optional<double> ratio(double part, double whole)
{
    return whole == 0.0 ? std::nullopt : std::optional(part / whole);
}

std::optional<double> preservationRate(const KnowledgeAmounts& amounts)
{
    const double preserved = sum(amounts.preserved);
    return ratio(preserved, preserved + sum(amounts.discarded));
}

std::optional<double> completeness(const KnowledgeAmounts& amounts)
{
    const double preserved = sum(amounts.preserved);
    return ratio(preserved, preserved + sum(amounts.gained));
}

} // namespace palimpsest

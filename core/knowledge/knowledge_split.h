// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/interactions/interactions.h"
#include "core/interactions/salient_set.h"

#include <optional>
#include <vector>

namespace palimpsest {

/// Fate of a pattern between a reference model and a later one.
enum class PatternStatus {
    NotSalient, ///< salient in neither
    Preserved,  ///< salient in both, same sign
    Flipped,    ///< salient in both, opposite sign
    Discarded,  ///< salient in the reference only
    New,        ///< salient in the later model only
};

/// What became of one pattern.
struct PatternShares
{
    PatternStatus status = PatternStatus::NotSalient;
    double shared = 0.0; ///< I_sh = sign(I_a)·min(|I_a|, |I_b|) if preserved, else 0
    double lost = 0.0;   ///< |I_a − I_sh| where salient in the reference
    double gained = 0.0; ///< |I_b − I_sh| where salient in the later model

    bool operator==(const PatternShares&) const = default;
};

/// Splits one pattern with effects `a` (reference) and `b` (later).
/// Source: X. Cheng et al., arXiv 2409.08712, shared, forgotten and new interactions.
PatternShares splitPattern(double a, const SalientSet& salientA, double b,
                           const SalientSet& salientB);

/// Preserved, discarded and new knowledge, by order m = 0…n or by part.
struct KnowledgeAmounts
{
    std::vector<double> preserved; ///< K_preserve
    std::vector<double> discarded; ///< K_discard
    std::vector<double> gained;    ///< K_new

    explicit KnowledgeAmounts(std::size_t size = 0) : preserved(size), discarded(size), gained(size)
    {
    }

    /// Adds `other` times `factor`, growing to its size: absent orders count 0.
    void add(const KnowledgeAmounts& other, double factor = 1.0);

    bool operator==(const KnowledgeAmounts&) const = default;
};

/// The split of one sample.
struct KnowledgeSplit
{
    std::vector<double> shared; ///< I_sh, one for each pattern of the reference
    KnowledgeAmounts byOrder;   ///< n + 1 orders; order 0 is always 0
    KnowledgeAmounts byPart;    ///< n parts: Σ_{S∋i} share(S)/|S|
};

/// Splits the interactions of a reference `a` and a later model `b` on one sample of n parts. A
/// pattern that one of them does not have is 0 there. AND and OR interactions of |S| parts are both
/// of order |S|.
/// Identities: preserved + discarded = Σ_{Ω_a}|I_a| and preserved + gained = Σ_{Ω_b}|I_b|, by
/// order.
KnowledgeSplit splitKnowledge(const Interactions& a, const SalientSet& salientA,
                              const Interactions& b, const SalientSet& salientB);

/// Σ preserved / (Σ preserved + Σ discarded) over orders; none when 0/0.
std::optional<double> preservationRate(const KnowledgeAmounts& amounts);

/// Σ preserved / (Σ preserved + Σ gained) over orders; none when 0/0.
std::optional<double> completeness(const KnowledgeAmounts& amounts);

/// `part / whole`, or none when the whole is 0.
std::optional<double> ratio(double part, double whole);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/study_session.h"

#include <algorithm>

// What pages ask a session about its units and its comparison.

namespace palimpsest {

UnitReport StudySession::report(const UnitIndex& unit) const
{
    if (const auto failed = m_failures.find(unit); failed != m_failures.end()) {
        return {.state = UnitState::Missing, .reason = failed->second};
    }
    if (const auto arrived = m_arrived.find(unit); arrived != m_arrived.end()) {
        return completeReport({nonFiniteCount(arrived->second.v), arrived->second.floored},
                              arrived->second.partCount);
    }
    if (m_values) {
        if (const auto found = m_values->units.find(unit); found != m_values->units.end()) {
            return found->second;
        }
    }
    return {};
}

UnitProgress StudySession::progress(const UnitIndex& unit) const
{
    if (unit == m_running) {
        return UnitProgress::Running;
    }
    return m_queued.contains(unit) ? UnitProgress::Queued : UnitProgress::AtRest;
}

bool StudySession::hasValues(std::size_t sample) const
{
    const auto ofSample = [&](const auto& entry) { return entry.first.sample == sample; };
    return std::ranges::any_of(m_arrived, ofSample) ||
           (m_values && std::ranges::any_of(m_values->tables, ofSample));
}

bool StudySession::hasStaleValues(std::size_t sample) const
{
    return m_values && std::ranges::any_of(m_values->units, [&](const auto& entry) {
               return entry.first.sample == sample && report(entry.first).state == UnitState::Stale;
           });
}

const UnitValues* StudySession::table(const UnitIndex& unit) const
{
    if (const auto found = m_arrived.find(unit); found != m_arrived.end()) {
        return &found->second;
    }
    if (!m_values) {
        return nullptr;
    }
    const auto found = m_values->tables.find(unit);
    return found != m_values->tables.end() ? &found->second : nullptr;
}

std::size_t StudySession::epochIndex() const
{
    const KnowledgeCurve& curve = analysis()->curve;
    if (!m_selection.epoch()) {
        return curve.size() - 1;
    }
    // The latest checkpoint that is not after the epoch asked for.
    const auto after =
        std::ranges::upper_bound(curve, *m_selection.epoch(), {}, &EpochKnowledge::epoch);
    return after == curve.begin() ? 0 : static_cast<std::size_t>(after - curve.begin()) - 1;
}

CheckpointIndex StudySession::laterCheckpoint() const
{
    const std::size_t target = analysis()->target;
    const auto& checkpoints = study().lineages[target].checkpoints;
    const auto found =
        std::ranges::find(checkpoints, analysis()->curve[epochIndex()].epoch, &Checkpoint::epoch);
    return {target, static_cast<std::size_t>(found - checkpoints.begin())};
}

std::optional<std::size_t> StudySession::analysedSample() const
{
    if (analysis() == nullptr) {
        return std::nullopt;
    }
    const auto& samples = analysis()->samples;
    const auto found = std::ranges::find(samples, m_selection.sample(), &SampleReport::index);
    if (found == samples.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - samples.begin());
}

} // namespace palimpsest

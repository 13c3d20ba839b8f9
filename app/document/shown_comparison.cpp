// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/shown_comparison.h"

#include "app/document/study_session.h"

#include <utility>

namespace palimpsest {

namespace {

/// Whether patterns of one are patterns of the other.
bool haveSameParts(const SampleReport& a, const SampleReport& b)
{
    return a.id == b.id && a.parts == b.parts;
}

} // namespace

ShownComparison::ShownComparison(StudySession& session) : m_session(session), m_task(this)
{
    connect(&session, &StudySession::opened, this, &ShownComparison::follow);
    connect(&session, &StudySession::analysisChanged, this, &ShownComparison::follow);
    const Selection& selection = session.selection();
    connect(&selection, &Selection::sampleChanged, this, &ShownComparison::follow);
    connect(&selection, &Selection::epochChanged, this, &ShownComparison::follow);
    follow();
}

void ShownComparison::follow()
{
    const auto sample = m_session.analysedSample();
    if (!sample) {
        m_task.drop();
        show(nullptr);
        return;
    }
    const std::shared_ptr<const Analysis> analysis = m_session.live().sharedAnalysis();
    if (m_shown &&
        !haveSameParts(m_shown->analysis->samples[m_shown->sample], analysis->samples[*sample])) {
        show(nullptr);
    }
    m_task.post(
        [this, analysis, compared = m_session.live().compared(), sample = *sample,
         later = m_session.laterCheckpoint()](const LatestTask::Request& request) {
            const auto made = std::make_shared<ShownPatterns>(ShownPatterns{
                comparePatterns(*analysis, *compared, sample, later), analysis, sample, later});
            request.deliver([this, made] { show(made); });
        },
        [this](const QString& why) { show(nullptr, why); });
}

void ShownComparison::show(std::shared_ptr<const ShownPatterns> comparison, const QString& problem)
{
    if (comparison != m_shown || problem != m_problem) {
        m_shown = std::move(comparison);
        m_problem = problem;
        emit changed();
    }
}

} // namespace palimpsest

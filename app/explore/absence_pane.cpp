// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/explore/absence_pane.h"

#include "app/document/study_session.h"

namespace palimpsest {

AbsencePane::AbsencePane(StudySession& session) : m_session(session)
{
    connect(&session, &StudySession::opened, this, &AbsencePane::showState);
    connect(&session, &StudySession::analysisChanged, this, &AbsencePane::showState);
    connect(&session, &StudySession::runningChanged, this, &AbsencePane::showState);
    connect(&session, &StudySession::costChanged, this, &AbsencePane::showState);
    connect(&session.live(), &LiveAnalysis::comparingChanged, this, &AbsencePane::showState);
    showState();
}

void AbsencePane::showState()
{
    if (m_session.analysis() != nullptr) {
        return;
    }
    if (m_session.document() == nullptr || m_session.values() == nullptr) {
        setContent("explore", tr("Reading the values…"), {});
    } else if (m_session.extractor().isRunning()) {
        setContent("explore", tr("Values are being made"),
                   tr("Curves appear as soon as the first sample is complete."));
    } else if (m_session.live().isComparing()) {
        setContent("explore", tr("Comparing the checkpoints…"), {});
    } else if (m_session.live().wasCancelled()) {
        setContent("explore", tr("The comparison was cancelled"),
                   tr("Splitting into AND and OR takes long where there are many parts and "
                      "checkpoints. AND alone is faster."),
                   tr("Compare again"), [this] { m_session.refreshAnalysis(); });
    } else {
        showLack();
    }
}

/// Of something to compare.
void AbsencePane::showLack()
{
    const QString extract = m_session.mayExtract() ? tr("Extract") : QString();
    const auto makeValues = [this] { m_session.extract(); };
    const bool hasUsable = !m_session.values()->tables.empty();
    if (!hasUsable && !m_session.staleSamples().empty()) {
        setContent("explore", tr("The values are stale"), m_session.live().problem(), extract,
                   makeValues);
    } else if (m_session.selection().reference() || m_session.selection().target()) {
        setContent("explore", tr("Nothing to compare yet"), m_session.live().problem(),
                   tr("Compare the usual ones"), [this] {
                       m_session.selection().setReference(std::nullopt);
                       m_session.selection().setTarget(std::nullopt);
                   });
    } else if (hasUsable) {
        setContent("explore", tr("Nothing to compare yet"), m_session.live().problem(), extract,
                   makeValues);
    } else if (m_session.study().samples.empty() || m_session.study().lineages.empty()) {
        setContent("explore", tr("Nothing to explore yet"),
                   tr("The study needs samples and checkpoints first."), tr("Go to the Study page"),
                   [this] { emit studyRequested(); });
    } else {
        setContent("explore", tr("No values yet"),
                   tr("Run every checkpoint on all maskings of the parts; then patterns "
                      "and curves stand here."),
                   extract, makeValues, tr("Look at the parts first"),
                   [this] { emit partsRequested(); });
    }
}

} // namespace palimpsest

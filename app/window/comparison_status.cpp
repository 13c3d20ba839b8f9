// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/comparison_status.h"

#include "app/document/study_session.h"

#include <algorithm>
#include <chrono>

namespace palimpsest {

namespace {

constexpr std::chrono::milliseconds kPatience{500};

} // namespace

ComparisonStatus::ComparisonStatus(StudySession& session, QWidget* parent)
    : RunStatus(tr("Stop; what is shown stays as it was"), parent), m_session(session)
{
    setObjectName("comparisonStatus");
    hide();
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatience);
    connect(&m_patience, &QTimer::timeout, this, &QWidget::show);
    connect(&session.live(), &LiveAnalysis::comparingChanged, this, &ComparisonStatus::follow);
    connect(&session.live(), &LiveAnalysis::progressed, this, &ComparisonStatus::showProgress);
    connect(this, &RunStatus::cancelRequested, &session, &StudySession::cancelAnalysis);
}

void ComparisonStatus::follow()
{
    if (m_session.live().isComparing()) {
        setText(tr("Comparing the checkpoints…"));
        setUncertain();
        m_patience.start();
    } else {
        m_patience.stop();
        hide();
    }
}

void ComparisonStatus::showProgress(std::size_t done, std::size_t total)
{
    const bool isSplit = m_session.study().settings.interactions.kind == InteractionKind::AndOr;
    setText((isSplit ? tr("Splitting into AND and OR: sample %1 of %2")
                     : tr("Comparing the checkpoints: sample %1 of %2"))
                .arg(std::min(done + 1, total))
                .arg(total));
    setProgress(static_cast<double>(done) / static_cast<double>(std::max<std::size_t>(1, total)));
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/explore/sample_pane.h"

#include "app/document/shown_comparison.h"
#include "app/document/study_session.h"
#include "widgets/panels/empty_state.h"
#include "widgets/style/plain_text.h"

#include <QTabWidget>

namespace palimpsest {

namespace {

/// Why the sample has not all values: what is stale goes before what is missing.
QString lackOf(const StudySession& session, std::size_t sample)
{
    UnitReport worst;
    for (const auto& [checkpoint, model] : session.analysis()->models) {
        const UnitReport report = session.report({checkpoint, sample});
        if (report.state == UnitState::Stale || worst.reason.empty()) {
            worst = report.state == UnitState::Complete ? worst : report;
        }
    }
    return QString::fromStdString(worst.reason);
}

} // namespace

SamplePane::SamplePane(StudySession& session, const ShownComparison& comparison)
    : m_session(session), m_comparison(comparison), m_tabs(new QTabWidget),
      m_leftOut(new EmptyState)
{
    m_tabs->setDocumentMode(true);
    m_tabs->setElideMode(Qt::ElideRight);
    m_leftOut->setObjectName("leftOut");
    addWidget(m_tabs);
    addWidget(m_leftOut);
    connect(&session, &StudySession::analysisChanged, this, &SamplePane::showSample);
    connect(&session, &StudySession::runningChanged, this, &SamplePane::showState);
    connect(&session, &StudySession::costChanged, this, &SamplePane::showState);
    connect(&session.selection(), &Selection::sampleChanged, this, &SamplePane::showSample);
    connect(&comparison, &ShownComparison::changed, this, &SamplePane::showState);
}

void SamplePane::addView(QWidget* view, const QString& title)
{
    m_tabs->addTab(view, QString());
    m_titles.push_back(title);
    showSample();
}

void SamplePane::showView(QWidget* view)
{
    m_tabs->setCurrentWidget(view);
}

void SamplePane::showSample()
{
    if (m_session.analysis() != nullptr) {
        nameTabs();
        showState();
    }
}

void SamplePane::nameTabs()
{
    constexpr int kWidest = 150;
    const Sample& sample = m_session.study().samples[m_session.selection().sample()];
    const QString whole = QString::fromStdString(sample.text.empty() ? sample.id : sample.text);
    const QString name = m_tabs->fontMetrics().elidedText(whole, Qt::ElideRight, kWidest);
    for (std::size_t i = 0; i < m_titles.size(); ++i) {
        m_tabs->setTabText(static_cast<int>(i), m_titles[i].arg(name));
        m_tabs->setTabToolTip(static_cast<int>(i), plainTip(m_titles[i].arg(whole)));
    }
}

void SamplePane::showState()
{
    if (m_session.analysis() == nullptr) {
        return;
    }
    const bool isLeftOut = !m_session.analysedSample();
    const bool hasFailed = !m_comparison.problem().isEmpty();
    setCurrentWidget(isLeftOut || hasFailed ? static_cast<QWidget*>(m_leftOut) : m_tabs);
    if (isLeftOut) {
        showLeftOut();
    } else if (hasFailed) {
        m_leftOut->setContent("explore", tr("Its patterns could not be compared"),
                              m_comparison.problem());
    }
}

void SamplePane::showLeftOut()
{
    const std::size_t sample = m_session.selection().sample();
    const QString id = QString::fromStdString(m_session.study().samples[sample].id);
    if (m_session.document()->sheet(sample).parts.partCount() == 0) {
        m_leftOut->setContent("parts", tr("%1 has no parts yet").arg(id),
                              tr("It takes no part in the comparison."), tr("Draw its parts"),
                              [this] { emit partsRequested(); });
        return;
    }
    const bool isStale = m_session.hasStaleValues(sample);
    const QString why = lackOf(m_session, sample);
    const bool mayExtract = !m_session.extractor().isRunning() && m_session.mayExtract(sample);
    m_leftOut->setContent(
        "extract",
        (isStale ? tr("The values of %1 are stale") : tr("%1 has not all values yet")).arg(id),
        tr("It takes no part in the comparison.") +
            (why.isEmpty() ? QString() : QLatin1Char('\n') + why),
        mayExtract ? tr("Extract") : QString(), [this] { m_session.extract(); });
}

} // namespace palimpsest

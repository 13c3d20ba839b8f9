// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/explore_page.h"
#include "core/analysis/comparison_names.h"
#include "widgets/panels/empty_state.h"

#include <QComboBox>
#include <QMenu>
#include <QStackedWidget>
#include <QTextBrowser>
#include <QToolButton>
#include <QWidgetAction>

#include <algorithm>

// What the explore page says where there is nothing to show, and of what it shows.

namespace palimpsest {

void ExplorePage::showState()
{
    const bool hasAnalysis = m_session.analysis() != nullptr;
    m_stack->setCurrentIndex(hasAnalysis ? 1 : 0);
    if (hasAnalysis) {
        showAnalysis();
    } else if (m_session.document() == nullptr || m_session.values() == nullptr) {
        m_empty->setContent("explore", tr("Reading the values…"), {});
    } else if (m_session.extractor().isRunning()) {
        m_empty->setContent("explore", tr("Values are being made"),
                            tr("Curves appear as soon as the first sample is complete."));
    } else if (m_session.live().isComparing()) {
        m_empty->setContent("explore", tr("Comparing the checkpoints…"), {});
    } else if (m_session.live().wasCancelled()) {
        m_empty->setContent("explore", tr("The comparison was cancelled"),
                            tr("Splitting into AND and OR takes long where there are many parts "
                               "and checkpoints. AND alone is faster."),
                            tr("Compare again"), [this] { m_session.refreshAnalysis(); });
    } else if (m_session.selection().reference() || m_session.selection().target()) {
        m_empty->setContent("explore", tr("Nothing to compare yet"), m_session.live().problem(),
                            tr("Compare the usual ones"), [this] {
                                m_session.selection().setReference(std::nullopt);
                                m_session.selection().setTarget(std::nullopt);
                            });
    } else if (!m_session.values()->tables.empty()) {
        m_empty->setContent("explore", tr("Nothing to compare yet"), m_session.live().problem());
    } else if (m_session.study().samples.empty() || m_session.study().lineages.empty()) {
        m_empty->setContent("explore", tr("Nothing to explore yet"),
                            tr("The study needs samples and checkpoints first."),
                            tr("Go to the Study page"), [this] { emit studyRequested(); });
    } else {
        m_empty->setContent(
            "explore", tr("No values yet"),
            tr("Run every checkpoint on all maskings of the parts; then patterns "
               "and curves stand here."),
            tr("Extract"), [this] { emit extractRequested(); }, tr("Look at the parts first"),
            [this] { emit partsRequested(); });
    }
}

/// What "all samples" are, where some have no values.
void ExplorePage::showScope()
{
    const Analysis& analysis = *m_session.analysis();
    const bool leavesOut = leavesSamplesOut(analysis);
    m_scope->setItemText(0, leavesOut ? QString::fromStdString(samplesName(analysis))
                                      : tr("all samples"));
    m_scope->setToolTip(leavesOut ? tr("The other samples lack values of some compared checkpoint")
                                  : QString());
}

/// In place of its patterns, why the sample has none and what to do about it.
void ExplorePage::showLeftOut()
{
    const bool isLeftOut = !m_session.analysedSample();
    m_patternStack->setCurrentIndex(isLeftOut ? 1 : 0);
    if (!isLeftOut) {
        return;
    }
    const std::size_t sample = m_session.selection().sample();
    const QString id = QString::fromStdString(m_session.study().samples[sample].id);
    if (m_session.document()->sheet(sample).parts.partCount() == 0) {
        m_leftOut->setContent("parts", tr("%1 has no parts yet").arg(id),
                              tr("It takes no part in the comparison."), tr("Draw its parts"),
                              [this] { emit partsRequested(); });
        return;
    }
    UnitReport worst;
    for (const auto& [checkpoint, model] : m_session.analysis()->models) {
        const UnitReport report = m_session.report({checkpoint, sample});
        if (report.state == UnitState::Stale || worst.reason.empty()) {
            worst = report.state == UnitState::Complete ? worst : report;
        }
    }
    const bool isStale = m_session.hasStaleValues(sample);
    const QString why = QString::fromStdString(worst.reason);
    m_leftOut->setContent(
        "extract",
        (isStale ? tr("The values of %1 are stale") : tr("%1 has not all values yet")).arg(id),
        tr("It takes no part in the comparison.") +
            (why.isEmpty() ? QString() : QLatin1Char('\n') + why),
        m_session.extractor().isRunning() ? QString() : tr("Extract"),
        [this] { emit extractRequested(); });
}

void ExplorePage::showRemarks()
{
    QString text;
    for (const std::string& warning : m_session.analysis()->warnings) {
        text += QStringLiteral("<p>") + QString::fromStdString(warning).toHtmlEscaped() +
                QStringLiteral("</p>");
    }
    auto* browser = new QTextBrowser;
    browser->setHtml(text);
    browser->setFrameShape(QFrame::StyledPanel); // apart from the white of the curves below it
    browser->setFixedWidth(460);
    browser->document()->setDocumentMargin(12);
    browser->document()->setTextWidth(460);
    browser->setFixedHeight(
        std::min(360, static_cast<int>(browser->document()->size().height()) + 4));
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto* action = new QWidgetAction(menu);
    action->setDefaultWidget(browser);
    menu->addAction(action);
    // Ends where the button does, so that it stays within the window.
    const QPoint end = m_remarks->mapToGlobal(m_remarks->rect().bottomRight());
    menu->popup(end - QPoint(menu->sizeHint().width(), 0));
}

} // namespace palimpsest

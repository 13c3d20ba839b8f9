// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/run_panel.h"

#include "app/document/large_run.h"
#include "core/base/coalition.h"
#include "widgets/commands/command_catalogue.h"
#include "widgets/style/counted.h"
#include "widgets/style/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <cstddef>
#include <set>

namespace palimpsest {

namespace {

QLabel* wrapped()
{
    auto* label = new QLabel;
    label->setWordWrap(true);
    return label;
}

QString notFiniteText(const ExtractionCost& cost)
{
    return cost.notFinite == 0
               ? QString()
               : QLatin1Char(' ') + counted(cost.notFinite,
                                            RunPanel::tr("1 holds what is no number."),
                                            RunPanel::tr("%1 hold what is no number."));
}

/// How many samples there are beside those that the first failure is of.
std::size_t otherSamples(const std::vector<UnitFailure>& failures)
{
    std::set<std::size_t> ofFirst;
    std::set<std::size_t> all;
    for (const UnitFailure& failure : failures) {
        all.insert(failure.unit.sample);
        if (failure.message == failures.front().message) {
            ofFirst.insert(failure.unit.sample);
        }
    }
    return all.size() - ofFirst.size();
}

} // namespace

RunPanel::RunPanel(QWidget* parent)
    : QWidget(parent), m_cost(wrapped()), m_detail(wrapped()),
      m_extract(new QPushButton(themedIcon("extract"), tr("Extract"))), m_pause(new QPushButton),
      m_cancel(new QPushButton(themedIcon("cancel"), tr("Cancel")))
{
    m_cost->setTextFormat(Qt::RichText);
    m_detail->setTextFormat(Qt::RichText);
    m_cost->setObjectName("cost");
    m_detail->setObjectName("detail");
    m_extract->setObjectName("extract");
    m_extract->setDefault(true);
    m_extract->setToolTip(
        withKeys(tr("Run every checkpoint on every masking of the parts"), "extract"));
    m_pause->setObjectName("pause");
    m_pause->setCheckable(true);
    m_pause->setToolTip(tr("Wait after the batch that is running"));
    m_cancel->setObjectName("cancel");
    m_cancel->setToolTip(withKeys(
        tr("Stop after the batch that is running; finished units are kept"), "cancelExtraction"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_cost);
    layout->addWidget(m_detail);
    layout->addWidget(m_extract);
    layout->addWidget(m_pause);
    layout->addWidget(m_cancel);
    connect(m_extract, &QPushButton::clicked, this, &RunPanel::extractRequested);
    connect(m_cancel, &QPushButton::clicked, this, &RunPanel::cancelRequested);
    connect(m_pause, &QPushButton::clicked, this, &RunPanel::pauseRequested);
    setCost(std::nullopt);
    setPaused(false);
    setRunning(false);
}

void RunPanel::setCost(const std::optional<ExtractionCost>& cost)
{
    m_extract->setEnabled(cost && cost->units > 0);
    if (!cost) {
        m_cost->setText(tr("Looking at what is there…"));
        m_detail->clear();
        return;
    }
    if (cost->units == 0) {
        m_cost->setText(cost->complete == 0 ? tr("There is nothing to extract.")
                                            : counted(cost->complete, tr("The one unit is done."),
                                                      tr("All %1 units are done.")) +
                                                  notFiniteText(*cost));
    } else {
        QString text = QStringLiteral("<b>") + counted(cost->units, tr("1 unit"), tr("%L1 units")) +
                       tr(" · %L1 passes").arg(cost->passes);
        if (const QString duration = durationText(*cost); !duration.isEmpty()) {
            text += QStringLiteral(" · ") + duration;
        }
        m_cost->setText(text + QStringLiteral("</b>"));
    }
    m_detail->setText(detailOf(*cost));
}

QString RunPanel::detailOf(const ExtractionCost& cost) const
{
    QString detail = cost.units == 0
                         ? tr("Device: %1").arg(cost.device)
                         : tr("%L1 done · device: %2").arg(cost.complete).arg(cost.device);
    if (cost.units > 0) {
        detail +=
            tr(" · about %1 on disk").arg(QString::fromStdString(roughSize(cost.estimate.bytes)));
        if (cost.estimate.free) {
            detail += tr(", %1 free").arg(QString::fromStdString(roughSize(*cost.estimate.free)));
        }
        if (const std::string problem = spaceProblem(cost.estimate.bytes, cost.estimate.free);
            !problem.empty()) {
            detail += QStringLiteral("<br><b>") + QString::fromStdString(problem) +
                      QStringLiteral("</b>");
        }
    }
    if (cost.estimate.mostParts >= kManyParts) {
        detail += tr(" · %L1 maskings of %2 alone: every part less halves them")
                      .arg(coalitionCount(cost.estimate.mostParts))
                      .arg(QString::fromStdString(cost.estimate.mostPartsSample).toHtmlEscaped());
    }
    if (!cost.impossible.empty()) {
        detail += QStringLiteral("<br>") +
                  counted(cost.impossible.size(), tr("1 unit cannot be made: "),
                          tr("%1 units cannot be made: ")) +
                  QString::fromStdString(cost.impossible.front().message).toHtmlEscaped();
        if (const std::size_t others = otherSamples(cost.impossible); others > 0) {
            detail += QLatin1Char(' ') + counted(others, tr("Nor can those of 1 more sample."),
                                                 tr("Nor can those of %1 more samples."));
        }
    }
    return detail;
}

void RunPanel::setRunning(bool running)
{
    m_extract->setVisible(!running);
    m_pause->setVisible(running);
    m_cancel->setVisible(running);
    if (running) {
        m_cost->setText(tr("Values are being made; curves grow as they come."));
        m_detail->clear();
    }
}

void RunPanel::setPaused(bool isPaused)
{
    m_pause->setChecked(isPaused);
    m_pause->setIcon(themedIcon(isPaused ? "play" : "pause"));
    m_pause->setText(isPaused ? tr("Go on") : tr("Pause"));
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/panels/run_status.h"

#include "widgets/style/elided_label.h"
#include "widgets/style/theme.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>

#include <cmath>

namespace palimpsest {

namespace {

constexpr int kSteps = 1000;

} // namespace

RunStatus::RunStatus(const QString& cancelTip, QWidget* parent)
    : QWidget(parent), m_text(new ElidedLabel), m_bar(new QProgressBar), m_pause(new QPushButton)
{
    m_text->setObjectName("runningText");
    m_bar->setFixedWidth(160);
    m_bar->setTextVisible(false);
    m_pause->setFlat(true);
    m_pause->setAutoDefault(false);
    m_pause->setCheckable(true);
    m_pause->hide();
    setPaused(false);
    auto* cancel = new QPushButton(themedIcon("cancel"), tr("Cancel"));
    cancel->setObjectName("cancelRun");
    cancel->setFlat(true);
    cancel->setAutoDefault(false); // Enter in a dialog is for its fields
    cancel->setToolTip(cancelTip);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_text);
    layout->addWidget(m_bar);
    layout->addWidget(m_pause);
    layout->addWidget(cancel);
    connect(m_pause, &QPushButton::clicked, this, &RunStatus::pauseRequested);
    connect(cancel, &QPushButton::clicked, this, &RunStatus::cancelRequested);
}

void RunStatus::setText(const QString& text)
{
    m_text->setText(text);
}

void RunStatus::setProgress(double share)
{
    m_bar->setRange(0, kSteps);
    m_bar->setValue(static_cast<int>(std::lround(kSteps * share)));
}

void RunStatus::setUncertain()
{
    m_bar->setRange(0, 0);
}

void RunStatus::offerPause()
{
    m_pause->setObjectName("pauseRun");
    m_pause->show();
}

void RunStatus::setPaused(bool isPaused)
{
    m_pause->setChecked(isPaused);
    m_pause->setIcon(themedIcon(isPaused ? "play" : "pause"));
    m_pause->setText(isPaused ? tr("Go on") : tr("Pause"));
    m_pause->setToolTip(isPaused ? tr("Go on with the next batch")
                                 : tr("Wait after the batch that is running"));
    m_bar->setEnabled(!isPaused);
}

} // namespace palimpsest

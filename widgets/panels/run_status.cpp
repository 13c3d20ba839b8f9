// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/panels/run_status.h"

#include "widgets/style/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include <cmath>

namespace palimpsest {

namespace {

constexpr int kSteps = 1000;

} // namespace

RunStatus::RunStatus(const QString& cancelTip, QWidget* parent)
    : QWidget(parent), m_text(new QLabel), m_bar(new QProgressBar)
{
    m_text->setObjectName("runningText");
    m_bar->setFixedWidth(160);
    m_bar->setTextVisible(false);
    auto* cancel = new QPushButton(themedIcon("cancel"), tr("Cancel"));
    cancel->setObjectName("cancelRun");
    cancel->setFlat(true);
    cancel->setAutoDefault(false); // Enter in a dialog is for its fields
    cancel->setToolTip(cancelTip);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_text);
    layout->addWidget(m_bar);
    layout->addWidget(cancel);
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

} // namespace palimpsest

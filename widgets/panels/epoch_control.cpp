// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/panels/epoch_control.h"

#include "widgets/commands/command_catalogue.h"
#include "widgets/style/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>
#include <chrono>

namespace palimpsest {

namespace {

constexpr std::chrono::milliseconds kPlayStep{600};

} // namespace

EpochControl::EpochControl(QWidget* parent) : QWidget(parent), m_label(new QLabel)
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    const auto add = [&](const char* id, auto slot) {
        const CommandEntry& command = commandEntry(id);
        const QString what = withKeys(commandText(command.text), id);
        auto* button = new QToolButton;
        button->setIcon(themedIcon(QLatin1String(command.icon)));
        button->setToolTip(what);
        button->setAccessibleName(what);
        button->setAutoRaise(true);
        connect(button, &QToolButton::clicked, this, slot);
        layout->addWidget(button);
        return button;
    };
    m_first = add("firstEpoch", [this] { go(0); });
    m_back = add("previousEpoch", [this] { go(m_index - 1); });
    m_playButton = add("playEpochs", [this] { togglePlay(); });
    m_forward = add("nextEpoch", [this] { go(m_index + 1); });
    m_last = add("lastEpoch", [this] { go(m_epochs.size() - 1); });
    layout->addSpacing(10);
    layout->addWidget(m_label);
    layout->addStretch();
    m_play.setInterval(kPlayStep);
    connect(&m_play, &QTimer::timeout, this, &EpochControl::step);
    update();
}

void EpochControl::setEpochs(std::vector<int> epochs, const QString& count)
{
    m_epochs = std::move(epochs);
    m_count = count;
    m_index = std::min(m_index, m_epochs.empty() ? 0 : m_epochs.size() - 1);
    int widest = 0; // so that what stands beside it stays where it is while they are walked
    for (const int epoch : m_epochs) {
        widest = std::max(widest, m_label->fontMetrics().size(0, textOf(epoch)).width());
    }
    m_label->setMinimumWidth(widest);
    update();
}

QString EpochControl::textOf(int epoch) const
{
    return QStringLiteral("%1 %2").arg(m_count).arg(epoch);
}

void EpochControl::setEpoch(std::size_t index)
{
    m_index = index;
    update();
}

void EpochControl::go(std::size_t index)
{
    if (index < m_epochs.size()) {
        setEpoch(index);
        emit epochChosen(index);
    }
}

void EpochControl::togglePlay()
{
    if (m_play.isActive()) {
        m_play.stop();
    } else if (m_epochs.size() > 1) {
        if (m_index + 1 == m_epochs.size()) {
            go(0);
        }
        m_play.start();
    }
    update();
}

void EpochControl::step()
{
    go(m_index + 1);
    if (m_index + 1 >= m_epochs.size()) {
        m_play.stop();
        update();
    }
}

void EpochControl::update()
{
    const bool any = !m_epochs.empty();
    const bool atLast = !any || m_index + 1 == m_epochs.size();
    m_first->setEnabled(any && m_index > 0);
    m_back->setEnabled(any && m_index > 0);
    m_forward->setEnabled(!atLast);
    m_last->setEnabled(!atLast);
    m_playButton->setEnabled(m_epochs.size() > 1);
    m_playButton->setIcon(themedIcon(m_play.isActive() ? "pause" : "play"));
    m_label->setText(any ? textOf(m_epochs[m_index]) : QString());
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parts/parts_lock.h"

#include "widgets/commands/command_catalogue.h"
#include "widgets/style/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>

namespace palimpsest {

PartsLock::PartsLock(StudySession& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_text(new QLabel), m_button(new QPushButton),
      m_unlock(makeCommand("unlockParts", this))
{
    setObjectName("lockBar");
    setAutoFillBackground(true);
    m_unlock->setToolTip(tr("Let parts be changed although values of them are stored"));
    m_unlock->setCheckable(true);
    connect(m_unlock, &QAction::toggled, this, &PartsLock::keep);
    m_text->setWordWrap(true);
    m_button->setIcon(themedIcon("unlock"));
    m_button->setObjectName("unlockParts");
    connect(m_button, &QPushButton::clicked, m_unlock, &QAction::trigger);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 12, 6);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_button);
    connect(&session, &StudySession::opened, this, [this] { m_unlocked.clear(); });
}

void PartsLock::setTexts(const LockTexts& texts)
{
    m_text->setText(texts.state);
    m_unlock->setText(texts.unlock);
    m_button->setText(texts.unlock);
}

bool PartsLock::mayHaveValues() const
{
    return m_session.values() == nullptr || m_session.hasValues(m_session.selection().sample());
}

bool PartsLock::isLocked() const
{
    return isLocked(m_session.selection().sample());
}

bool PartsLock::isLocked(std::size_t sample) const
{
    const bool mayHaveValues = m_session.values() == nullptr || m_session.hasValues(sample);
    return mayHaveValues && !m_unlocked.contains(m_session.study().samples[sample].id);
}

bool PartsLock::isBroken() const
{
    const std::size_t sample = m_session.selection().sample();
    return !m_session.document()->sheet(sample).partsProblem.isEmpty();
}

void PartsLock::keep(bool isUnlocked)
{
    const std::string& id = m_session.study().samples[m_session.selection().sample()].id;
    if (isUnlocked) {
        m_unlocked.insert(id);
    } else {
        m_unlocked.erase(id);
    }
    emit changed();
}

void PartsLock::refresh()
{
    const bool hasValues = m_session.hasValues(m_session.selection().sample());
    const bool locked = isLocked();
    setVisible(locked && hasValues);
    m_unlock->setEnabled(hasValues);
    const QSignalBlocker quiet(m_unlock); // it shows the state, and decides only when clicked
    m_unlock->setChecked(hasValues && !locked);
    m_unlock->setIcon(themedIcon(locked ? "lock" : "unlock"));
}

} // namespace palimpsest

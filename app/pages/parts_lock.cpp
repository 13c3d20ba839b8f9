// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/parts_page.h"
#include "widgets/commands/command_catalogue.h"
#include "widgets/panels/parts_panel.h"
#include "widgets/style/theme.h"

#include <QAction>
#include <QSignalBlocker>

// When parts must not be drawn, as values of them are stored, and outlines that wait meanwhile.

namespace palimpsest {

void PartsPage::makeUnlock()
{
    m_unlock = makeCommand("unlockParts", this);
    m_unlock->setToolTip(tr("Let parts be changed although values of them are stored"));
    m_unlock->setCheckable(true);
    connect(m_unlock, &QAction::toggled, this, [this](bool unlocked) {
        if (!hasSample()) {
            return;
        }
        const std::string& id = m_session.study().samples[m_session.selection().sample()].id;
        if (unlocked) {
            m_unlocked.insert(id);
        } else {
            m_unlocked.erase(id);
        }
        updateLock();
    });
}

void PartsPage::refuseLocked()
{
    const SampleSheet& sheet = m_session.document()->sheet(m_session.selection().sample());
    if (!sheet.partsProblem.isEmpty()) {
        emit refused(tr("The file of these parts cannot be used, so it is left as it is. Mend or "
                        "delete it and open the study again."));
        return;
    }
    emit refused(hasWords() ? tr("Values of these parts are stored. Choose “Unlock to change” to "
                                 "give words to other parts.")
                            : tr("Values of these parts are stored. Choose “Unlock to draw” to "
                                 "change their outlines."));
}

/// What is being drawn waits with its sample until that is shown again.
void PartsPage::keepOutline()
{
    if (const auto outline = m_canvas->unfinishedOutline(); !outline.points.isEmpty()) {
        m_outlines[m_shownSample] = outline;
        m_canvas->giveUp();
    }
}

void PartsPage::resumeOutline()
{
    const auto waiting = m_outlines.find(m_shownSample);
    if (waiting != m_outlines.end() && !m_canvas->isLocked()) {
        m_canvas->resumeOutline(waiting->second);
        m_outlines.erase(waiting);
    }
}

/// While values are read nobody knows.
bool PartsPage::mayHaveValues() const
{
    return m_session.values() == nullptr || m_session.hasValues(m_session.selection().sample());
}

bool PartsPage::isLocked() const
{
    const std::size_t sample = m_session.selection().sample();
    return mayHaveValues() && !m_unlocked.contains(m_session.study().samples[sample].id);
}

void PartsPage::updateLock()
{
    if (!hasSample()) {
        return;
    }
    const std::size_t sample = m_session.selection().sample();
    const bool locked = isLocked();
    const bool broken = !m_session.document()->sheet(sample).partsProblem.isEmpty();
    if (locked || broken) {
        keepOutline();
    }
    m_canvas->setLocked(locked || broken);
    resumeOutline();
    m_panel->setLocked(locked);
    m_panel->setEnabled(!broken);
    for (QAction* action : m_wordActions) {
        action->setEnabled(
            !broken && (!m_selectionActions.contains(action) || !m_words->selectedWords().empty()));
    }
    m_lockBar->setVisible(locked && m_session.hasValues(sample));
    m_unlock->setEnabled(m_session.hasValues(sample));
    const QSignalBlocker quiet(m_unlock); // it shows the state, and decides only when clicked
    m_unlock->setChecked(m_session.hasValues(sample) && !locked);
    m_unlock->setIcon(themedIcon(locked ? "lock" : "unlock"));
}

} // namespace palimpsest

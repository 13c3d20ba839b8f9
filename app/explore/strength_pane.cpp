// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/explore/strength_pane.h"

#include "app/document/shown_comparison.h"
#include "app/document/study_session.h"

namespace palimpsest {

StrengthPane::StrengthPane(StudySession& session, const ShownComparison& comparison)
    : m_comparison(comparison)
{
    connect(this, &StrengthStrip::tauMoved, &session, &StudySession::tryTau);
    connect(this, &StrengthStrip::tauChosen, &session, &StudySession::chooseTau);
    connect(&session, &StudySession::analysisChanged, this, [this, &session] {
        if (session.analysis() != nullptr) {
            setTau(session.tau());
        }
    });
    connect(&comparison, &ShownComparison::changed, this, &StrengthPane::showStrengths);
}

void StrengthPane::showStrengths()
{
    const ShownPatterns* shown = m_comparison.get();
    setStrengths(shown != nullptr ? shown->reference : StrengthShares(),
                 shown != nullptr ? shown->later : StrengthShares());
    setNoise(shown != nullptr ? shown->noise : std::nullopt);
}

} // namespace palimpsest

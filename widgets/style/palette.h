// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>

namespace palimpsest::palette {

// Every colour of data. Okabe & Ito's set, which colour-blind readers tell apart; the colours of
// data do not change with the theme.

inline const QColor kPreserved(0, 158, 115);
inline const QColor kDiscarded(213, 94, 0);
inline const QColor kNew(0, 114, 178);

inline const QColor kFinetuned(0, 0, 0);
inline const QColor kScratch(204, 121, 167);
inline const QColor kScratchToTarget(230, 159, 0);
inline const QColor kPretrained(120, 120, 120);

inline const QColor kPaper(255, 255, 255);
inline const QColor kInk(20, 20, 20);
inline const QColor kFaintInk(130, 130, 130);
inline const QColor kNothing(244, 244, 244); ///< a part without any of the shown knowledge

/// `colour` mixed with the paper: 0 is paper, 1 the colour.
inline QColor tint(const QColor& colour, double strength)
{
    const auto mix = [strength](int paper, int ink) {
        return static_cast<int>(paper + strength * (ink - paper) + 0.5);
    };
    return {mix(kPaper.red(), colour.red()), mix(kPaper.green(), colour.green()),
            mix(kPaper.blue(), colour.blue())};
}

} // namespace palimpsest::palette

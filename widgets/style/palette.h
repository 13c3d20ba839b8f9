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

/// Of all colours with 3 : 1 on white and on a dark canvas it is among those that stay furthest (by
/// CIEDE2000, for normal and for red-, green- and blue-blind sight) from the three above. Okabe &
/// Ito's yellow is too weak on white, their orange too near to kDiscarded, their purple is scratch.
inline const QColor kFlipped(150, 130, 250);

inline const QColor kFinetuned(0, 0, 0);
inline const QColor kScratch(204, 121, 167);
inline const QColor kScratchToTarget(230, 159, 0);
inline const QColor kPretrained(120, 120, 120);

inline const QColor kPaper(255, 255, 255);
inline const QColor kInk(20, 20, 20);
inline const QColor kFaintInk(130, 130, 130);
inline const QColor kNothing(244, 244, 244); ///< a part without any of the shown knowledge

/// From `below` (strength 0) to `above` (strength 1).
inline QColor mixed(const QColor& below, const QColor& above, double strength)
{
    const auto mix = [strength](int from, int to) {
        return static_cast<int>(from + strength * (to - from) + 0.5);
    };
    return {mix(below.red(), above.red()), mix(below.green(), above.green()),
            mix(below.blue(), above.blue())};
}

/// `colour` mixed with the paper: 0 is paper, 1 the colour.
inline QColor tint(const QColor& colour, double strength)
{
    return mixed(kPaper, colour, strength);
}

} // namespace palimpsest::palette

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/plots/figure.h"

#include <QFont>
#include <QString>

namespace palimpsest {

// Text of figures, in their units. Names of runs may be of any length.

/// Units of `points` typographic points.
inline int points(double points)
{
    return static_cast<int>(points * kUnitsPerPoint + 0.5);
}

/// Sans serif of the journals, in units: 7 pt unless told otherwise.
QFont paperFont(double sizePoints = 7.0);

/// `text` on lines no wider than `width`: whole words, and parts of those that are longer than a
/// line.
QString wrapped(const QString& text, const QFont& font, int width);

/// The same on `most` lines at most, for which the middle of a longer text is left out.
QString wrapped(const QString& text, const QFont& font, int width, int most);

} // namespace palimpsest

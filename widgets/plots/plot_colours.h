// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>
#include <QPalette>

namespace palimpsest {

/// How plots look in the window.
struct PlotColours
{
    QColor background;
    QColor ink;
    QColor faintInk;
    QColor line; ///< axes
    QColor grid;
};

/// WCAG's contrast ratio, from 1 to 21.
double contrast(const QColor& a, const QColor& b);

/// Fit for `palette`. The background is its base, darkened where a dark one would leave a colour of
/// data below 3 : 1.
PlotColours plotColours(const QPalette& palette);

/// The colour in the window of what is `paper` in figures: black ink follows the theme, hues stay.
QColor onScreen(const QColor& paper, const PlotColours& colours);

} // namespace palimpsest

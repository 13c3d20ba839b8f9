// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/plots/line_style.h"
#include "widgets/plots/plot_colours.h"

namespace palimpsest {

/// Pen and marker of a line in the window.
QPen screenPen(const LineStyle& style, const PlotColours& colours);
QCPScatterStyle screenMarker(const LineStyle& style, const PlotColours& colours, double size);

/// Fonts, pens and ticks of an axis in the window.
void styleScreenAxis(QCPAxis* axis, const QFont& font, const PlotColours& colours);

} // namespace palimpsest

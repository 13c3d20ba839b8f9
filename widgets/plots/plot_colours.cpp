// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/plots/plot_colours.h"

#include "widgets/style/palette.h"
#include "widgets/style/theme.h"

#include <cmath>

namespace palimpsest {

namespace {

constexpr double kLegible = 3.0;

/// Relative luminance as WCAG 2 defines it.
double luminance(const QColor& colour)
{
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

} // namespace

double contrast(const QColor& a, const QColor& b)
{
    const double one = luminance(a) + 0.05;
    const double other = luminance(b) + 0.05;
    return one > other ? one / other : other / one;
}

PlotColours plotColours(const QPalette& palette)
{
    QColor background = palette.color(QPalette::Base);
    // kNew is the darkest hue.
    while (luminance(background) < luminance(palette::kNew) && background.value() > 0 &&
           contrast(palette::kNew, background) < kLegible) {
        background = background.darker(110);
    }
    const ThemeColours& theme = themeColours();
    return {.background = background,
            .ink = palette.color(QPalette::Text),
            .faintInk = theme.faintText,
            .line = theme.line,
            .grid = palette::mixed(background, theme.line, 0.4)};
}

QColor onScreen(const QColor& paper, const PlotColours& colours)
{
    return paper == palette::kFinetuned ? colours.ink : paper;
}

} // namespace palimpsest

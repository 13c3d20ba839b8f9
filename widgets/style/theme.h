// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>
#include <QIcon>
#include <QPalette>
#include <QString>

class QApplication;

namespace palimpsest {

enum class Theme { Light, Dark };

/// Colours of the window that QPalette has no role for. Those of data are in palette.h and do not
/// change with the theme.
struct ThemeColours
{
    QColor canvas;    ///< behind pictures
    QColor line;      ///< hairlines between areas, axes of plots
    QColor faintText; ///< secondary text; at least 4.5 : 1 on the window
    QColor warning;   ///< background of notices
    QColor error;     ///< text of failures
    QColor success;   ///< of finished units
    QColor stale;     ///< of units whose inputs changed
};

/// Fusion style with our own palette, 10 pt base font and style sheet, for the whole program.
/// May be called again to switch; icons made by themedIcon follow.
void applyTheme(QApplication& application, Theme theme);

/// The one applied last; light before that.
Theme currentTheme();

const ThemeColours& themeColours();
QPalette themePalette(Theme theme);

/// Icon `:/icons/NAME.svg` drawn in the text colour of the theme (its strokes and fills say
/// currentColor), sharp at any scale; greyed when disabled, in the highlighted text colour when
/// selected. An unknown name gives an empty icon and fails the tests.
QIcon themedIcon(const QString& name);

/// What the desktop asks for: dark when the platform's own palette has light text on dark.
Theme desktopTheme(const QPalette& platformPalette);

} // namespace palimpsest

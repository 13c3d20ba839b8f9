// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/drawing.h"
#include "core/samples/sentence_parts.h"

#include <QColor>
#include <QIcon>

namespace palimpsest {

/// How many colours partColour has before they repeat.
inline constexpr int kPartColours = 20;

/// Colour of a part that has none of its own, by its number: told apart from each other on light
/// and dark and on a grey photo, and nearby numbers most of all.
QColor partColour(int part);

/// The part's own colour, else the one of its number.
QColor partColour(const PartStyle& style, int part);
QColor partColour(const WordPart& words, int part);

/// Every part with the colour it is shown in, so that it keeps it wherever it goes.
Drawing withColours(Drawing drawing);

/// A small square of a colour, for lists and menus.
QIcon partSwatch(const QColor& colour);

} // namespace palimpsest

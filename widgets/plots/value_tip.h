// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>
#include <QString>

#include <vector>

namespace palimpsest {

/// A line of a tooltip: a square, a name, a number.
struct TipLine
{
    QColor colour; ///< of figures; their ink takes the colour of the tip's text
    QString name;
    QString value;
};

/// A tooltip of values below a title, as rich text.
QString valueTip(const QString& title, const std::vector<TipLine>& lines);

} // namespace palimpsest

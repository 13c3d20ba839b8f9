// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>
#include <qcustomplot.h>

namespace palimpsest {

/// How a line looks: hue, dash and marker all differ, so that it survives grey print.
struct LineStyle
{
    QColor colour;
    Qt::PenStyle dash = Qt::SolidLine;
    QCPScatterStyle::ScatterShape marker = QCPScatterStyle::ssDisc;
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/plots/figure.h"

#include <QByteArray>
#include <QImage>
#include <QString>

namespace palimpsest {

/// Vector graphics with text as text; equal figures give equal bytes.
QByteArray renderSvg(Figure& figure, const QString& title);

/// One page of the figure's size with embedded TrueType fonts; `provenance` is attached as JSON.
QByteArray renderPdf(Figure& figure, const QString& title, const QByteArray& provenance);

/// Pixels at `dotsPerInch`, for screens.
QImage renderImage(Figure& figure, double dotsPerInch);

/// Pixels at 600 dpi; equal figures give equal bytes.
QByteArray renderPng(Figure& figure);

} // namespace palimpsest

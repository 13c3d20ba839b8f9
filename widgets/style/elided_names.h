// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFontMetrics>
#include <QStringList>

namespace palimpsest {

/// `names` no wider than `width` pixels: the middle of longer ones is left out or, where different
/// ones would look alike then, what they all begin with.
QStringList elidedApart(const QStringList& names, const QFontMetrics& metrics, int width);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QRect>

namespace palimpsest {

/// `window`, without its frame, moved and where need be made smaller so that it lies within the
/// `available` part of a screen with as much of a frame as desktops put around it. Both in points.
QRect withinScreen(const QRect& window, const QRect& available);

} // namespace palimpsest

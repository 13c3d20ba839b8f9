// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/window_place.h"

#include <QMargins>

#include <algorithm>

namespace palimpsest {

QRect withinScreen(const QRect& window, const QRect& available)
{
    constexpr QMargins kFrame(8, 40, 8, 8); // at most; how wide it is, is known once it is seen
    const QRect room = available.marginsRemoved(kFrame);
    const QSize size = window.size().boundedTo(room.size());
    return {QPoint(std::clamp(window.x(), room.x(), room.x() + room.width() - size.width()),
                   std::clamp(window.y(), room.y(), room.y() + room.height() - size.height())),
            size};
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/canvas/shown_pixels.h"

#include <cmath>

namespace palimpsest {

ShownPixels shownPixels(double offset, double zoom, double ratio, PixelRun run, int side)
{
    ShownPixels result;
    const int last = static_cast<int>(side * ratio);
    for (int i = 0; i < last; ++i) {
        const double place = std::floor(((i + 0.5) / ratio - offset) / zoom) - run.begin;
        if (place >= 0.0 && place < run.length) {
            result.first = result.shown.empty() ? i : result.first;
            result.shown.push_back(static_cast<int>(place));
        }
    }
    return result;
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <vector>

namespace palimpsest {

/// A stretch of pixels along one side of a picture.
struct PixelRun
{
    int begin = 0;
    int length = 0;
};

/// Along one side of a view: which pixels of a run the pixels of the screen show, from the screen's
/// `first` on, counted from the run's beginning.
struct ShownPixels
{
    int first = 0;
    std::vector<int> shown;
};

/// `offset` and `zoom` are a ViewTransform's, `ratio` is pixels of the screen in one of the view,
/// and `side` is the view's, in its own pixels. A pixel of the screen shows what lies at its
/// centre.
ShownPixels shownPixels(double offset, double zoom, double ratio, PixelRun run, int side);

} // namespace palimpsest

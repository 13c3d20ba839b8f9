// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>

namespace palimpsest {

/// The first frame of an animated WebP as a file of its own.
struct WebPFrame
{
    std::string still;
    int left = 0; ///< where it lies on the canvas
    int top = 0;
};

/// Throws BadFile, with half a sentence, when `bytes` hold no frame.
WebPFrame firstWebPFrame(std::string_view bytes);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/assists/grab_cut.h"
#include "core/parts/pixel_size.h"

#include <memory>

namespace palimpsest {

/// The whole object on a picture, as it was outlined for tools that keep within it.
struct ObjectOutline
{
    PixelSize picture;    ///< that it is on
    Mask pixels;          ///< of the smallest box around it
    ObjectHints hints;    ///< that led to it, without the object that they corrected
    bool isDrawn = false; ///< from the pixels of a part: hints have only its box
    std::shared_ptr<const ObjectOutline> before; ///< what the last hint was taken for; or none
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/assists/strokes.h"
#include "core/assists/working_picture.h"
#include "core/base/progress.h"

#include <vector>

namespace palimpsest {

/// What a person says of the whole object, in pixels of the original.
struct ObjectHints
{
    Point a; ///< two opposite corners of a box around it
    Point b;
    std::vector<Stroke> keep; ///< over pixels that are of the object, outside of the box as well
    std::vector<Stroke> drop; ///< over pixels that are not; where both were drawn, these count
    Mask previous;            ///< the object that is to be corrected; where no pixel is meant, the
                              ///< box alone says where it is

    bool operator==(const ObjectHints&) const = default;
};

/// Those that led to `object`, for it to be corrected.
ObjectHints hintsOf(const ObjectOutline& object);

/// What hints led to.
ObjectOutline objectOf(Mask pixels, ObjectHints hints);

/// The object that stands out from what surrounds its box: a mask of all of the picture, never
/// without a pixel, and the same for the same hints. Small pieces of it and small holes in it are
/// left out, unless a stroke asks for them.
///
/// The rounds of GrabCut begin from the box. Where that is all that is known and they lose the
/// object, as its own box fills less than six tenths of the one that was drawn, they begin again
/// with an ellipse half as wide and high as the box, in its middle, taken to be of the object. They
/// are run on at most kMaxRoundPixels; a watershed then moves the outline to edges of the working
/// picture that it is near.
///
/// Throws BadInput when the box is too small or leaves nothing around it that would tell what is
/// not the object, when the strokes drop all of it, or when `previous` is not in the picture; and
/// Cancelled.
/// Source: C. Rother, V. Kolmogorov and A. Blake, ACM TOG 23(3), 2004; F. Meyer, "Color image
/// segmentation", 1992; the core and what is left out are own definitions.
Mask grabCut(const WorkingPicture& picture, const ObjectHints& hints,
             const Progress& progress = {});

/// Pixels that the rounds of grabCut() look at, at most.
inline constexpr int kMaxRoundPixels = 22'000;

} // namespace palimpsest

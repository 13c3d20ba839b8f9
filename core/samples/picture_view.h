// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/drawing.h"
#include "core/parts/pixel_size.h"
#include "core/samples/preprocessing.h"

#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// How a picture is made to fit: resized to whole pixels, then cropped.
struct Fitting
{
    int width = 0; ///< after resizing
    int height = 0;
    int left = 0; ///< of what is cropped
    int top = 0;

    bool operator==(const Fitting&) const = default;
};

/// The fitting of a picture of `width` × `height` pixels. With ResizeMode::None it is itself.
Fitting fittingOf(int width, int height, const Preprocessing& preprocessing);

/// Where points of one picture lie on another one: x ↦ scaleX · x + left, y alike.
struct PictureMapping
{
    double scaleX = 1.0;
    double scaleY = 1.0;
    double left = 0.0;
    double top = 0.0;

    bool operator==(const PictureMapping&) const = default;
};

/// Where the model sees the points of a stored picture of `width` × `height` pixels.
PictureMapping viewOf(int width, int height, const Preprocessing& preprocessing);

/// "32 × 32 pixels", or "24 × 16 pixels (width × height)": what the model sees.
std::string seenSize(const Preprocessing& preprocessing);

/// From what the model sees back to the stored picture.
PictureMapping inverted(const PictureMapping& view);

Point seenAt(const Point& point, const PictureMapping& view);

/// `first`, then `second`.
PictureMapping composed(const PictureMapping& first, const PictureMapping& second);

/// A drawing on a picture of `size`, of one that was made elsewhere: each corner and
/// point goes where `view` says, and so do the edges between the pixels of masks, of which only
/// what lies on the picture is left. A pixel of a mask is thus that one in which its centre was.
/// Names and colours stay.
Drawing carried(Drawing drawing, const PictureMapping& view, PixelSize size);

/// Whether a drawing was made on what the model sees, and not on the stored picture.
bool isOnView(const Drawing& drawing, const Preprocessing& preprocessing);

/// A drawing on what the model sees, whether it was made on that or on the stored picture of
/// `width` × `height` pixels: the one function through which parts come that were drawn on
/// originals. Throws BadInput when it was made on a picture of another size; `name` says in the
/// message whose it is.
Drawing onView(Drawing drawing, int width, int height, const Preprocessing& preprocessing,
               const std::string& name);

/// A drawing on the stored picture, where it was made on what the model sees.
Drawing onStored(Drawing drawing, PixelSize stored, const Preprocessing& preprocessing);

/// A drawing without parts, on the stored picture; on what the model sees where nobody knows the
/// size of that one.
Drawing blankDrawing(std::optional<PixelSize> stored, const Preprocessing& preprocessing);

/// The parts that cover no pixel, by name: those that a crop has left outside.
std::vector<std::string> partsWithoutPixels(const Drawing& drawing);

} // namespace palimpsest

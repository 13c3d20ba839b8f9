// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/drawing.h"

#include <cstddef>
#include <string>
#include <vector>

namespace palimpsest {

/// A rectangle as a shape.
inline Shape box(const std::string& label, double left, double top, double right, double bottom)
{
    return {label, {{left, top}, {right, top}, {right, bottom}, {left, bottom}}, {}};
}

/// A drawing whose parts are in the order of their first shapes.
inline Drawing drawingOf(std::vector<Shape> shapes, int width, int height)
{
    Drawing drawing{.width = width, .height = height, .shapes = std::move(shapes), .parts = {}};
    for (const Shape& shape : drawing.shapes) {
        if (shape.label != kBackgroundLabel && partIndex(drawing, shape.label) < 0) {
            drawing.parts.push_back({.name = shape.label, .colour = {}});
        }
    }
    return drawing;
}

/// A box of pixels as the object that was outlined, as of a part.
inline ObjectOutline objectOfBox(int left, int top, int width, int height)
{
    ObjectOutline object{
        .pixels = {.left = left, .top = top, .width = width, .height = height, .pixels = {}},
        .a = {static_cast<double>(left), static_cast<double>(top)},
        .b = {static_cast<double>(left + width), static_cast<double>(top + height)},
        .keep = {},
        .drop = {},
        .isDrawn = true};
    object.pixels.pixels.assign(static_cast<std::size_t>(width * height), 1);
    return object;
}

} // namespace palimpsest

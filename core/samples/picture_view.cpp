// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples/picture_view.h"

#include "core/base/error.h"
#include "core/pictures/picture_header.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace palimpsest {

namespace {

/// Where the middle `inner` of `outer` pixels begins.
int cropFrom(int outer, int inner, CropStart start)
{
    const double middle = (outer - inner) / 2.0;
    // nearbyint() takes the even one of two equally near numbers
    return static_cast<int>(start == CropStart::Floor ? std::floor(middle)
                                                      : std::nearbyint(middle));
}

std::string sizeText(int width, int height)
{
    return std::to_string(width) + " × " + std::to_string(height);
}

} // namespace

Fitting fittingOf(int width, int height, const Preprocessing& preprocessing)
{
    const Resizing& resizing = preprocessing.resizing;
    Fitting fitting{.width = width, .height = height};
    if (resizing.mode == ResizeMode::None) {
        return fitting;
    }
    if (resizing.mode == ResizeMode::Squash) {
        fitting.width = resizing.side == 0 ? preprocessing.width : resizing.side;
        fitting.height = resizing.side == 0 ? preprocessing.height : resizing.side;
    } else {
        const int shorter = std::min(width, height);
        const auto length = std::int64_t{resizing.side} * std::max(width, height) / shorter;
        const int other = static_cast<int>(std::min<std::int64_t>(length, kMaxPixels));
        fitting.width = width <= height ? resizing.side : other;
        fitting.height = width <= height ? other : resizing.side;
    }
    fitting.left = cropFrom(fitting.width, preprocessing.width, resizing.cropStart);
    fitting.top = cropFrom(fitting.height, preprocessing.height, resizing.cropStart);
    return fitting;
}

PictureMapping viewOf(int width, int height, const Preprocessing& preprocessing)
{
    const Fitting fitting = fittingOf(width, height, preprocessing);
    return {.scaleX = static_cast<double>(fitting.width) / width,
            .scaleY = static_cast<double>(fitting.height) / height,
            .left = -static_cast<double>(fitting.left),
            .top = -static_cast<double>(fitting.top)};
}

std::string seenSize(const Preprocessing& preprocessing)
{
    return sizeText(preprocessing.width, preprocessing.height) +
           (preprocessing.width == preprocessing.height ? " pixels" : " pixels (width × height)");
}

PictureMapping inverted(const PictureMapping& view)
{
    return {.scaleX = 1.0 / view.scaleX,
            .scaleY = 1.0 / view.scaleY,
            .left = -view.left / view.scaleX,
            .top = -view.top / view.scaleY};
}

Point seenAt(const Point& point, const PictureMapping& view)
{
    return {.x = view.scaleX * point.x + view.left, .y = view.scaleY * point.y + view.top};
}

Drawing carried(Drawing drawing, const PictureMapping& view, const Preprocessing& preprocessing)
{
    drawing.width = preprocessing.width;
    drawing.height = preprocessing.height;
    for (Shape& shape : drawing.shapes) {
        for (Point& point : shape.polygon) {
            point = seenAt(point, view);
        }
    }
    return drawing;
}

Drawing onView(Drawing drawing, int width, int height, const Preprocessing& preprocessing,
               const std::string& name)
{
    if (drawing.width == preprocessing.width && drawing.height == preprocessing.height) {
        return drawing;
    }
    if (drawing.width != width || drawing.height != height) {
        throw BadInput("The parts in " + name + " were drawn on a picture of " +
                       sizeText(drawing.width, drawing.height) + " pixels, but the sample has " +
                       sizeText(width, height) + " and the models see " +
                       sizeText(preprocessing.width, preprocessing.height) +
                       ". Draw them on one of these.");
    }
    return carried(std::move(drawing), viewOf(width, height, preprocessing), preprocessing);
}

std::vector<std::string> partsWithoutPixels(const Drawing& drawing)
{
    const LabelMap map = paint(drawing);
    std::vector<std::string> names;
    for (std::size_t i = 0; i < map.parts.size(); ++i) {
        if (map.parts[i].pixels == 0) {
            names.push_back(map.parts[i].name);
        }
    }
    return names;
}

} // namespace palimpsest

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

/// For `count` pixels from `from` on, where the edges before, between and behind them come to lie,
/// as the first pixel of `side` whose centre is at or beyond the edge: the rule of paint(), so that
/// a mask and its outline are carried alike.
std::vector<int> carriedEdges(int from, int count, double scale, double by, int side)
{
    std::vector<int> edges;
    edges.reserve(static_cast<std::size_t>(count) + 1);
    for (int edge = from; edge <= from + count; ++edge) {
        edges.push_back(firstPixelFrom(scale * edge + by, side));
    }
    return edges;
}

/// For each pixel between the first and the last of these edges, the place of the one it is of.
std::vector<std::size_t> sourcesBetween(const std::vector<int>& edges)
{
    std::vector<std::size_t> sources;
    for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
        sources.insert(sources.end(), static_cast<std::size_t>(edges[i + 1] - edges[i]), i);
    }
    return sources;
}

Mask carried(const Mask& mask, const PictureMapping& view, PixelSize size)
{
    const auto columns = carriedEdges(mask.left, mask.width, view.scaleX, view.left, size.width);
    const auto rows = carriedEdges(mask.top, mask.height, view.scaleY, view.top, size.height);
    const std::vector<std::size_t> fromColumns = sourcesBetween(columns);
    std::vector<std::uint8_t> pixels;
    for (const std::size_t row : sourcesBetween(rows)) {
        const std::uint8_t* line = mask.pixels.data() + row * static_cast<std::size_t>(mask.width);
        for (const std::size_t column : fromColumns) {
            pixels.push_back(line[column]);
        }
    }
    Mask result = pixelsWith(1, pixels, static_cast<int>(fromColumns.size()));
    result.left += columns.front();
    result.top += rows.front();
    return result;
}

/// None where it lies outside.
std::optional<ObjectOutline> carried(ObjectOutline object, const PictureMapping& view,
                                     PixelSize size)
{
    const double scale = std::sqrt(view.scaleX * view.scaleY);
    object.pixels = carried(object.pixels, view, size);
    object.a = seenAt(object.a, view);
    object.b = seenAt(object.b, view);
    for (std::vector<Stroke>* strokes : {&object.keep, &object.drop}) {
        for (Stroke& stroke : *strokes) {
            stroke.width *= scale;
            for (Point& point : stroke.points) {
                point = seenAt(point, view);
            }
        }
    }
    return object.pixels.pixels.empty() ? std::nullopt : std::optional(std::move(object));
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

PictureMapping composed(const PictureMapping& first, const PictureMapping& second)
{
    return {.scaleX = first.scaleX * second.scaleX,
            .scaleY = first.scaleY * second.scaleY,
            .left = first.left * second.scaleX + second.left,
            .top = first.top * second.scaleY + second.top};
}

Drawing carried(Drawing drawing, const PictureMapping& view, PixelSize size)
{
    drawing.width = size.width;
    drawing.height = size.height;
    for (Shape& shape : drawing.shapes) {
        for (Point& point : shape.polygon) {
            point = seenAt(point, view);
        }
        if (shape.mask) {
            shape.mask = carried(*shape.mask, view, size);
        }
    }
    for (PartPoint& point : drawing.points) {
        point.at = seenAt(point.at, view);
    }
    if (drawing.object) {
        drawing.object = carried(std::move(*drawing.object), view, size);
    }
    // A mask that lies outside is no shape any more.
    std::erase_if(drawing.shapes,
                  [](const Shape& shape) { return shape.mask && shape.mask->pixels.empty(); });
    return drawing;
}

bool isOnView(const Drawing& drawing, const Preprocessing& preprocessing)
{
    return drawing.width == preprocessing.width && drawing.height == preprocessing.height;
}

Drawing onView(Drawing drawing, int width, int height, const Preprocessing& preprocessing,
               const std::string& name)
{
    if (isOnView(drawing, preprocessing)) {
        return drawing;
    }
    if (drawing.width != width || drawing.height != height) {
        throw BadInput("The parts in " + name + " were drawn on a picture of " +
                       sizeText(drawing.width, drawing.height) + " pixels, but the sample has " +
                       sizeText(width, height) + " and the models see " +
                       sizeText(preprocessing.width, preprocessing.height) +
                       ". Draw them on one of these.");
    }
    return carried(std::move(drawing), viewOf(width, height, preprocessing),
                   {preprocessing.width, preprocessing.height});
}

Drawing onStored(Drawing drawing, PixelSize stored, const Preprocessing& preprocessing)
{
    if (drawing.width == stored.width && drawing.height == stored.height) {
        return drawing;
    }
    return carried(std::move(drawing), inverted(viewOf(stored.width, stored.height, preprocessing)),
                   stored);
}

Drawing blankDrawing(std::optional<PixelSize> stored, const Preprocessing& preprocessing)
{
    return {.width = stored ? stored->width : preprocessing.width,
            .height = stored ? stored->height : preprocessing.height};
}

std::vector<std::string> partsWithoutPixels(const Drawing& drawing)
{
    const LabelMap map = paint(drawing);
    std::vector<std::string> names;
    for (const auto& part : map.parts) {
        if (part.pixels == 0) {
            names.push_back(part.name);
        }
    }
    return names;
}

} // namespace palimpsest

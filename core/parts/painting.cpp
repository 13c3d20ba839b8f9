// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/painting.h"

#include "core/base/error.h"

#include <algorithm>
#include <string>
#include <utility>

namespace palimpsest {

namespace {

using Labels = std::vector<std::uint8_t>;

/// Which labels are to become masks.
using Touched = std::vector<bool>;

void checkLabels(const Drawing& drawing, const Labels& labels)
{
    if (labels.size() != static_cast<std::size_t>(drawing.width) * drawing.height) {
        throw BadInput("There are " + std::to_string(labels.size()) + " labels for a picture of " +
                       std::to_string(drawing.width) + " × " + std::to_string(drawing.height) +
                       " pixels. Give one for each pixel.");
    }
    if (!labels.empty()) {
        if (const std::uint8_t largest = *std::ranges::max_element(labels); largest > 0) {
            requirePart(drawing, largest - std::size_t{1});
        }
    }
}

/// Adds to `touched` what gets pixels from `now` to `wanted`, or loses them to the background.
void touchDifferences(Touched& touched, const Labels& now, const Labels& wanted)
{
    for (std::size_t pixel = 0; pixel < now.size(); ++pixel) {
        if (now[pixel] != wanted[pixel]) {
            touched[wanted[pixel] > 0 ? wanted[pixel] : now[pixel]] = true;
        }
    }
}

Drawing withMasks(Drawing drawing, const Touched& touched, const Labels& labels)
{
    std::vector<Shape> masks;
    for (std::size_t part = 0; part < drawing.parts.size(); ++part) {
        if (!touched[part + 1]) {
            continue;
        }
        Shape shape{.label = drawing.parts[part].name, .polygon = {}, .otherKeys = {}};
        const auto first = std::ranges::find(drawing.shapes, shape.label, &Shape::label);
        if (first != drawing.shapes.end()) {
            shape.otherKeys = first->otherKeys;
        }
        std::erase_if(drawing.shapes,
                      [&](const Shape& other) { return other.label == shape.label; });
        shape.mask = pixelsWith(static_cast<std::uint8_t>(part + 1), labels, drawing.width);
        if (!shape.mask->pixels.empty()) {
            masks.push_back(std::move(shape));
        }
    }
    std::ranges::move(masks, std::back_inserter(drawing.shapes));
    return drawing;
}

/// `drawing`, whose labels are `now`, with others.
Drawing becoming(Drawing drawing, Labels now, const Labels& wanted)
{
    Touched touched(drawing.parts.size() + 1, false);
    // What lay below a mask that was a shape may be seen now, so it is looked at again.
    while (now != wanted) {
        touchDifferences(touched, now, wanted);
        drawing = withMasks(std::move(drawing), touched, wanted);
        now = paint(drawing).labels;
    }
    return drawing;
}

Drawing withPixels(const Drawing& drawing, std::uint8_t label, const Mask& pixels)
{
    Labels now = paint(drawing).labels;
    Labels wanted = now;
    setPixels(wanted, drawing.width, drawing.height, pixels, label);
    return becoming(drawing, std::move(now), wanted);
}

} // namespace

Drawing withLabels(Drawing drawing, const Labels& labels)
{
    checkLabels(drawing, labels);
    Labels now = paint(drawing).labels;
    return becoming(std::move(drawing), std::move(now), labels);
}

Drawing withPainted(const Drawing& drawing, std::size_t part, const Mask& pixels)
{
    requirePart(drawing, part);
    return withPixels(drawing, static_cast<std::uint8_t>(part + 1), pixels);
}

Drawing withErased(const Drawing& drawing, const Mask& pixels)
{
    return withPixels(drawing, 0, pixels);
}

} // namespace palimpsest

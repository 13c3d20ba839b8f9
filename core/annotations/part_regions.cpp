// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/annotations/part_regions.h"

#include "core/annotations/picture_builder.h"
#include "core/base/listed_names.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <set>
#include <utility>

namespace palimpsest {

namespace {

/// Whether a polygon is the outline of pixels, and not just a rectangle on their edges: it follows
/// these but for ways that are gone there and back, from one closed outline to the next.
bool isPixelOutline(const std::vector<Point>& polygon)
{
    constexpr std::size_t kRectangle = 4;
    using Corner = std::pair<double, double>;
    std::set<std::pair<Corner, Corner>> ways;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const Point& a = polygon[i];
        const Point& b = polygon[(i + 1) % polygon.size()];
        if (a.x != std::floor(a.x) || a.y != std::floor(a.y)) {
            return false;
        }
        if (a.x != b.x && a.y != b.y) {
            ways.emplace(Corner(a.x, a.y), Corner(b.x, b.y));
        }
    }
    return polygon.size() > kRectangle && std::ranges::all_of(ways, [&](const auto& way) {
               return ways.contains({way.second, way.first});
           });
}

PartRegion asDrawn(const Drawing& drawing, const std::string& part)
{
    PartRegion region{.name = part, .category = {}, .owner = {}, .polygons = {}};
    for (const Shape& shape : drawing.shapes) {
        if (shape.label == part) {
            region.category = categoryOf(shape);
            region.owner = ownerOf(shape);
            region.polygons.push_back(shape.mask ? outlineOf(*shape.mask) : shape.polygon);
        }
    }
    return region;
}

std::vector<bool> pixelsOf(const LabelMap& map, std::size_t label)
{
    std::vector<bool> mask(map.labels.size());
    std::transform(map.labels.begin(), map.labels.end(), mask.begin(),
                   [&](std::uint8_t pixel) { return pixel == label; });
    return mask;
}

/// The label map that painting the regions one on top of the other gives.
LabelMap painted(const Drawing& drawing, const std::vector<PartRegion>& regions)
{
    Drawing plain{
        .width = drawing.width, .height = drawing.height, .shapes = {}, .parts = drawing.parts};
    for (const PartRegion& region : regions) {
        for (const std::vector<Point>& polygon : region.polygons) {
            plain.shapes.push_back({.label = region.name, .polygon = polygon, .otherKeys = {}});
        }
    }
    return paint(plain);
}

std::vector<std::string> sentenceOn(const std::vector<std::string>& missing,
                                    const std::string& picture)
{
    if (missing.empty()) {
        return {};
    }
    return {"Left out of \"" + shown(picture) +
            "\": parts that have no shape or cover no pixel: " + listedNames(missing) + "."};
}

} // namespace

std::vector<PartRegion> regionsOf(const Drawing& drawing)
{
    const LabelMap seen = paint(drawing);
    const PixelSize size{drawing.width, drawing.height};
    std::vector<PartRegion> regions;
    for (const PartStyle& part : drawing.parts) {
        regions.push_back(asDrawn(drawing, part.name));
    }
    const bool isSeenAsDrawn = painted(drawing, regions).labels == seen.labels;
    for (std::size_t i = 0; i < regions.size(); ++i) {
        const std::vector<bool> visible = pixelsOf(seen, i + 1);
        if (!isSeenAsDrawn && !regions[i].polygons.empty() && maskOf(regions[i], size) != visible) {
            regions[i].polygons = {outlineOf(visible, size, {})};
        }
        std::erase_if(regions[i].polygons, [](const auto& polygon) { return polygon.empty(); });
        regions[i].isPixels = std::ranges::all_of(regions[i].polygons, isPixelOutline);
    }
    std::erase_if(regions, [](const PartRegion& region) { return region.polygons.empty(); });
    return regions;
}

std::vector<bool> maskOf(const PartRegion& region, PixelSize size)
{
    const Drawing alone{.width = size.width,
                        .height = size.height,
                        .shapes = {},
                        .parts = {{.name = region.name, .colour = {}}}};
    return pixelsOf(painted(alone, {region}), 1);
}

std::vector<std::string> partsLeftOut(const Drawing& drawing,
                                      const std::vector<PartRegion>& regions,
                                      const std::string& picture)
{
    std::vector<std::string> missing;
    for (const PartStyle& part : drawing.parts) {
        if (std::ranges::find(regions, part.name, &PartRegion::name) == regions.end()) {
            missing.push_back(shown(part.name));
        }
    }
    return sentenceOn(missing, picture);
}

std::vector<std::string> partsLeftOut(const LabelMap& map, const std::string& picture)
{
    std::vector<std::string> missing;
    for (const Part& part : map.parts) {
        if (part.pixels == 0) {
            missing.push_back(shown(part.name));
        }
    }
    return sentenceOn(missing, picture);
}

Extent extentOf(const PartRegion& region)
{
    const Point& first = region.polygons.front().front();
    Extent extent{first.x, first.y, first.x, first.y};
    for (const std::vector<Point>& polygon : region.polygons) {
        for (const Point& point : polygon) {
            extent = {.left = std::min(extent.left, point.x),
                      .top = std::min(extent.top, point.y),
                      .right = std::max(extent.right, point.x),
                      .bottom = std::max(extent.bottom, point.y)};
        }
    }
    return extent;
}

} // namespace palimpsest

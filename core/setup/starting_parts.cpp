// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/starting_parts.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/listed_names.h"
#include "core/parts/drawn_on.h"
#include "core/parts/edits.h"
#include "core/parts/labelme.h"
#include "core/pictures/image.h"
#include "core/samples/picture_view.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <utility>

namespace palimpsest {

namespace {

constexpr int kCorners = 24;         ///< of the polygon that stands for a circle
constexpr double kReach = 1.0 / 8.0; ///< of a place, as a share of the shorter side

struct Place
{
    std::string name;
    Point at;
    double weight = 1.0; ///< how many were joined
};

double distance(const Point& a, const Point& b)
{
    return std::hypot(a.x - b.x, a.y - b.y);
}

/// Joins the two that are nearest to one another.
void joinNearest(std::vector<Place>& places)
{
    std::size_t first = 0;
    std::size_t second = 1;
    for (std::size_t i = 0; i < places.size(); ++i) {
        for (std::size_t j = i + 1; j < places.size(); ++j) {
            if (distance(places[i].at, places[j].at) <
                distance(places[first].at, places[second].at)) {
                first = i;
                second = j;
            }
        }
    }
    Place& into = places[first];
    const Place& other = places[second];
    const double sum = into.weight + other.weight;
    into.name += " + " + other.name;
    into.at = {.x = (into.at.x * into.weight + other.at.x * other.weight) / sum,
               .y = (into.at.y * into.weight + other.at.y * other.weight) / sum};
    into.weight = sum;
    places.erase(places.begin() + static_cast<std::ptrdiff_t>(second));
}

/// What of a convex `polygon` lies on the side of the line where `depth`, which is linear, is not
/// negative.
template<typename Depth>
std::vector<Point> cut(const std::vector<Point>& polygon, Depth depth)
{
    std::vector<Point> kept;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const Point& a = polygon[i];
        const Point& b = polygon[(i + 1) % polygon.size()];
        const double inA = depth(a);
        const double inB = depth(b);
        if (inA >= 0.0) {
            kept.push_back(a);
        }
        if ((inA >= 0.0) != (inB >= 0.0)) {
            const double share = inA / (inA - inB);
            kept.push_back({.x = a.x + share * (b.x - a.x), .y = a.y + share * (b.y - a.y)});
        }
    }
    return kept;
}

std::vector<Point> cellOf(std::size_t index, const std::vector<Place>& places,
                          const Preprocessing& preprocessing)
{
    const Point& centre = places[index].at;
    const double reach = kReach * std::min(preprocessing.width, preprocessing.height);
    std::vector<Point> cell;
    for (int corner = 0; corner < kCorners; ++corner) {
        const double angle = 2.0 * std::numbers::pi * corner / kCorners;
        cell.push_back(
            {.x = centre.x + reach * std::cos(angle), .y = centre.y + reach * std::sin(angle)});
    }
    for (std::size_t other = 0; other < places.size(); ++other) {
        if (other != index) {
            const Point& away = places[other].at;
            cell = cut(cell, [&](const Point& point) {
                return std::pow(distance(point, away), 2) - std::pow(distance(point, centre), 2);
            });
        }
    }
    const double right = preprocessing.width;
    const double bottom = preprocessing.height;
    cell = cut(cell, [](const Point& point) { return point.x; });
    cell = cut(cell, [](const Point& point) { return point.y; });
    cell = cut(cell, [&](const Point& point) { return right - point.x; });
    return cut(cell, [&](const Point& point) { return bottom - point.y; });
}

/// Throws BadFile where the LabelMe file beside a picture names or holds another one.
void requireDrawnOn(const std::filesystem::path& picture, const std::filesystem::path& labelMe)
{
    const DrawnOn on = drawnOn(labelMe);
    const std::string why =
        whyOfAnother(on, areCalledAlike(on.name, picture.filename().string()), picture);
    if (!why.empty()) {
        throw BadFile(quoted(labelMe) + " " + why + ", and stands beside " +
                      quoted(picture.filename()) +
                      ". If they belong together all the same, import its parts afterwards.");
    }
}

} // namespace

Drawing partsAround(const std::vector<PartLocation>& places, int width, int height,
                    const Preprocessing& preprocessing, std::size_t mostParts)
{
    std::vector<Place> seen;
    const PictureMapping view = viewOf(width, height, preprocessing);
    for (const PartLocation& place : places) {
        const Point at = seenAt({.x = place.x, .y = place.y}, view);
        const bool isSeen =
            at.x >= 0.0 && at.y >= 0.0 && at.x < preprocessing.width && at.y < preprocessing.height;
        if (isSeen) {
            seen.push_back({.name = place.name, .at = at});
        }
    }
    // Places of one pixel could not be told apart.
    const auto nearest = [&] {
        double least = std::max(preprocessing.width, preprocessing.height);
        for (std::size_t i = 0; i < seen.size(); ++i) {
            for (std::size_t j = i + 1; j < seen.size(); ++j) {
                least = std::min(least, distance(seen[i].at, seen[j].at));
            }
        }
        return least;
    };
    constexpr double kTooNear = 3.0;
    while (seen.size() > 1 && (seen.size() > mostParts || nearest() < kTooNear)) {
        joinNearest(seen);
    }
    Drawing drawing{.width = preprocessing.width, .height = preprocessing.height};
    for (std::size_t i = 0; i < seen.size(); ++i) {
        drawing.parts.push_back({.name = seen[i].name, .colour = {}});
        drawing.shapes.push_back(
            {.label = seen[i].name, .polygon = cellOf(i, seen, preprocessing), .otherKeys = {}});
    }
    return drawing;
}

Drawing pointsAt(const std::vector<PartLocation>& places, PixelSize picture)
{
    Drawing drawing{.width = picture.width, .height = picture.height, .shapes = {}, .parts = {}};
    for (const PartLocation& place : places) {
        drawing.points.push_back({.label = place.name, .at = {.x = place.x, .y = place.y}});
    }
    return drawing;
}

std::optional<std::filesystem::path> labelMeBeside(const std::filesystem::path& picture)
{
    std::filesystem::path file = picture;
    file.replace_extension(".json");
    std::error_code status;
    return std::filesystem::is_regular_file(file, status) && isLabelMe(file) ? std::optional(file)
                                                                             : std::nullopt;
}

std::optional<Drawing> partsBeside(const std::filesystem::path& picture,
                                   const Preprocessing& preprocessing,
                                   std::vector<std::string>& warnings)
{
    const auto file = labelMeBeside(picture);
    if (!file) {
        return std::nullopt;
    }
    requireDrawnOn(picture, *file);
    const Image image = readImage(picture, 1);
    std::vector<std::string> withoutArea;
    Drawing drawn = readLabelMe(*file, PixelSize{image.width, image.height}, &withoutArea);
    if (drawn.width != image.width || drawn.height != image.height) {
        throw BadFile(quoted(*file) + " speaks of a picture of " + std::to_string(drawn.width) +
                      " × " + std::to_string(drawn.height) + " pixels, and the one beside it has " +
                      std::to_string(image.width) + " × " + std::to_string(image.height) +
                      ". Put the two together that belong together.");
    }
    const Drawing seen = carried(drawn, viewOf(image.width, image.height, preprocessing),
                                 {preprocessing.width, preprocessing.height});
    if (!withoutArea.empty()) {
        warnings.push_back("Of what is drawn on " + quoted(picture.filename()) +
                           " is left out, as it has no area: " + joined(withoutArea) + ".");
    }
    const std::vector<std::string> outside = partsWithoutPixels(seen);
    if (isOnView(drawn, preprocessing)) { // its size would be taken for that of what is seen
        drawn = seen;
    }
    for (const std::string& name : outside) {
        drawn = withoutPart(std::move(drawn), static_cast<std::size_t>(partIndex(drawn, name)));
    }
    if (!outside.empty()) {
        warnings.push_back("Parts of " + quoted(picture.filename()) +
                           " that the models do not see are left out: " + listedNames(outside) +
                           ".");
    }
    return drawn.parts.empty() && drawn.points.empty() ? std::nullopt
                                                       : std::optional(std::move(drawn));
}

Drawing gridParts(const Preprocessing& preprocessing, int columns, int rows)
{
    const Drawing empty{.width = preprocessing.width, .height = preprocessing.height};
    return withGrid(empty, {0.0, 0.0},
                    {static_cast<double>(empty.width), static_cast<double>(empty.height)}, columns,
                    rows);
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/assists/part_problems.h"

#include "core/assists/pieces.h"
#include "core/base/error.h"
#include "core/parts/painting.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace palimpsest {

namespace {

void step(const Progress& progress, std::size_t done, std::size_t total)
{
    if (progress && !progress(done, total)) {
        throw Cancelled();
    }
}

PixelBox boxOf(const Mask& mask)
{
    return {.left = mask.left, .top = mask.top, .width = mask.width, .height = mask.height};
}

PixelBox pixelAt(Point centre)
{
    return {.left = static_cast<int>(centre.x),
            .top = static_cast<int>(centre.y),
            .width = 1,
            .height = 1};
}

/// The box that holds both; an empty one holds nothing.
PixelBox united(const PixelBox& a, const PixelBox& b)
{
    if (a.width == 0 || b.width == 0) {
        return a.width == 0 ? b : a;
    }
    const int left = std::min(a.left, b.left);
    const int top = std::min(a.top, b.top);
    return {.left = left,
            .top = top,
            .width = std::max(a.left + a.width, b.left + b.width) - left,
            .height = std::max(a.top + a.height, b.top + b.height) - top};
}

/// The pixels of a shape that lie on the picture, in the box of their rows and columns.
Mask pixelsOf(const Shape& shape, PixelSize picture)
{
    if (shape.mask || shape.polygon.empty()) {
        return shape.mask.value_or(Mask());
    }
    const auto [left, right] = std::ranges::minmax_element(shape.polygon, {}, &Point::x);
    const auto [top, bottom] = std::ranges::minmax_element(shape.polygon, {}, &Point::y);
    Mask mask{.left = firstPixelFrom(left->x, picture.width),
              .top = firstPixelFrom(top->y, picture.height)};
    mask.width = firstPixelFrom(right->x, picture.width) - mask.left;
    mask.height = firstPixelFrom(bottom->y, picture.height) - mask.top;
    Drawing alone{.width = mask.width,
                  .height = mask.height,
                  .shapes = {shape},
                  .parts = {{.name = shape.label, .colour = {}}}};
    for (Point& point : alone.shapes[0].polygon) {
        point = {.x = point.x - mask.left, .y = point.y - mask.top};
    }
    mask.pixels = paint(alone).labels;
    return mask;
}

bool reachesOutside(const Shape& shape, PixelSize picture)
{
    constexpr double kSlack = 1.0; // other programs count pixels from their centres
    if (shape.mask) {
        const Mask& mask = *shape.mask;
        return mask.left < 0 || mask.top < 0 || mask.left + mask.width > picture.width ||
               mask.top + mask.height > picture.height;
    }
    return std::ranges::any_of(shape.polygon, [&](const Point& point) {
        return point.x < -kSlack || point.y < -kSlack || point.x > picture.width + kSlack ||
               point.y > picture.height + kSlack;
    });
}

/// How many pixels of a part models see.
std::size_t seenPixels(const LabelMap& seen, const std::string& part)
{
    const auto found = std::ranges::find(seen.parts, part, &Part::name);
    return found != seen.parts.end() ? found->pixels : 0;
}

/// What is wrong with a part as a whole, of which `pixels` are on the picture.
void addOfPart(const Drawing& drawing, const std::string& part, const Mask& pixels,
               const LabelMap& seen, std::vector<PartProblem>& problems)
{
    const auto count = static_cast<std::size_t>(std::ranges::count(pixels.pixels, 1));
    const bool isOutside = std::ranges::any_of(drawing.shapes, [&](const Shape& shape) {
        return shape.label == part && reachesOutside(shape, {drawing.width, drawing.height});
    });
    const std::size_t left = seenPixels(seen, part);
    const PartProblem problem{
        .kind = ProblemKind::Outside, .part = part, .pixels = count, .place = boxOf(pixels)};
    if (isOutside) {
        problems.push_back(problem);
    }
    if (left == 0 && !(isOutside && count == 0)) {
        problems.push_back(problem);
        problems.back().kind = ProblemKind::Empty;
    }
    if (left == 1) {
        problems.push_back(problem);
        problems.back().kind = ProblemKind::OnePixel;
    }
}

/// The part that each pixel belongs to while shapes are laid one on the other, and what they cover
/// of it.
class Layers
{
public:
    explicit Layers(const Drawing& drawing)
        : m_drawing(drawing),
          m_top(static_cast<std::size_t>(drawing.width) * static_cast<std::size_t>(drawing.height))
    {
    }

    void lay(const Shape& shape)
    {
        const PixelSize picture{m_drawing.width, m_drawing.height};
        const auto label = static_cast<std::uint8_t>(partIndex(m_drawing, shape.label) + 1);
        const Mask pixels = pixelsOf(shape, picture);
        std::array<Covered, kMaxDrawnParts + 1> covered{};
        for (std::size_t i = 0; i < pixels.pixels.size(); ++i) {
            const int x =
                pixels.left + static_cast<int>(i % static_cast<std::size_t>(pixels.width));
            const int y = pixels.top + static_cast<int>(i / static_cast<std::size_t>(pixels.width));
            if (pixels.pixels[i] == 0 || x < 0 || y < 0 || x >= picture.width ||
                y >= picture.height) {
                continue;
            }
            std::uint8_t& top =
                m_top[static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) +
                      static_cast<std::size_t>(x)];
            if (top != 0 && top != label) {
                ++covered[top].pixels;
                covered[top].place =
                    united(covered[top].place, {.left = x, .top = y, .width = 1, .height = 1});
            }
            top = label;
        }
        if (label != 0 && !shape.mask) {
            add(shape.label, covered);
        }
    }

    const std::vector<PartProblem>& overlaps() const { return m_overlaps; }

private:
    struct Covered
    {
        std::size_t pixels = 0;
        PixelBox place;
    };

    /// Of one part by another there is one overlap, however many shapes they have.
    void add(const std::string& part, const std::array<Covered, kMaxDrawnParts + 1>& covered)
    {
        for (std::size_t i = 0; i < m_drawing.parts.size(); ++i) {
            const auto& [pixels, place] = covered[i + 1];
            if (pixels == 0) {
                continue;
            }
            const std::string& below = m_drawing.parts[i].name;
            const auto known = std::ranges::find_if(m_overlaps, [&](const PartProblem& overlap) {
                return overlap.part == part && overlap.covered == below;
            });
            PartProblem& overlap =
                known != m_overlaps.end()
                    ? *known
                    : m_overlaps.emplace_back(PartProblem{
                          .kind = ProblemKind::Overlap, .part = part, .covered = below});
            overlap.pixels += pixels;
            overlap.place = united(overlap.place, place);
        }
    }

    const Drawing& m_drawing;
    std::vector<std::uint8_t> m_top; ///< labels
    std::vector<PartProblem> m_overlaps;
};

std::vector<Piece> sliversOf(const LabelMap& map)
{
    return slivers(map, mostOfSliver({map.width, map.height}));
}

} // namespace

std::size_t mostOfSliver(PixelSize picture)
{
    constexpr std::size_t kAlways = 4;
    constexpr std::size_t kShare = 10'000;
    return std::max(kAlways, static_cast<std::size_t>(picture.width) *
                                 static_cast<std::size_t>(picture.height) / kShare);
}

std::vector<PartProblem> partProblems(const Drawing& drawing, const LabelMap& seen,
                                      const Progress& progress)
{
    const std::size_t total = drawing.parts.size() + drawing.shapes.size() + 1;
    const LabelMap map = paint(drawing);
    std::vector<PartProblem> problems;
    for (std::size_t part = 0; part < drawing.parts.size(); ++part) {
        step(progress, part, total);
        const Mask pixels = pixelsWith(static_cast<std::uint8_t>(part + 1), map.labels, map.width);
        addOfPart(drawing, drawing.parts[part].name, pixels, seen, problems);
    }
    step(progress, drawing.parts.size(), total);
    for (const Piece& piece : sliversOf(map)) {
        problems.push_back({.kind = ProblemKind::Sliver,
                            .part = map.parts[static_cast<std::size_t>(piece.label) - 1].name,
                            .pixels = piece.pixels,
                            .place = pixelAt(piece.at)});
    }
    Layers layers(drawing);
    for (std::size_t i = 0; i < drawing.shapes.size(); ++i) {
        step(progress, drawing.parts.size() + 1 + i, total);
        layers.lay(drawing.shapes[i]);
    }
    problems.insert(problems.end(), layers.overlaps().begin(), layers.overlaps().end());
    return problems;
}

Drawing withSliversGiven(const Drawing& drawing,
                         const std::function<LabelMap(const Drawing&)>& seen)
{
    const LabelMap map = paint(drawing);
    const LabelMap before = seen(drawing);
    std::vector<Piece> small = sliversOf(map);
    while (!small.empty()) {
        Drawing given = withLabels(drawing, giveToNeighbour(map, small).labels);
        const LabelMap after = seen(given);
        const auto isOfLost = [&](const Piece& piece) {
            const auto part = static_cast<std::size_t>(piece.label) - 1;
            return before.parts.at(part).pixels > 0 && after.parts.at(part).pixels == 0;
        };
        if (std::erase_if(small, isOfLost) == 0) {
            return given;
        }
    }
    return drawing;
}

} // namespace palimpsest

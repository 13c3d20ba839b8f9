// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/assists/pieces.h"

#include "core/assists/components.h"
#include "core/assists/label_counts.h"
#include "core/assists/masks.h"
#include "core/base/error.h"
#include "core/parts/drawing.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

namespace palimpsest {

namespace {

PixelSize sizeOf(const LabelMap& map)
{
    return {map.width, map.height};
}

std::size_t neighboursOf(std::uint8_t label)
{
    return label == 0 ? 4 : 8;
}

Point centreOf(std::size_t at, int width)
{
    const auto columns = static_cast<std::size_t>(width);
    const std::size_t row = at / columns;
    return {static_cast<double>(at % columns) + 0.5, static_cast<double>(row) + 0.5};
}

std::vector<Piece> piecesIn(const std::vector<std::uint8_t>& labels, PixelSize size)
{
    const Components components = componentsOf(labels, size, neighboursOf);
    std::vector<Piece> pieces;
    for (std::size_t i = 0; i < components.firsts.size(); ++i) {
        const std::size_t first = components.firsts[i];
        pieces.push_back({.label = labels[first],
                          .pixels = components.pixels[i],
                          .at = centreOf(first, size.width)});
    }
    return pieces;
}

/// The position of its first pixel.
std::size_t placeOf(const LabelMap& map, const Piece& piece)
{
    const auto [x, y] = piece.at;
    if (x >= 0.0 && y >= 0.0 && x < map.width && y < map.height) {
        const std::size_t at = static_cast<std::size_t>(y) * static_cast<std::size_t>(map.width) +
                               static_cast<std::size_t>(x);
        if (map.labels[at] == piece.label) {
            return at;
        }
    }
    throw BadInput("A piece is no longer where it was listed. List the pieces again.");
}

/// Positions of the pixels of the piece that begins at `first`, which are marked as taken; none
/// where it was.
std::vector<std::size_t> takenFrom(std::size_t first, const LabelMap& map,
                                   std::vector<std::uint8_t>& isTaken)
{
    std::vector<std::size_t> pixels;
    if (isTaken[first] == 0) {
        const std::uint8_t label = map.labels[first];
        spreadFrom(
            first, sizeOf(map), neighboursOf(label),
            [&](std::size_t at) { return isTaken[at] == 0 && map.labels[at] == label; },
            [&](std::size_t at) {
                isTaken[at] = 1;
                pixels.push_back(at);
            });
    }
    return pixels;
}

/// The label that pixels share most edges with, background only where there is no part; none where
/// all that is beside them waits, too.
std::optional<std::uint8_t> labelBeside(const std::vector<std::size_t>& pixels, const LabelMap& map,
                                        const std::vector<std::uint8_t>& isWaiting)
{
    std::array<std::size_t, kMaxDrawnParts + 1> edges{};
    for (const std::size_t at : pixels) {
        forNeighbours(at, sizeOf(map), 4, [&](std::size_t beside) {
            edges[map.labels[beside]] += isWaiting[beside] == 0 ? 1 : 0;
        });
    }
    const auto most = std::max_element(edges.begin() + 1, edges.end());
    if (*most > 0) {
        return static_cast<std::uint8_t>(most - edges.begin());
    }
    return edges.front() > 0 ? std::optional<std::uint8_t>(0) : std::nullopt;
}

/// Pixels of the object beside `ring` that are background, each once and with the first of the
/// labels beside it.
std::vector<std::pair<std::size_t, std::uint8_t>> nextRing(const std::vector<std::size_t>& ring,
                                                           const LabelMap& map, const Mask& object)
{
    std::vector<std::pair<std::size_t, std::uint8_t>> next;
    for (const std::size_t at : ring) {
        forNeighbours(at, sizeOf(map), 4, [&](std::size_t beside) {
            if (map.labels[beside] == 0 && object.pixels[beside] != 0) {
                next.emplace_back(beside, map.labels[at]);
            }
        });
    }
    std::ranges::sort(next);
    const auto isSamePixel = [](const auto& a, const auto& b) { return a.first == b.first; };
    next.erase(std::unique(next.begin(), next.end(), isSamePixel), next.end());
    return next;
}

} // namespace

std::vector<Piece> piecesOf(const LabelMap& map)
{
    requireWhole(map);
    return piecesIn(map.labels, sizeOf(map));
}

Mask maskOf(const LabelMap& map, const Piece& piece)
{
    requireWhole(map);
    Mask mask = emptyMask(sizeOf(map));
    takenFrom(placeOf(map, piece), map, mask.pixels);
    return mask;
}

std::vector<Piece> slivers(const LabelMap& map, std::size_t most)
{
    const std::vector<Piece> pieces = piecesOf(map);
    std::array<const Piece*, kMaxDrawnParts + 1> largest{};
    for (const Piece& piece : pieces) {
        const Piece*& standing = largest[static_cast<std::size_t>(piece.label)];
        standing = standing == nullptr || piece.pixels > standing->pixels ? &piece : standing;
    }
    std::vector<Piece> result;
    for (const Piece& piece : pieces) {
        const bool isLargest = &piece == largest[static_cast<std::size_t>(piece.label)];
        if (piece.label > 0 && piece.pixels <= most && !isLargest) {
            result.push_back(piece);
        }
    }
    return result;
}

std::vector<Piece> gaps(const LabelMap& map, const Mask& object)
{
    requireWhole(map);
    const Mask whole = wholeMask(object, sizeOf(map), "The outline of the object");
    std::vector<std::uint8_t> isCovered;
    isCovered.reserve(map.labels.size());
    for (std::size_t at = 0; at < map.labels.size(); ++at) {
        isCovered.push_back(map.labels[at] == 0 && whole.pixels[at] != 0 ? 0 : 1);
    }
    std::vector<Piece> pieces = piecesIn(isCovered, sizeOf(map));
    std::erase_if(pieces, [](const Piece& piece) { return piece.label != 0; });
    return pieces;
}

Mask gapAt(const LabelMap& map, const Mask& object, Point at)
{
    requireWhole(map);
    const Mask whole = wholeMask(object, sizeOf(map), "The outline of the object");
    Mask gap = emptyMask(sizeOf(map));
    const auto isFree = [&](std::size_t pixel) {
        return gap.pixels[pixel] == 0 && map.labels[pixel] == 0 && whole.pixels[pixel] != 0;
    };
    if (at.x >= 0.0 && at.y >= 0.0 && at.x < map.width && at.y < map.height) {
        const std::size_t first =
            static_cast<std::size_t>(at.y) * static_cast<std::size_t>(map.width) +
            static_cast<std::size_t>(at.x);
        if (isFree(first)) {
            spreadFrom(first, sizeOf(map), neighboursOf(0), isFree,
                       [&](std::size_t pixel) { gap.pixels[pixel] = 1; });
        }
    }
    return gap;
}

Mask enclosed(const LabelMap& map)
{
    requireWhole(map);
    std::vector<std::uint8_t> isOutside(map.labels.size());
    const auto width = static_cast<std::size_t>(map.width);
    for (std::size_t at = 0; at < map.labels.size(); ++at) {
        const std::size_t x = at % width;
        const bool isEdge =
            x == 0 || x + 1 == width || at < width || at + width >= map.labels.size();
        if (isEdge && map.labels[at] == 0) {
            takenFrom(at, map, isOutside);
        }
    }
    Mask mask{.width = map.width, .height = map.height, .pixels = std::move(isOutside)};
    for (std::uint8_t& pixel : mask.pixels) {
        pixel = pixel == 0 ? 1 : 0;
    }
    return mask;
}

LabelMap giveToNeighbour(LabelMap map, const std::vector<Piece>& pieces)
{
    requireWhole(map);
    std::vector<std::uint8_t> isWaiting(map.labels.size());
    std::vector<std::vector<std::size_t>> waiting;
    waiting.reserve(pieces.size());
    for (const Piece& piece : pieces) {
        waiting.push_back(takenFrom(placeOf(map, piece), map, isWaiting));
    }
    const auto isGiven = [&](const std::vector<std::size_t>& pixels) {
        const auto label = labelBeside(pixels, map, isWaiting);
        for (const std::size_t at : pixels) {
            map.labels[at] = label.value_or(map.labels[at]);
            isWaiting[at] = label ? 0 : 1;
        }
        return label.has_value() || pixels.empty();
    };
    while (std::erase_if(waiting, isGiven) > 0) {
    }
    return counted(std::move(map));
}

LabelMap withGapsFilled(LabelMap map, const Mask& object)
{
    requireWhole(map);
    const Mask whole = wholeMask(object, sizeOf(map), "The outline of the object");
    std::vector<std::size_t> ring;
    for (std::size_t at = 0; at < map.labels.size(); ++at) {
        if (map.labels[at] != 0) {
            ring.push_back(at);
        }
    }
    while (!ring.empty()) {
        const auto next = nextRing(ring, map, whole);
        ring.clear();
        for (const auto& [at, label] : next) {
            map.labels[at] = label;
            ring.push_back(at);
        }
    }
    return counted(std::move(map));
}

LabelMap painted(LabelMap map, const Mask& mask, int label)
{
    requireWhole(map);
    const Mask whole = wholeMask(mask, sizeOf(map), "What is to be painted");
    if (label < 0 || label > map.partCount()) {
        throw BadInput("There is no part " + std::to_string(label) + " to paint with. Choose one.");
    }
    for (std::size_t at = 0; at < map.labels.size(); ++at) {
        map.labels[at] = whole.pixels[at] != 0 ? static_cast<std::uint8_t>(label) : map.labels[at];
    }
    return counted(std::move(map));
}

} // namespace palimpsest

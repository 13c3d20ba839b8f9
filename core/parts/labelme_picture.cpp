// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/labelme_picture.h"

#include "core/base/error.h"
#include "core/pictures/image.h"
#include "core/pictures/picture_header.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <utility>

namespace palimpsest {

namespace {

using Corner = std::pair<int, int>; // of pixels: x, y

int sixBits(char c)
{
    constexpr std::string_view kAlphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const std::size_t found = kAlphabet.find(c);
    return found == std::string_view::npos ? -1 : static_cast<int>(found);
}

/// Edges between pixels that are set and others, from corner to corner, the set ones on the right.
std::multimap<Corner, Corner> edgesOf(const std::vector<bool>& mask, PixelSize size)
{
    const auto isSet = [&](int x, int y) {
        return x >= 0 && y >= 0 && x < size.width && y < size.height &&
               mask[static_cast<std::size_t>(y) * static_cast<std::size_t>(size.width) +
                    static_cast<std::size_t>(x)];
    };
    std::multimap<Corner, Corner> edges;
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            if (!isSet(x, y)) {
                continue;
            }
            if (!isSet(x, y - 1)) {
                edges.emplace(Corner(x, y), Corner(x + 1, y));
            }
            if (!isSet(x + 1, y)) {
                edges.emplace(Corner(x + 1, y), Corner(x + 1, y + 1));
            }
            if (!isSet(x, y + 1)) {
                edges.emplace(Corner(x + 1, y + 1), Corner(x, y + 1));
            }
            if (!isSet(x - 1, y)) {
                edges.emplace(Corner(x, y + 1), Corner(x, y));
            }
        }
    }
    return edges;
}

/// Takes a closed way out of `edges`, without corners in the middle of straight lines.
std::vector<Corner> takenWay(std::multimap<Corner, Corner>& edges)
{
    std::vector<Corner> way = {edges.begin()->first};
    for (auto edge = edges.begin(); edge != edges.end(); edge = edges.find(way.back())) {
        const Corner next = edge->second;
        edges.erase(edge);
        const bool isStraight =
            way.size() > 1 &&
            ((way.back().first == way[way.size() - 2].first && way.back().first == next.first) ||
             (way.back().second == way[way.size() - 2].second && way.back().second == next.second));
        if (isStraight) {
            way.back() = next;
        } else {
            way.push_back(next);
        }
        if (next == way.front()) {
            break;
        }
    }
    return way; // its last corner is its first
}

} // namespace

std::string fromBase64(std::string_view text, const std::string& name)
{
    std::string bytes;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        if (c == '=' || c == '\n' || c == '\r' || c == ' ') {
            continue;
        }
        const int value = sixBits(c);
        if (value < 0) {
            throw BadFile(name + " is no base64. Save the file again.");
        }
        bits = bits << 6U | static_cast<std::uint32_t>(value);
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes += static_cast<char>(bits >> static_cast<unsigned>(count) & 0xFFU);
        }
    }
    return bytes;
}

PixelSize sizeOfEncoded(std::string_view base64, const std::string& name)
{
    const PictureHeader header = readPictureHeader(fromBase64(base64, name), name);
    const auto width = static_cast<int>(header.width);
    const auto height = static_cast<int>(header.height);
    return header.isOnItsSide() ? PixelSize{height, width} : PixelSize{width, height};
}

std::vector<Point> outlineOf(const std::vector<bool>& mask, PixelSize size, Point corner)
{
    std::multimap<Corner, Corner> edges = edgesOf(mask, size);
    std::vector<Point> outline;
    while (!edges.empty()) {
        const std::vector<Corner> way = takenWay(edges);
        for (const auto& [x, y] : way) {
            outline.push_back({.x = corner.x + x, .y = corner.y + y});
        }
        if (way.size() < outline.size()) {
            outline.push_back(outline.front()); // back, so that the way here does not count
        }
    }
    if (!outline.empty()) {
        outline.pop_back(); // it closes implicitly
    }
    return outline;
}

std::vector<Point> outlineOfEncoded(std::string_view base64, Point corner, const std::string& name)
{
    const Image picture = decodeImage(fromBase64(base64, name), name, 1);
    std::vector<bool> mask(picture.pixels.size());
    std::transform(picture.pixels.begin(), picture.pixels.end(), mask.begin(),
                   [](std::uint8_t level) { return level > 0; });
    return outlineOf(mask, {picture.width, picture.height}, corner);
}

} // namespace palimpsest

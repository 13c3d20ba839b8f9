// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/labelme_picture.h"

#include "core/base/error.h"
#include "core/pictures/image.h"
#include "core/pictures/label_png.h"
#include "core/pictures/picture_header.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <utility>

namespace palimpsest {

namespace {

using Corner = std::pair<int, int>; // of pixels: x, y

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

int sixBits(char c)
{
    const std::size_t found = kAlphabet.find(c);
    return found == std::string_view::npos ? -1 : static_cast<int>(found);
}

std::string sizeText(const PixelSize& size)
{
    return std::to_string(size.width) + " × " + std::to_string(size.height) + " pixels";
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

std::string toBase64(std::string_view bytes)
{
    std::string text;
    std::uint32_t bits = 0;
    unsigned count = 0;
    for (const char byte : bytes) {
        bits = bits << 8U | static_cast<unsigned char>(byte);
        for (count += 8; count >= 6; count -= 6) {
            text += kAlphabet[bits >> (count - 6U) & 63U];
        }
    }
    if (count > 0) {
        text += kAlphabet[bits << (6U - count) & 63U];
    }
    text.append((4 - text.size() % 4) % 4, '=');
    return text;
}

PixelSize uprightSize(const PictureHeader& header)
{
    const auto width = static_cast<int>(header.width);
    const auto height = static_cast<int>(header.height);
    return header.isOnItsSide() ? PixelSize{height, width} : PixelSize{width, height};
}

PixelSize sizeOfEncoded(std::string_view base64, const std::string& name)
{
    return uprightSize(readPictureHeader(fromBase64(base64, name), name));
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

std::vector<Point> outlineOf(const Mask& mask)
{
    return outlineOf(std::vector<bool>(mask.pixels.begin(), mask.pixels.end()),
                     {mask.width, mask.height},
                     {static_cast<double>(mask.left), static_cast<double>(mask.top)});
}

Mask decodedMask(std::string_view base64, Point first, Point last, const std::string& name)
{
    const std::string bytes = fromBase64(base64, name);
    const PixelSize size = uprightSize(readPictureHeader(bytes, name));
    Mask mask{.left = static_cast<int>(first.x), .top = static_cast<int>(first.y)};
    const PixelSize box{static_cast<int>(last.x) - mask.left + 1,
                        static_cast<int>(last.y) - mask.top + 1};
    if (size != box) {
        throw BadFile(name + " has " + sizeText(size) + ", but the box that its points span has " +
                      sizeText(box) + ". Save the file again with the program that made it.");
    }
    mask.width = size.width;
    mask.height = size.height;
    mask.pixels = decodeImage(bytes, name, 1).pixels;
    for (std::uint8_t& pixel : mask.pixels) {
        pixel = pixel > 0 ? 1 : 0;
    }
    return mask;
}

std::string encodedMask(const Mask& mask)
{
    return toBase64(encodeLabelPng(
        {.width = mask.width, .height = mask.height, .labels = mask.pixels, .colours = {}}));
}

} // namespace palimpsest

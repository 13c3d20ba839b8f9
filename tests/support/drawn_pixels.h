// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/label_map.h"
#include "core/parts/mask.h"
#include "core/pictures/image.h"

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace palimpsest {

/// A label map drawn in rows: '.' is background, '1' … '9' are parts called so, up to the last that
/// is seen.
inline LabelMap mapOfRows(const std::vector<std::string>& rows)
{
    LabelMap map{.width = static_cast<int>(rows.front().size()),
                 .height = static_cast<int>(rows.size())};
    for (const std::string& row : rows) {
        for (const char c : row) {
            const auto label = static_cast<std::size_t>(c == '.' ? 0 : c - '0');
            while (map.parts.size() < label) {
                map.parts.push_back({.name = std::to_string(map.parts.size() + 1)});
            }
            map.labels.push_back(static_cast<std::uint8_t>(label));
            if (label > 0) {
                ++map.parts[label - 1].pixels;
            }
        }
    }
    return map;
}

inline std::vector<std::string> rowsOf(const LabelMap& map)
{
    std::vector<std::string> rows(static_cast<std::size_t>(map.height));
    for (std::size_t at = 0; at < map.labels.size(); ++at) {
        const int label = map.labels[at];
        rows[at / static_cast<std::size_t>(map.width)] +=
            label == 0 ? '.' : static_cast<char>('0' + label);
    }
    return rows;
}

/// A mask drawn in rows, of which '#' is meant.
inline Mask maskOfRows(const std::vector<std::string>& rows)
{
    Mask mask{.width = static_cast<int>(rows.front().size()),
              .height = static_cast<int>(rows.size())};
    for (const std::string& row : rows) {
        for (const char c : row) {
            mask.pixels.push_back(c == '#' ? 1 : 0);
        }
    }
    return mask;
}

inline std::vector<std::string> rowsOf(const Mask& mask)
{
    std::vector<std::string> rows(static_cast<std::size_t>(mask.height));
    for (std::size_t at = 0; at < mask.pixels.size(); ++at) {
        rows[at / static_cast<std::size_t>(mask.width)] += mask.pixels[at] != 0 ? '#' : '.';
    }
    return rows;
}

/// A mask of all pixels.
inline Mask fullMask(int width, int height)
{
    return {.width = width,
            .height = height,
            .pixels = std::vector<std::uint8_t>(
                static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 1)};
}

/// A picture of one colour.
inline Image plainPicture(int width, int height, std::uint8_t level, int channels = 3)
{
    return {.width = width,
            .height = height,
            .channels = channels,
            .pixels = std::vector<std::uint8_t>(static_cast<std::size_t>(width) *
                                                    static_cast<std::size_t>(height) *
                                                    static_cast<std::size_t>(channels),
                                                level)};
}

/// Pixels of any of so many levels per channel, the same for the same seed.
inline Image noisyPicture(int width, int height, int channels, unsigned seed, unsigned levels = 256)
{
    Image image = plainPicture(width, height, 0, channels);
    std::mt19937 random(seed);
    for (std::uint8_t& level : image.pixels) {
        level = static_cast<std::uint8_t>(random() % levels);
    }
    return image;
}

/// `image` with a rectangle of another colour.
inline Image withRectangle(Image image, int left, int top, int right, int bottom,
                           const std::vector<std::uint8_t>& colour)
{
    for (int y = top; y < bottom; ++y) {
        for (int x = left; x < right; ++x) {
            for (std::size_t c = 0; c < colour.size(); ++c) {
                const auto at = static_cast<std::size_t>(y * image.width + x);
                image.pixels[at * colour.size() + c] = colour[c];
            }
        }
    }
    return image;
}

} // namespace palimpsest

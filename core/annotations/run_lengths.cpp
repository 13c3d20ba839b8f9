// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/annotations/run_lengths.h"

#include "core/base/error.h"

#include <algorithm>
#include <cstddef>

namespace palimpsest {

namespace {

constexpr int kFirst = 48; // "0", the character of the number 0
constexpr std::int64_t kMore = 0x20;
constexpr std::int64_t kSign = 0x10;

std::size_t pixelsOf(PixelSize size)
{
    return static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height);
}

/// Where the pixel that comes at `place` stands in a mask of height × width.
std::size_t indexOf(std::size_t place, PixelSize size, RunOrder order)
{
    if (order == RunOrder::Rows) {
        return place;
    }
    const auto height = static_cast<std::size_t>(size.height);
    return place % height * static_cast<std::size_t>(size.width) + place / height;
}

} // namespace

std::vector<bool> maskOfRuns(const std::vector<std::int64_t>& runs, PixelSize size, RunOrder order)
{
    const auto pixels = static_cast<std::int64_t>(pixelsOf(size));
    std::int64_t left = pixels;
    for (const std::int64_t run : runs) {
        if (run < 0 || run > left) {
            throw BadInput("its runs are negative or cover more pixels than there are");
        }
        left -= run;
    }
    if (left != 0) {
        throw BadInput("its runs cover " + std::to_string(pixels - left) + " pixels of " +
                       std::to_string(pixels));
    }
    std::vector<bool> mask(pixelsOf(size));
    std::size_t place = 0;
    bool isSet = false;
    for (const std::int64_t run : runs) {
        for (const std::size_t end = place + static_cast<std::size_t>(run); place < end; ++place) {
            if (isSet) {
                mask[indexOf(place, size, order)] = true;
            }
        }
        isSet = !isSet;
    }
    return mask;
}

std::vector<std::int64_t> runsOf(const std::vector<bool>& mask, PixelSize size, RunOrder order)
{
    std::vector<std::int64_t> runs = {0};
    bool isSet = false;
    for (std::size_t place = 0; place < mask.size(); ++place) {
        if (mask[indexOf(place, size, order)] != isSet) {
            isSet = !isSet;
            runs.push_back(0);
        }
        ++runs.back();
    }
    return runs;
}

std::vector<std::int64_t> runsFromText(std::string_view text)
{
    constexpr unsigned kMaxShift = 40; // no picture needs more bits
    std::vector<std::int64_t> runs;
    std::int64_t value = 0;
    unsigned shift = 0;
    for (const char c : text) {
        const std::int64_t bits = c - kFirst;
        if (bits < 0 || bits >= 2 * kMore || shift > kMaxShift) {
            throw BadInput("its counts hold a character or number that none has");
        }
        value |= (bits & (kMore - 1)) << shift;
        shift += 5;
        if ((bits & kMore) != 0) {
            continue;
        }
        if ((bits & kSign) != 0) {
            value -= std::int64_t{1} << shift;
        }
        runs.push_back(runs.size() > 2 ? value + runs[runs.size() - 2] : value);
        if (std::abs(runs.back()) > std::int64_t{1} << kMaxShift) {
            throw BadInput("its counts hold a number that none has");
        }
        value = 0;
        shift = 0;
    }
    if (shift != 0) {
        throw BadInput("its counts end within a number");
    }
    return runs;
}

std::string textOfRuns(const std::vector<std::int64_t>& runs)
{
    std::string text;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        std::int64_t value = i > 2 ? runs[i] - runs[i - 2] : runs[i];
        bool isMore = true;
        while (isMore) {
            std::int64_t bits = value & (kMore - 1);
            value >>= 5;
            isMore = (bits & kSign) != 0 ? value != -1 : value != 0;
            bits |= isMore ? kMore : 0;
            text += static_cast<char>(bits + kFirst);
        }
    }
    return text;
}

} // namespace palimpsest

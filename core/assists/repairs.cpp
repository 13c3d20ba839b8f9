// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/assists/repairs.h"

#include "core/assists/components.h"
#include "core/assists/label_counts.h"
#include "core/assists/strokes.h"
#include "core/base/error.h"
#include "core/parts/drawing.h"

#include <algorithm>
#include <array>
#include <utility>

namespace palimpsest {

namespace {

using Votes = std::array<int, kMaxDrawnParts + 1>; ///< pixels of a label within a window

/// The label that a window's pixels elect in place of `own`.
std::uint8_t elected(const Votes& votes, int count, int most, std::uint8_t own)
{
    const int background = votes[0];
    const int parts = count - background;
    if (background > parts || (background == parts && own == 0)) {
        return 0;
    }
    int winner = own;
    for (int label = 1; label <= most; ++label) {
        const int standing = winner == 0 ? 0 : votes[static_cast<std::size_t>(winner)];
        winner = votes[static_cast<std::size_t>(label)] > standing ? label : winner;
    }
    return static_cast<std::uint8_t>(winner);
}

/// A window that slides along a row, and the votes in it.
class Window
{
public:
    Window(const LabelMap& map, int radius) : m_map(map), m_radius(radius) {}

    void moveTo(int x, int y)
    {
        if (x == 0) {
            m_votes.fill(0);
            m_count = 0;
            for (int column = 0; column < m_radius; ++column) {
                add(column, y, 1);
            }
        }
        add(x + m_radius, y, 1);
        add(x - m_radius - 1, y, -1);
    }

    std::uint8_t elect(std::uint8_t own) const
    {
        return elected(m_votes, m_count, m_map.partCount(), own);
    }

    bool isOne(std::uint8_t label) const { return m_votes[label] == m_count; }

private:
    void add(int column, int y, int by)
    {
        if (column < 0 || column >= m_map.width) {
            return;
        }
        const int end = std::min(y + m_radius + 1, m_map.height);
        for (int row = std::max(y - m_radius, 0); row < end; ++row) {
            const std::size_t at =
                static_cast<std::size_t>(row) * static_cast<std::size_t>(m_map.width) +
                static_cast<std::size_t>(column);
            m_votes[m_map.labels[at]] += by;
            m_count += by;
        }
    }

    const LabelMap& m_map;
    int m_radius;
    int m_count = 0;
    Votes m_votes{};
};

std::vector<std::uint8_t> majorities(const LabelMap& map, int radius, const Progress& progress)
{
    std::vector<std::uint8_t> labels = map.labels;
    Window window(map, radius);
    std::size_t at = 0;
    for (int y = 0; y < map.height; ++y) {
        if (progress &&
            !progress(static_cast<std::size_t>(y), static_cast<std::size_t>(map.height))) {
            throw Cancelled();
        }
        for (int x = 0; x < map.width; ++x, ++at) {
            window.moveTo(x, y);
            if (!window.isOne(labels[at])) {
                labels[at] = window.elect(labels[at]);
            }
        }
    }
    return labels;
}

/// Gives pixels back that became background without a way, over 4 neighbours of the background, to
/// one that was.
void closeOpened(std::vector<std::uint8_t>& labels, const LabelMap& before)
{
    std::vector<std::uint8_t> isReached(labels.size());
    for (std::size_t at = 0; at < labels.size(); ++at) {
        if (isReached[at] == 0 && labels[at] == 0 && before.labels[at] == 0) {
            spreadFrom(
                at, {before.width, before.height}, 4,
                [&](std::size_t beside) { return isReached[beside] == 0 && labels[beside] == 0; },
                [&](std::size_t reached) { isReached[reached] = 1; });
        }
    }
    for (std::size_t at = 0; at < labels.size(); ++at) {
        labels[at] = labels[at] == 0 && isReached[at] == 0 ? before.labels[at] : labels[at];
    }
}

/// Gives parts that lost all pixels theirs back, until every part has some.
void keepParts(std::vector<std::uint8_t>& labels, const LabelMap& before)
{
    bool isChanged = true;
    while (isChanged) {
        std::array<bool, kMaxDrawnParts + 1> isLeft{true};
        for (const std::uint8_t label : labels) {
            isLeft[label] = true;
        }
        isChanged = false;
        for (std::size_t at = 0; at < labels.size(); ++at) {
            if (!isLeft[before.labels[at]]) {
                labels[at] = before.labels[at];
                isChanged = true;
            }
        }
    }
}

/// On which side of the line the centre of pixel `at` lies: above 0 to the right.
double sideOf(std::size_t at, int width, Point from, Point to)
{
    const double x = static_cast<double>(at % static_cast<std::size_t>(width)) + 0.5;
    const double y = static_cast<double>(at / static_cast<std::size_t>(width)) + 0.5;
    return (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x);
}

void requireSplittable(const LabelMap& map, int label)
{
    if (label < 1 || label > map.partCount()) {
        throw BadInput("There is no part " + std::to_string(label) + " to be split. Choose one.");
    }
    if (map.parts.size() >= kMaxDrawnParts) {
        throw BadInput("A picture takes " + std::to_string(kMaxDrawnParts) +
                       " parts at most. Merge some before you split another.");
    }
}

/// Whether each pixel is of a piece of part `label` that the way between the points passes.
std::vector<std::uint8_t> piecesPassed(const LabelMap& map, int label, Point from, Point to)
{
    const PixelSize size{map.width, map.height};
    std::vector<std::uint8_t> isPassed(map.labels.size());
    for (const std::size_t first : pixelsUnder({.points = {from, to}}, size)) {
        const auto isFree = [&](std::size_t at) {
            return isPassed[at] == 0 && map.labels[at] == label;
        };
        if (isFree(first)) {
            spreadFrom(first, size, 8, isFree, [&](std::size_t at) { isPassed[at] = 1; });
        }
    }
    return isPassed;
}

} // namespace

LabelMap smoothed(const LabelMap& map, int radius, int label, const Progress& progress)
{
    requireWhole(map);
    if (radius < 1 || radius > kMostSmoothing) {
        throw BadInput("Borders cannot be smoothed over " + std::to_string(radius) +
                       " pixels. Choose 1 to " + std::to_string(kMostSmoothing) + ".");
    }
    std::vector<std::uint8_t> labels = majorities(map, radius, progress);
    for (std::size_t at = 0; at < labels.size() && label > 0; ++at) {
        const bool isOf = labels[at] == label || map.labels[at] == label;
        labels[at] = isOf ? labels[at] : map.labels[at];
    }
    keepParts(labels, map);
    closeOpened(labels, map);
    LabelMap result = map;
    result.labels = std::move(labels);
    return counted(std::move(result));
}

LabelMap splitByLine(LabelMap map, int label, Point from, Point to, const std::string& name)
{
    requireWhole(map);
    requireSplittable(map, label);
    const std::vector<std::uint8_t> isPassed = piecesPassed(map, label, from, to);
    map.parts.push_back({.name = name});
    bool isLeftOver = false;
    for (std::size_t at = 0; at < map.labels.size(); ++at) {
        if (isPassed[at] != 0) {
            const bool isRight = sideOf(at, map.width, from, to) > 0.0;
            isLeftOver = isLeftOver || !isRight;
            map.labels[at] = static_cast<std::uint8_t>(isRight ? map.parts.size() : label);
        }
    }
    map = counted(std::move(map));
    if (!isLeftOver || map.parts.back().pixels == 0) {
        throw BadInput("The line does not cut \"" +
                       map.parts[static_cast<std::size_t>(label) - 1].name +
                       "\" in two. Draw it from one side of the part to the other.");
    }
    return map;
}

} // namespace palimpsest

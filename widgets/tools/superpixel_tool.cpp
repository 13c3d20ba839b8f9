// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tools/superpixel_tool.h"

#include "core/assists/components.h"
#include "core/assists/masks.h"
#include "widgets/tools/picking.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace palimpsest {

ToolAnswer SuperpixelTool::prepare(const ToolScene& scene)
{
    const Wish wish{.picture = scene.picture, .side = m_side};
    if (scene.isLocked || wish == m_asked) {
        return {};
    }
    m_asked = wish;
    m_segments.reset();
    return {.assist = [this, side = m_side](const WorkingPicture& picture,
                                            const Progress& progress) -> AssistResult {
        auto segments = std::make_shared<const SegmentMap>(superpixels(picture, side, progress));
        return [this, segments](const ToolScene& now) { return take(now, segments); };
    }};
}

ToolAnswer SuperpixelTool::take(const ToolScene& scene, std::shared_ptr<const SegmentMap> segments)
{
    m_segments = std::move(segments);
    m_pixels = emptyMask({m_segments->width, m_segments->height});
    for (std::size_t i = 0; i < m_way.size(); ++i) {
        follow(m_way[i > 0 ? i - 1 : 0], m_way[i]);
    }
    return m_isReleased ? finished(scene) : ToolAnswer{};
}

ToolAnswer SuperpixelTool::press(const ToolScene& scene, const ToolPointer& pointer)
{
    if (const auto why = obstacle(scene, true)) {
        return *why;
    }
    m_isReleased = false;
    m_way = {toPoint(pointer.position)};
    if (m_segments) {
        m_pixels = emptyMask({m_segments->width, m_segments->height});
        follow(m_way.front(), m_way.front());
    }
    return prepare(scene);
}

ToolAnswer SuperpixelTool::move(const ToolScene& scene, const ToolPointer& pointer)
{
    if (isBusy() && !m_isReleased) {
        m_way.push_back(toPoint(pointer.position));
        follow(m_way[m_way.size() - 2], m_way.back());
    }
    return prepare(scene);
}

ToolAnswer SuperpixelTool::release(const ToolScene& scene, const ToolPointer& pointer)
{
    ToolAnswer answer = move(scene, pointer);
    m_isReleased = isBusy();
    return m_isReleased && m_segments ? finished(scene) : answer;
}

/// Takes the segments on the straight way between two points.
void SuperpixelTool::follow(Point from, Point to)
{
    if (!m_segments) {
        return;
    }
    constexpr double kStep = 0.5; // so that no pixel is jumped over
    const double length = std::max(std::abs(to.x - from.x), std::abs(to.y - from.y));
    const double steps = std::max(1.0, std::ceil(length / kStep));
    const SegmentMap& map = *m_segments;
    for (double i = 0.0; i <= steps; ++i) {
        const double share = i / steps;
        const Point place{from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)};
        const int segment = segmentAt(map, place);
        const std::size_t first =
            segment < 0 ? 0
                        : static_cast<std::size_t>(place.y) * static_cast<std::size_t>(map.width) +
                              static_cast<std::size_t>(place.x);
        if (segment >= 0 && m_pixels.pixels[first] == 0) {
            spreadFrom(
                first, {map.width, map.height}, 4,
                [&](std::size_t at) {
                    return map.segments[at] == segment && m_pixels.pixels[at] == 0;
                },
                [&](std::size_t at) { m_pixels.pixels[at] = 1; });
        }
    }
}

ToolAnswer SuperpixelTool::finished(const ToolScene& scene)
{
    const Mask pixels = std::exchange(m_pixels, {});
    m_way.clear();
    m_isReleased = false;
    if (const auto why = obstacle(scene, true)) {
        return *why;
    }
    return paintPixels(scene, pixels);
}

void SuperpixelTool::giveUp()
{
    m_way.clear();
    m_isReleased = false;
    dropAssist();
}

void SuperpixelTool::dropAssist()
{
    if (!m_segments) {
        m_asked.reset(); // so that it is asked for again
    }
}

std::vector<ToolOption> SuperpixelTool::options() const
{
    return {{.name = tr("Width of a superpixel, in pixels"),
             .before = tr("Width of pieces"),
             .unit = tr(" px"),
             .value = m_side,
             .least = kLeastSegmentSide,
             .most = kMostSegmentSide}};
}

void SuperpixelTool::setOption(std::size_t, int value)
{
    m_side = value;
}

ToolOverlay SuperpixelTool::overlay(const ToolScene& scene) const
{
    ToolOverlay overlay;
    if (m_segments && m_asked && m_asked->picture == scene.picture) {
        overlay.segments = m_segments;
        overlay.pixels = isBusy() ? &m_pixels : nullptr;
    }
    return overlay;
}

} // namespace palimpsest

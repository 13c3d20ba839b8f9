// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tools/wand_tool.h"

#include "widgets/tools/picking.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace palimpsest {

namespace {

constexpr int kMostTolerance = 200;

} // namespace

/// Asks for one flood after the other, so that there is always one to show while dragging.
ToolAnswer WandTool::prepare(const ToolScene&)
{
    if (!m_pressed || m_isAsked || isFound()) {
        return {};
    }
    m_isAsked = true;
    return {.assist = [this, at = toPoint(*m_pressed), tolerance = m_tolerance](
                          const WorkingPicture& picture, const Progress&) -> AssistResult {
        const Mask found = flood(picture, at, tolerance);
        return
            [this, tolerance, found](const ToolScene& now) { return take(now, tolerance, found); };
    }};
}

ToolAnswer WandTool::take(const ToolScene& scene, int tolerance, const Mask& found)
{
    if (!std::exchange(m_isAsked, false) || !m_pressed) {
        return {};
    }
    m_found = found;
    m_foundTolerance = tolerance;
    return isFound() && m_isReleased ? finished(scene) : prepare(scene);
}

ToolAnswer WandTool::press(const ToolScene& scene, const ToolPointer& pointer)
{
    if (const auto why = obstacle(scene, true)) {
        return *why;
    }
    giveUp(); // what still waits for its flood
    const auto [x, y] = toPoint(pointer.position);
    if (!(x >= 0.0 && y >= 0.0 && x < scene.drawing.width && y < scene.drawing.height)) {
        return {.refusal = tr("This is outside of the picture. Press on a colour of it.")};
    }
    m_pressed = pointer.position;
    m_before = m_tolerance;
    return prepare(scene);
}

ToolAnswer WandTool::move(const ToolScene& scene, const ToolPointer& pointer)
{
    if (m_pressed && !m_isReleased && isDrag(*m_pressed, pointer)) {
        constexpr double kPerPixel = 0.25; // of the view
        const double dragged =
            (pointer.position.x() - m_pressed->x()) / pointer.pickRadius * kPickRadius;
        m_tolerance = static_cast<int>(
            std::clamp(std::round(m_before + kPerPixel * dragged), 0.0, double{kMostTolerance}));
    }
    return prepare(scene);
}

ToolAnswer WandTool::release(const ToolScene& scene, const ToolPointer& pointer)
{
    ToolAnswer answer = move(scene, pointer);
    m_isReleased = m_pressed.has_value();
    return m_isReleased && isFound() ? finished(scene) : answer;
}

ToolAnswer WandTool::finished(const ToolScene& scene)
{
    const Mask found = std::exchange(m_found, {});
    giveUp();
    if (const auto why = obstacle(scene, true)) {
        return *why;
    }
    return paintPixels(scene, found);
}

void WandTool::giveUp()
{
    m_pressed.reset();
    m_isReleased = false;
    m_foundTolerance.reset();
    dropAssist();
}

std::vector<ToolOption> WandTool::options() const
{
    return {{.name = tr("How far colours may differ: a distance in CIELab"),
             .before = tr("Tolerance"),
             .unit = tr(" ΔE"),
             .value = m_tolerance,
             .least = 0,
             .most = kMostTolerance}};
}

void WandTool::setOption(std::size_t, int value)
{
    m_tolerance = value;
}

ToolOverlay WandTool::overlay(const ToolScene&) const
{
    ToolOverlay overlay;
    overlay.target = m_pressed;
    overlay.pixels = m_foundTolerance ? &m_found : nullptr;
    return overlay;
}

QString WandTool::hint(const ToolScene& scene) const
{
    if (m_pressed) {
        return tr("tolerance %1").arg(m_tolerance);
    }
    return scene.isLocked ? QString()
                          : tr("press on a colour; drag to the right for more, to the left for "
                               "less");
}

} // namespace palimpsest

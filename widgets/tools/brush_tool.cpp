// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tools/brush_tool.h"

#include "widgets/tools/picking.h"

#include <utility>

namespace palimpsest {

ToolAnswer BrushTool::press(const ToolScene& scene, const ToolPointer& pointer)
{
    if (const auto why = obstacle(scene, needsPart())) {
        return *why;
    }
    m_brush.emplace(PixelSize{scene.drawing.width, scene.drawing.height}, m_width);
    return move(scene, pointer);
}

ToolAnswer BrushTool::move(const ToolScene&, const ToolPointer& pointer)
{
    m_pointer = pointer.position;
    if (m_brush) {
        m_brush->goTo(toPoint(pointer.position));
    }
    return {};
}

ToolAnswer BrushTool::release(const ToolScene& scene, const ToolPointer& pointer)
{
    move(scene, pointer);
    if (!m_brush) {
        return {};
    }
    const Brush brush = *std::exchange(m_brush, std::nullopt);
    if (const auto why = obstacle(scene, needsPart())) {
        return *why;
    }
    return draw(scene, brush.pixels());
}

ToolAnswer BrushTool::draw(const ToolScene& scene, const Mask& pixels) const
{
    return paintPixels(scene, pixels);
}

std::vector<ToolOption> BrushTool::options() const
{
    constexpr int kWidest = 512;
    return {{.name = tr("Width of the brush, in pixels"),
             .before = tr("Width"),
             .unit = tr(" px"),
             .value = m_width,
             .most = kWidest}};
}

void BrushTool::setOption(std::size_t, int value)
{
    m_width = value;
}

ToolOverlay BrushTool::overlay(const ToolScene&) const
{
    ToolOverlay overlay;
    overlay.target = m_pointer;
    overlay.targetWidth = m_width;
    overlay.pixels = m_brush ? &m_brush->pixels() : nullptr;
    return overlay;
}

} // namespace palimpsest

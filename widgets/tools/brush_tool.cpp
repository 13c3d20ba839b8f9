// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tools/brush_tool.h"

#include "core/assists/masks.h"
#include "widgets/tools/picking.h"

#include <utility>

namespace palimpsest {

ToolAnswer BrushTool::press(const ToolScene& scene, const ToolPointer& pointer)
{
    if (const auto why = obstacle(scene, needsPart())) {
        return *why;
    }
    m_brush.emplace(PixelSize{scene.drawing.width, scene.drawing.height}, m_width);
    m_keepsWithin = pointer.keys.testFlag(Qt::ShiftModifier) && objectOn(scene.drawing) != nullptr;
    return move(scene, pointer);
}

ToolAnswer BrushTool::move(const ToolScene& scene, const ToolPointer& pointer)
{
    m_pointer = pointer.position;
    if (m_brush) {
        m_brush->goTo(toPoint(pointer.position));
        const ObjectOutline* object = m_keepsWithin ? objectOn(scene.drawing) : nullptr;
        m_within = object != nullptr ? intersected(object->pixels, m_brush->pixels()) : Mask();
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
    if (m_keepsWithin && pixelCount(m_within) == 0) {
        return {.refusal = tr("All of this is outside of the object. Paint within it, or without "
                              "Shift.")};
    }
    return draw(scene, m_keepsWithin ? m_within : brush.pixels());
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

ToolOverlay BrushTool::overlay(const ToolScene& scene) const
{
    ToolOverlay overlay;
    overlay.object = m_brush && m_keepsWithin ? objectOn(scene.drawing) : nullptr;
    overlay.target = m_pointer;
    overlay.targetWidth = m_width;
    if (m_brush) {
        overlay.pixels = m_keepsWithin ? &m_within : &m_brush->pixels();
    }
    return overlay;
}

QString BrushTool::hint(const ToolScene& scene) const
{
    return scene.isLocked || objectOn(scene.drawing) == nullptr
               ? QString()
               : tr("with Shift, only within the object");
}

} // namespace palimpsest

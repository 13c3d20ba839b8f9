// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/assists/brush.h"
#include "widgets/tools/abstract_tool.h"

namespace palimpsest {

/// Paints the current part with a round brush: what it goes over from press to release is one edit.
/// Where Shift was held at the press, only what of that lies within the object, if there is one.
class BrushTool : public AbstractTool
{
    Q_DECLARE_TR_FUNCTIONS(BrushTool)

public:
    ToolAnswer press(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer move(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer release(const ToolScene& scene, const ToolPointer& pointer) override;
    void giveUp() override { m_brush.reset(); }
    void leave() override { m_pointer.reset(); }
    std::vector<ToolOption> options() const override; ///< its width
    void setOption(std::size_t index, int value) override;
    bool isBusy() const override { return m_brush.has_value(); }
    ToolOverlay overlay(const ToolScene& scene) const override;
    QString hint(const ToolScene& scene) const override;

protected:
    /// What a finished stroke makes.
    virtual ToolAnswer draw(const ToolScene& scene, const Mask& pixels) const;

private:
    int m_width = 8;
    std::optional<Brush> m_brush; ///< while a stroke is drawn
    bool m_keepsWithin = false;   ///< the object
    Mask m_within;                ///< what of the stroke is, where it keeps so
    std::optional<QPointF> m_pointer;
};

} // namespace palimpsest

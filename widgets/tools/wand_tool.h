// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/assists/flood.h"
#include "widgets/tools/abstract_tool.h"

namespace palimpsest {

/// Gives the current part what is joined to the pixel that is pressed and of about its colour.
/// Dragging to the right takes more in and to the left less, which is shown until the release.
class WandTool : public AbstractTool
{
    Q_DECLARE_TR_FUNCTIONS(WandTool)

public:
    ToolAnswer prepare(const ToolScene& scene) override;
    ToolAnswer press(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer move(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer release(const ToolScene& scene, const ToolPointer& pointer) override;
    void dropAssist() override { m_isAsked = false; }
    bool awaitsAssist() const override { return m_isReleased; }
    void giveUp() override;
    std::vector<ToolOption> options() const override; ///< how far colours may differ
    void setOption(std::size_t index, int value) override;
    bool isBusy() const override { return m_pressed.has_value(); }
    ToolOverlay overlay(const ToolScene& scene) const override;
    QString hint(const ToolScene& scene) const override;

private:
    bool isFound() const { return m_foundTolerance == m_tolerance; }
    ToolAnswer take(const ToolScene& scene, int tolerance, const Mask& found);
    ToolAnswer finished(const ToolScene& scene);

    int m_tolerance = 10;             ///< as flood() takes it
    int m_before = 10;                ///< the tolerance at the press
    std::optional<QPointF> m_pressed; ///< where
    bool m_isReleased = false;
    bool m_isAsked = false;
    std::optional<int> m_foundTolerance; ///< of what was found; none before anything was
    Mask m_found;
};

} // namespace palimpsest

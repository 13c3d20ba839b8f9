// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/tools/abstract_tool.h"

#include <optional>
#include <string>

namespace palimpsest {

/// Straightens the border of the part that is clicked or, by finish(), of the current one, or all
/// borders by finishAll(). No part loses its last pixel by it.
class SmoothTool : public AbstractTool
{
    Q_DECLARE_TR_FUNCTIONS(SmoothTool)

public:
    ToolAnswer press(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer move(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer finish(const ToolScene& scene) override;
    ToolAnswer finishAll(const ToolScene& scene) override;
    void dropAssist() override { giveUp(); }
    bool awaitsAssist() const override { return m_isAsked; }
    void giveUp() override { m_isAsked = false; }
    std::vector<ToolOption> options() const override; ///< over how many pixels
    void setOption(std::size_t index, int value) override;
    bool needsPart() const override { return false; }
    bool isBusy() const override { return m_isAsked; }
    ToolOverlay overlay(const ToolScene&) const override { return {}; }
    QString hint(const ToolScene& scene) const override;

private:
    using PartName = std::optional<std::string>; ///< none for all parts

    ToolAnswer smooth(const ToolScene& scene, const PartName& part);
    ToolAnswer take(const ToolScene& scene, const PartName& part, const LabelMap& map);

    int m_radius = 2; ///< as smoothed() takes it
    bool m_isAsked = false;
};

} // namespace palimpsest

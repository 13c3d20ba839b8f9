// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/shape.h"
#include "widgets/tools/abstract_tool.h"

namespace palimpsest {

/// Gives the gap that is clicked to the current part. Gaps are pixels of no part that are of the
/// object, or enclosed by parts. finish() gives every gap to the parts beside it.
class FillTool : public AbstractTool
{
    Q_DECLARE_TR_FUNCTIONS(FillTool)

public:
    ToolAnswer press(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer move(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer finish(const ToolScene& scene) override;
    void dropAssist() override { giveUp(); }
    bool awaitsAssist() const override { return m_isAsked; }
    void giveUp() override { m_isAsked = false; }
    bool isBusy() const override { return m_isAsked; }
    ToolOverlay overlay(const ToolScene&) const override { return {}; }
    QString hint(const ToolScene& scene) const override;

private:
    ToolAnswer takeGap(const ToolScene& scene, Point at, const Mask& gap);
    ToolAnswer takeAll(const ToolScene& scene, const LabelMap& filled);

    bool m_isAsked = false;
};

} // namespace palimpsest

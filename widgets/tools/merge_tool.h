// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/tools/abstract_tool.h"

namespace palimpsest {

/// Gives all of the part that is clicked to the current one, which keeps its name and colour. As
/// values of the finer parts still hold, locked ones can be merged, too.
class MergeTool : public AbstractTool
{
    Q_DECLARE_TR_FUNCTIONS(MergeTool)

public:
    ToolAnswer press(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolAnswer move(const ToolScene& scene, const ToolPointer& pointer) override;
    void leave() override { giveUp(); }
    void giveUp() override { m_over.clear(); }
    bool draws() const override { return false; }
    bool isBusy() const override { return false; }
    ToolOverlay overlay(const ToolScene&) const override { return {}; }
    Qt::CursorShape cursor() const override { return Qt::PointingHandCursor; }
    QString hint(const ToolScene& scene) const override;

private:
    std::string m_over; ///< the part under the pointer; empty for none
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/tools/rectangle_tool.h"

namespace palimpsest {

/// Makes a grid of new parts over a dragged rectangle, or over the whole picture on a double
/// click.
class GridTool : public RectangleTool
{
    Q_DECLARE_TR_FUNCTIONS(GridTool)

public:
    std::vector<ToolOption> options() const override; ///< columns and rows
    void setOption(std::size_t index, int value) override;
    bool needsPart() const override { return false; }
    ToolAnswer doubleClick(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolOverlay overlay(const ToolScene& scene) const override;

protected:
    ToolAnswer draw(const ToolScene& scene, const QRectF& area) const override;

private:
    int m_columns = 3;
    int m_rows = 3;
};

} // namespace palimpsest

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
    static constexpr int kUsualSide = 3; ///< columns and rows until setGrid()

    void setGrid(int columns, int rows);
    ToolAnswer doubleClick(const ToolScene& scene, const ToolPointer& pointer) override;
    ToolOverlay overlay(const ToolScene& scene) const override;

protected:
    bool needsPart() const override { return false; }
    ToolAnswer draw(const ToolScene& scene, const QRectF& area) const override;

private:
    int m_columns = kUsualSide;
    int m_rows = kUsualSide;
};

} // namespace palimpsest

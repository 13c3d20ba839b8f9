// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tools/grid_tool.h"

#include "core/parts/edits.h"
#include "widgets/tools/picking.h"

namespace palimpsest {

namespace {

constexpr int kMostSide = 20;

} // namespace

std::vector<ToolOption> GridTool::options() const
{
    return {{.name = tr("Columns of the grid"),
             .before = tr("Columns × rows"),
             .unit = {},
             .value = m_columns,
             .most = kMostSide},
            {.name = tr("Rows of the grid"),
             .before = QStringLiteral("×"),
             .unit = {},
             .value = m_rows,
             .most = kMostSide}};
}

void GridTool::setOption(std::size_t index, int value)
{
    (index == 0 ? m_columns : m_rows) = value;
}

ToolAnswer GridTool::doubleClick(const ToolScene& scene, const ToolPointer&)
{
    if (const auto why = obstacle(scene, needsPart())) {
        return *why;
    }
    return draw(scene, {0.0, 0.0, static_cast<double>(scene.drawing.width),
                        static_cast<double>(scene.drawing.height)});
}

ToolAnswer GridTool::draw(const ToolScene& scene, const QRectF& area) const
{
    ToolAnswer answer =
        attempt(scene, tr("grid %1 × %2").arg(m_columns).arg(m_rows), [&](const Drawing& drawing) {
            return withGrid(drawing, toPoint(area.topLeft()), toPoint(area.bottomRight()),
                            m_columns, m_rows);
        });
    if (answer.edit) {
        answer.chosenPart = static_cast<int>(scene.drawing.parts.size());
    }
    return answer;
}

ToolOverlay GridTool::overlay(const ToolScene& scene) const
{
    ToolOverlay overlay = RectangleTool::overlay(scene);
    const QRectF area = overlay.outline.boundingRect();
    for (int column = 1; column < m_columns && isBusy(); ++column) {
        const double x = area.left() + area.width() * column / m_columns;
        overlay.cells.emplace_back(x, area.top(), x, area.bottom());
    }
    for (int row = 1; row < m_rows && isBusy(); ++row) {
        const double y = area.top() + area.height() * row / m_rows;
        overlay.cells.emplace_back(area.left(), y, area.right(), y);
    }
    return overlay;
}

} // namespace palimpsest

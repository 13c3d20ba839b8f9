// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tools/tool_catalogue.h"

#include "widgets/tools/brush_tool.h"
#include "widgets/tools/ellipse_tool.h"
#include "widgets/tools/eraser_tool.h"
#include "widgets/tools/fill_tool.h"
#include "widgets/tools/grab_cut_tool.h"
#include "widgets/tools/grid_tool.h"
#include "widgets/tools/merge_tool.h"
#include "widgets/tools/polygon_tool.h"
#include "widgets/tools/rectangle_tool.h"
#include "widgets/tools/scissors_tool.h"
#include "widgets/tools/seed_tool.h"
#include "widgets/tools/select_tool.h"
#include "widgets/tools/smooth_tool.h"
#include "widgets/tools/split_tool.h"
#include "widgets/tools/superpixel_tool.h"
#include "widgets/tools/trace_tool.h"
#include "widgets/tools/wand_tool.h"

#include <array>

namespace palimpsest {

namespace {

template<typename Tool>
std::unique_ptr<AbstractTool> make()
{
    return std::make_unique<Tool>();
}

using enum ToolKind;

constexpr std::array kTools = {
    ToolEntry{"select", Hand, "select", QT_TRANSLATE_NOOP("Tools", "Select"), "V",
              QT_TRANSLATE_NOOP("Tools", "select and move points and shapes"), &make<SelectTool>},
    ToolEntry{"polygon", Hand, "polygon", QT_TRANSLATE_NOOP("Tools", "Polygon"), "G",
              QT_TRANSLATE_NOOP("Tools", "draw a polygon"), &make<PolygonTool>},
    ToolEntry{"trace", Hand, "trace", QT_TRANSLATE_NOOP("Tools", "Trace"), "F",
              QT_TRANSLATE_NOOP("Tools", "trace an outline in one stroke"), &make<TraceTool>},
    ToolEntry{"rectangle", Hand, "rectangle", QT_TRANSLATE_NOOP("Tools", "Rectangle"), "R",
              QT_TRANSLATE_NOOP("Tools", "draw a rectangle"), &make<RectangleTool>},
    ToolEntry{"ellipse", Hand, "ellipse", QT_TRANSLATE_NOOP("Tools", "Ellipse"), "E",
              QT_TRANSLATE_NOOP("Tools", "draw an ellipse"), &make<EllipseTool>},
    ToolEntry{"grid", Hand, "grid", QT_TRANSLATE_NOOP("Tools", "Grid"), "T",
              QT_TRANSLATE_NOOP("Tools", "draw a grid of new parts"), &make<GridTool>},
    ToolEntry{"brush", Hand, "brush", QT_TRANSLATE_NOOP("Tools", "Brush"), "B",
              QT_TRANSLATE_NOOP("Tools", "paint the part"), &make<BrushTool>},
    ToolEntry{"eraser", Hand, "eraser", QT_TRANSLATE_NOOP("Tools", "Eraser"), "X",
              QT_TRANSLATE_NOOP("Tools", "erase parts with a brush"), &make<EraserTool>},
    ToolEntry{"superpixels", Assist, "superpixels", QT_TRANSLATE_NOOP("Tools", "Superpixels"), "S",
              QT_TRANSLATE_NOOP("Tools", "paint the part with superpixels"), &make<SuperpixelTool>},
    ToolEntry{"grabCut", Assist, "grab-cut", QT_TRANSLATE_NOOP("Tools", "GrabCut"), "C",
              QT_TRANSLATE_NOOP("Tools", "outline the whole object by a box and strokes"),
              &make<GrabCutTool>},
    ToolEntry{"seeds", Assist, "seeds", QT_TRANSLATE_NOOP("Tools", "Seeds"), ";",
              QT_TRANSLATE_NOOP("Tools", "grow all parts from a click in each"), &make<SeedTool>},
    ToolEntry{"wand", Assist, "wand", QT_TRANSLATE_NOOP("Tools", "Wand"), "W",
              QT_TRANSLATE_NOOP("Tools", "give the part what is of one colour"), &make<WandTool>},
    ToolEntry{"scissors", Assist, "scissors", QT_TRANSLATE_NOOP("Tools", "Scissors"), "I",
              QT_TRANSLATE_NOOP("Tools", "draw an outline that follows edges"),
              &make<ScissorsTool>},
    ToolEntry{"fill", Repair, "fill", QT_TRANSLATE_NOOP("Tools", "Fill a gap"), "K",
              QT_TRANSLATE_NOOP("Tools", "give the part a gap between parts"), &make<FillTool>},
    ToolEntry{"split", Repair, "split", QT_TRANSLATE_NOOP("Tools", "Split"), "L",
              QT_TRANSLATE_NOOP("Tools", "cut a part in two by a line"), &make<SplitTool>},
    ToolEntry{"merge", Repair, "merge", QT_TRANSLATE_NOOP("Tools", "Merge"), "J",
              QT_TRANSLATE_NOOP("Tools", "merge parts into the chosen one"), &make<MergeTool>},
    ToolEntry{"smooth", Repair, "smooth", QT_TRANSLATE_NOOP("Tools", "Smooth"), "O",
              QT_TRANSLATE_NOOP("Tools", "straighten the border of a part"), &make<SmoothTool>},
};

} // namespace

std::span<const ToolEntry> toolCatalogue()
{
    return kTools;
}

QString toolText(const char* text)
{
    return QCoreApplication::translate("Tools", text);
}

} // namespace palimpsest

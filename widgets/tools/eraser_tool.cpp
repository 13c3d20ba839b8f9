// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tools/eraser_tool.h"

#include "core/parts/painting.h"

namespace palimpsest {

ToolAnswer EraserTool::draw(const ToolScene& scene, const Mask& pixels) const
{
    return attempt(scene, tr("erase"),
                   [&](const Drawing& drawing) { return withErased(drawing, pixels); });
}

} // namespace palimpsest

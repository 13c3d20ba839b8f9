// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tools/fill_tool.h"

#include "core/assists/masks.h"
#include "core/assists/pieces.h"
#include "core/parts/painting.h"
#include "widgets/tools/picking.h"

#include <utility>

namespace palimpsest {

namespace {

/// What the object is and what parts enclose.
Mask fillable(const LabelMap& map, const std::optional<ObjectOutline>& object)
{
    Mask all = enclosed(map);
    if (object) {
        setPixels(all.pixels, map.width, map.height, object->pixels, 1);
    }
    return all;
}

} // namespace

ToolAnswer FillTool::press(const ToolScene& scene, const ToolPointer& pointer)
{
    if (const auto why = obstacle(scene, true)) {
        return *why;
    }
    m_isAsked = true;
    return {.assist = [this, at = toPoint(pointer.position), drawing = scene.drawing](
                          const WorkingPicture&, const Progress&) -> AssistResult {
        const LabelMap map = paint(drawing);
        const Mask gap = gapAt(map, fillable(map, drawing.object), at);
        return [this, at, gap](const ToolScene& now) { return takeGap(now, at, gap); };
    }};
}

ToolAnswer FillTool::move(const ToolScene&, const ToolPointer&)
{
    return {};
}

ToolAnswer FillTool::takeGap(const ToolScene& scene, Point at, const Mask& gap)
{
    if (!std::exchange(m_isAsked, false)) {
        return {};
    }
    if (const auto why = obstacle(scene, true)) {
        return *why;
    }
    if (pixelCount(gap) > 0) {
        return paintPixels(scene, gap);
    }
    const QString part = QString::fromStdString(partAt(scene.drawing, toQPointF(at)));
    return {.refusal =
                part.isEmpty()
                    ? tr("No parts enclose this place, and it is in no object. Outline the "
                         "object with GrabCut first, or draw the parts around it.")
                    : tr("“%1” covers this place already. Click where no part is.").arg(part)};
}

ToolAnswer FillTool::finish(const ToolScene& scene)
{
    if (const auto why = obstacle(scene, false)) {
        return *why;
    }
    m_isAsked = true;
    return {.assist = [this, drawing = scene.drawing](const WorkingPicture&,
                                                      const Progress&) -> AssistResult {
        const LabelMap map = paint(drawing);
        const LabelMap filled = withGapsFilled(map, fillable(map, drawing.object));
        return [this, filled](const ToolScene& now) { return takeAll(now, filled); };
    }};
}

ToolAnswer FillTool::takeAll(const ToolScene& scene, const LabelMap& filled)
{
    if (!std::exchange(m_isAsked, false)) {
        return {};
    }
    if (const auto why = obstacle(scene, false)) {
        return *why;
    }
    ToolAnswer answer = attempt(scene, tr("fill all gaps"), [&](const Drawing& drawing) {
        return withLabels(drawing, filled.labels);
    });
    if (answer.edit == scene.drawing) {
        return {.refusal = tr("There is no gap that a part lies beside.")};
    }
    return answer;
}

QString FillTool::hint(const ToolScene& scene) const
{
    return scene.isLocked ? QString()
                          : tr("click in a gap: it goes to the chosen part; Enter: all gaps go to "
                               "the parts beside them");
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tools/smooth_tool.h"

#include "core/assists/repairs.h"
#include "core/parts/painting.h"
#include "widgets/tools/picking.h"

#include <utility>

namespace palimpsest {

ToolAnswer SmoothTool::press(const ToolScene& scene, const ToolPointer& pointer)
{
    if (const auto why = obstacle(scene, false)) {
        return *why;
    }
    const std::string part = partAt(scene.drawing, pointer.position);
    if (part.empty()) {
        return {.refusal = tr("No part is here. Click the one whose border is to be smooth.")};
    }
    return smooth(scene, part);
}

ToolAnswer SmoothTool::move(const ToolScene&, const ToolPointer&)
{
    return {};
}

ToolAnswer SmoothTool::finish(const ToolScene& scene)
{
    if (const auto why = obstacle(scene, true)) {
        return *why;
    }
    return smooth(scene, scene.drawing.parts[static_cast<std::size_t>(scene.currentPart)].name);
}

ToolAnswer SmoothTool::smooth(const ToolScene& scene, const std::string& part)
{
    m_isAsked = true;
    return {.assist = [this, part, drawing = scene.drawing, radius = m_radius](
                          const WorkingPicture&, const Progress& progress) -> AssistResult {
        const LabelMap map =
            smoothed(paint(drawing), radius, partIndex(drawing, part) + 1, progress);
        return [this, part, map](const ToolScene& now) { return take(now, part, map); };
    }};
}

ToolAnswer SmoothTool::take(const ToolScene& scene, const std::string& part, const LabelMap& map)
{
    if (!std::exchange(m_isAsked, false)) {
        return {};
    }
    if (const auto why = obstacle(scene, false)) {
        return *why;
    }
    const QString name = QString::fromStdString(part);
    ToolAnswer answer = attempt(scene, tr("smooth %1").arg(name), [&](const Drawing& drawing) {
        return withLabels(drawing, map.labels);
    });
    if (answer.edit == scene.drawing) {
        return {.refusal = tr("The border of “%1” is smooth already. Choose more pixels to "
                              "straighten it further.")
                               .arg(name)};
    }
    return answer;
}

std::vector<ToolOption> SmoothTool::options() const
{
    return {{.name = tr("Over how many pixels borders are straightened"),
             .before = tr("Straightened over"),
             .unit = tr(" px"),
             .value = m_radius,
             .most = kMostSmoothing}};
}

void SmoothTool::setOption(std::size_t, int value)
{
    m_radius = value;
}

QString SmoothTool::hint(const ToolScene& scene) const
{
    return scene.isLocked ? QString()
                          : tr("click a part: its border is straightened; Enter: that of the "
                               "chosen one");
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tools/merge_tool.h"

#include "core/parts/edits.h"
#include "widgets/style/part_colours.h"
#include "widgets/tools/picking.h"

namespace palimpsest {

namespace {

/// As merging is not forbidden where shapes are locked.
ToolScene unlocked(ToolScene scene)
{
    scene.isLocked = false;
    return scene;
}

const std::string& currentName(const ToolScene& scene)
{
    return scene.drawing.parts.at(static_cast<std::size_t>(scene.currentPart)).name;
}

} // namespace

ToolAnswer MergeTool::press(const ToolScene& scene, const ToolPointer& pointer)
{
    if (const auto why = obstacle(unlocked(scene), true)) {
        return *why;
    }
    m_over = partAt(scene.drawing, pointer.position);
    if (m_over.empty()) {
        return {.refusal = tr("No part is here. Click the one that is to be merged into “%1”.")
                               .arg(QString::fromStdString(currentName(scene)))};
    }
    if (m_over == currentName(scene)) {
        return {.refusal = tr("“%1” is the chosen part itself. Click another one, which is merged "
                              "into it.")
                               .arg(QString::fromStdString(m_over))};
    }
    const auto from = static_cast<std::size_t>(partIndex(scene.drawing, m_over));
    const auto into = static_cast<std::size_t>(scene.currentPart);
    ToolAnswer answer = attempt(scene, tr("merge parts"), [&](const Drawing& drawing) {
        return withPartsMerged(withColours(drawing), from, into);
    });
    if (answer.edit) {
        answer.chosenPart = partIndex(*answer.edit, currentName(scene));
        m_over = currentName(scene);
    }
    return answer;
}

ToolAnswer MergeTool::move(const ToolScene& scene, const ToolPointer& pointer)
{
    m_over = partAt(scene.drawing, pointer.position);
    return {};
}

QString MergeTool::hint(const ToolScene& scene) const
{
    if (obstacle(unlocked(scene), true)) {
        return tr("choose the part that is to keep its name");
    }
    const QString into = QString::fromStdString(currentName(scene));
    return m_over.empty() || m_over == currentName(scene)
               ? tr("click a part: it is merged into “%1”").arg(into)
               : tr("click: “%1” is merged into “%2”").arg(QString::fromStdString(m_over), into);
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tools/tool_box.h"

#include "widgets/tools/tool_catalogue.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace palimpsest {

namespace {

/// Index into the catalogue.
std::size_t indexOf(const QString& id)
{
    const auto found = std::ranges::find(
        toolCatalogue(), id, [](const ToolEntry& entry) { return QString::fromLatin1(entry.id); });
    Q_ASSERT(found != toolCatalogue().end());
    return static_cast<std::size_t>(found - toolCatalogue().begin());
}

bool sameOutlines(const Drawing& a, const Drawing& b)
{
    return a.width == b.width && a.height == b.height &&
           std::ranges::equal(a.shapes, b.shapes, sameRegion);
}

} // namespace

ToolBox::ToolBox()
{
    for (const ToolEntry& entry : toolCatalogue()) {
        m_tools.push_back(entry.make());
    }
}

QString ToolBox::chosenId() const
{
    return QLatin1String(toolCatalogue()[m_chosen].id);
}

bool ToolBox::choose(const QString& id)
{
    const std::size_t tool = indexOf(id);
    if (tool == m_chosen) {
        return false;
    }
    m_tools[m_chosen]->putAway();
    m_chosen = tool;
    return true;
}

void ToolBox::lay(std::unique_ptr<GhostTool> ghost)
{
    m_tools[m_chosen]->putAway();
    m_ghost = std::move(ghost);
}

bool ToolBox::forgetIdleGhost()
{
    const bool isIdle = m_ghost && !m_ghost->isBusy();
    if (isIdle) {
        m_ghost.reset();
    }
    return isIdle;
}

std::vector<UnfinishedWork> ToolBox::unfinished() const
{
    std::vector<UnfinishedWork> all;
    for (std::size_t i = 0; i < m_tools.size(); ++i) {
        if (QJsonObject drawn = m_tools[i]->unfinished(); !drawn.isEmpty()) {
            all.push_back({.tool = QLatin1String(toolCatalogue()[i].id), .drawn = drawn});
        }
    }
    return all;
}

UnfinishedWork ToolBox::inHand() const
{
    return {.tool = m_ghost ? QString::fromLatin1(kGhostTool) : chosenId(),
            .drawn = chosen().unfinished()};
}

void ToolBox::put(const UnfinishedWork& work)
{
    AbstractTool& changed = tool(work.tool);
    changed.giveUp();
    if (!work.drawn.isEmpty()) {
        changed.resume(work.drawn);
    }
}

void ToolBox::giveUp()
{
    m_ghost.reset();
    for (const auto& tool : m_tools) {
        tool->giveUp();
    }
}

AbstractTool& ToolBox::tool(const QString& id)
{
    return *m_tools[indexOf(id)];
}

const AbstractTool& ToolBox::tool(const QString& id) const
{
    return *m_tools[indexOf(id)];
}

void ToolBox::stepOption(int steps)
{
    constexpr int kShare = 10;
    const std::vector<ToolOption> options = chosen().options();
    if (options.empty()) {
        return;
    }
    const ToolOption& option = options.front();
    int value = option.value;
    for (int i = 0; i < std::abs(steps); ++i) {
        const int step = std::max(1, value / kShare);
        value = std::clamp(value + (steps > 0 ? step : -step), option.least, option.most);
    }
    chosen().setOption(0, value);
}

bool ToolBox::drawingChanged(const Drawing& before, const Drawing& after)
{
    if (before.object != after.object) {
        for (const auto& tool : m_tools) {
            tool->objectChanged();
        }
    }
    if (sameOutlines(before, after)) {
        return false;
    }
    for (const auto& tool : m_tools) {
        tool->outlinesChanged(before, after);
    }
    if (m_ghost) {
        m_ghost->outlinesChanged(before, after);
    }
    return true;
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/tools/abstract_tool.h"
#include "widgets/tools/ghost_tool.h"
#include "widgets/tools/unfinished_work.h"

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace palimpsest {

/// One tool for each entry of the catalogue, of which one is chosen. Ids are those of the
/// catalogue.
class ToolBox
{
public:
    ToolBox(); ///< the first is chosen

    AbstractTool& chosen() { return m_ghost ? *m_ghost : *m_tools[m_chosen]; }
    const AbstractTool& chosen() const { return m_ghost ? *m_ghost : *m_tools[m_chosen]; }
    QString chosenId() const;

    /// Whether another one is chosen now; the one before keeps what is unfinished.
    bool choose(const QString& id);

    /// A ghost stands in the place of the chosen tool until it is kept or dropped.
    void lay(std::unique_ptr<GhostTool> ghost);
    GhostTool* ghost() const { return m_ghost.get(); }
    /// Takes one away that was kept or dropped. Whether there was one.
    bool forgetIdleGhost();

    /// What all of them have begun, but for the ghost.
    std::vector<UnfinishedWork> unfinished() const;
    /// What the ghost or the chosen one has.
    UnfinishedWork inHand() const;
    /// Gives one of the catalogue another, or nothing.
    void put(const UnfinishedWork& work);
    /// All of them give up, and no ghost is left.
    void giveUp();

    AbstractTool& tool(const QString& id);
    const AbstractTool& tool(const QString& id) const;

    /// Makes the first option of the chosen one larger or, where `steps` is negative, smaller:
    /// large numbers by about a tenth at a time.
    void stepOption(int steps);

    /// Tells all of them where the outlines are others. Whether they are.
    bool drawingChanged(const Drawing& before, const Drawing& after);

private:
    std::vector<std::unique_ptr<AbstractTool>> m_tools; ///< as in the catalogue
    std::size_t m_chosen = 0;
    std::unique_ptr<GhostTool> m_ghost; ///< or null
};

} // namespace palimpsest

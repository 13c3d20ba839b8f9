// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/document/edit_history.h"
#include "app/document/open_study.h"

#include <functional>
#include <map>
#include <optional>
#include <string>

namespace palimpsest {

/// The edit that changes how pictures are prepared, with their parts. It holds the side that does
/// not stand. What is drawn while one side stands belongs to it, so it goes with it and comes back
/// with it.
class PreparationChange : public Reversible
{
public:
    /// Puts a side into place and gives back the one that stood.
    using Swap = std::function<PreparedStudy(PreparedStudy)>;
    /// Is told of how many samples parts were drawn since they were put.
    using Tell = std::function<void(std::size_t drawn)>;

    PreparationChange(PreparedStudy after, Swap swap, Tell tell);

    bool redo() override { return swap(); }
    bool undo() override { return swap(); }
    std::size_t bytes() const override;

private:
    bool swap();

    PreparedStudy m_waiting;
    /// Parts of the side that stands, as they were put; none where it is the first.
    std::optional<std::map<std::string, Drawing>> m_put;
    Swap m_swap;
    Tell m_tell;
};

} // namespace palimpsest

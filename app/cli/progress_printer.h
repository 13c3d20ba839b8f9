// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/commands.h"
#include "core/extraction/extraction.h"

#include <chrono>

namespace palimpsest {

/// Shows a run on standard error: a bar that is redrawn on a terminal, JSON lines elsewhere.
class ProgressPrinter
{
public:
    ProgressPrinter(const StudyInputs& inputs, Verbosity verbosity);

    void show(const ExtractionProgress& progress);
    void unitDone(const UnitIndex& unit, const ValueTable& table);
    void unitFailed(const UnitFailure& failure);
    void planChosen(const PlanTrial& trial);
    void finish();

private:
    using Clock = std::chrono::steady_clock;

    void clearBar();

    const StudyInputs& m_inputs;
    Verbosity m_verbosity;
    bool m_isTerminal;
    bool m_barShown = false;
    Clock::time_point m_nextShow = Clock::now();
};

} // namespace palimpsest

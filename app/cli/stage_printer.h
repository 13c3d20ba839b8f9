// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/commands.h"
#include "app/common/stop_signals.h"
#include "core/base/progress.h"

#include <chrono>
#include <string>

namespace palimpsest {

/// Shows on standard error how far the stages of an analysis are, once it takes long: one line that
/// is redrawn on a terminal, JSON lines elsewhere. Ctrl+C stops the stage that runs.
class StagePrinter
{
public:
    StagePrinter(const StopSignals& signals, Verbosity verbosity);
    ~StagePrinter();
    StagePrinter(const StagePrinter&) = delete;
    StagePrinter& operator=(const StagePrinter&) = delete;

    /// Progress of a stage: `name` for programs, and what is counted, for people: "Splitting into
    /// AND and OR: sample".
    Progress stage(std::string name, std::string text);

private:
    using Clock = std::chrono::steady_clock;

    void show(const std::string& name, const std::string& text, std::size_t done,
              std::size_t total);

    const StopSignals& m_signals;
    Verbosity m_verbosity;
    bool m_isTerminal;
    bool m_isShown = false;
    Clock::time_point m_nextShow;
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <csignal>

namespace palimpsest {

/// While it lives, SIGINT and SIGTERM ask for an orderly end instead of killing the process.
class StopSignals
{
public:
    StopSignals();
    ~StopSignals();
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;

    /// The signal received, or 0.
    int received() const;

    /// 128 + signal, as shells count it.
    int exitCode() const { return 128 + received(); }

private:
    struct sigaction m_oldInterrupt = {};
    struct sigaction m_oldTerminate = {};
};

} // namespace palimpsest

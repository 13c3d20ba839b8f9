// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/stop_signals.h"

namespace palimpsest {

namespace {

// A signal handler can reach nothing but a global of this type.
volatile std::sig_atomic_t g_received = 0;

void remember(int signal)
{
    g_received = signal;
}

} // namespace

StopSignals::StopSignals()
{
    g_received = 0;
    struct sigaction action = {};
    action.sa_handler = &remember;
    action.sa_flags = SA_RESTART; // a write under way is finished
    sigaction(SIGINT, &action, &m_oldInterrupt);
    sigaction(SIGTERM, &action, &m_oldTerminate);
}

StopSignals::~StopSignals()
{
    sigaction(SIGINT, &m_oldInterrupt, nullptr);
    sigaction(SIGTERM, &m_oldTerminate, nullptr);
}

int StopSignals::received() const
{
    return g_received;
}

} // namespace palimpsest

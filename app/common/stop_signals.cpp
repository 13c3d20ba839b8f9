// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/common/stop_signals.h"

#include <cstdint>
#include <sys/eventfd.h>
#include <unistd.h>

namespace palimpsest {

namespace {

constexpr unsigned kPatience = 2; // seconds

// A signal handler can reach nothing but globals of this type.
volatile std::sig_atomic_t g_received = 0;
volatile std::sig_atomic_t g_descriptor = -1;
volatile std::sig_atomic_t g_exitCode = 0;
volatile std::sig_atomic_t g_endsSoon = 1;

void remember(int signal)
{
    if (g_received != 0) {
        return;
    }
    g_received = signal;
    g_exitCode = 128 + signal;
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = ::write(g_descriptor, &one, sizeof(one));
    if (g_endsSoon != 0) {
        ::alarm(kPatience);
    }
}

void endNow(int)
{
    ::_exit(g_exitCode);
}

struct sigaction actionOf(void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART; // a write under way is finished
    return action;
}

} // namespace

StopSignals::StopSignals(End end)
    : m_old{Old{.signal = SIGINT}, Old{.signal = SIGTERM}, Old{.signal = SIGHUP}}
{
    g_received = 0;
    g_endsSoon = end == End::Soon ? 1 : 0;
    g_descriptor = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    const struct sigaction ending = actionOf(&endNow);
    sigaction(SIGALRM, &ending, nullptr); // for good, as an alarm that was set is for what follows
    const struct sigaction remembering = actionOf(&remember);
    for (Old& old : m_old) {
        sigaction(old.signal, &remembering, &old.action);
        if (old.action.sa_handler == SIG_IGN) { // as nohup and shells without job control ask for
            sigaction(old.signal, &old.action, nullptr);
        }
    }
}

StopSignals::~StopSignals()
{
    for (const Old& old : m_old) {
        sigaction(old.signal, &old.action, nullptr);
    }
    ::close(g_descriptor);
    g_descriptor = -1;
}

void StopSignals::endInOrder() const
{
    g_endsSoon = 0;
    ::alarm(0);
}

int StopSignals::received() const
{
    return g_received;
}

int StopSignals::descriptor() const
{
    return g_descriptor;
}

void endSoon(int exitCode)
{
    g_exitCode = exitCode;
    const struct sigaction action = actionOf(&endNow);
    sigaction(SIGALRM, &action, nullptr);
    ::alarm(kPatience);
}

} // namespace palimpsest

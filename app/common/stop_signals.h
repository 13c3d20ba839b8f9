// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <csignal>

namespace palimpsest {

/// While it lives, SIGINT, SIGTERM and SIGHUP ask for an orderly end instead of killing the process
/// at once. What has not come to it after two seconds ends all the same, with that exit code: a
/// pass may take for ever, and every file that is written is whole or absent at any moment. An edit
/// of several files is not, so it is not ended within.
class StopSignals
{
public:
    enum class End {
        Soon,    ///< after two seconds at the latest
        InOrder, ///< when what is under way has come to it
    };

    explicit StopSignals(End end = End::Soon);
    ~StopSignals();
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;

    /// The signal received, or 0.
    int received() const;

    /// Whether none was received.
    bool goOn() const { return received() == 0; }

    /// From now on the end comes in order, also where a signal was received already.
    void endInOrder() const;

    /// Readable as soon as one was received, for those who wait for other things as well.
    int descriptor() const;

    /// 128 + signal, as shells count it.
    int exitCode() const { return 128 + received(); }

private:
    struct Old
    {
        int signal = 0;
        struct sigaction action = {};
    };
    std::array<Old, 3> m_old;
};

/// Ends the process with `exitCode` if it still lives two seconds from now: for the time in which
/// everything is said and done, but for a thread that is inside of a long pass.
void endSoon(int exitCode);

} // namespace palimpsest

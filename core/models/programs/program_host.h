// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/trust/trust.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <sys/types.h>

namespace palimpsest {

class Channel;
class ProgramOutput;
struct Message;

/// A process of its own for programs of others, as a thread that is inside of one can be stopped by
/// nobody: it may never end, take all memory or crash. The process is started when a program is
/// opened first, runs all that are opened through this object, and ends with it. For one thread.
class ProgramHost
{
public:
    /// Whether what waits for a program should wait on; called every few hundredths of a second.
    using GoesOn = std::function<bool()>;

    explicit ProgramHost(Trust trust = {}, GoesOn goesOn = {});
    ~ProgramHost();
    ProgramHost(const ProgramHost&) = delete;
    ProgramHost& operator=(const ProgramHost&) = delete;

    /// What may be opened in it.
    const Trust& trust() const { return m_trust; }

    /// Number of the process that runs, which is started when none does. Another number than
    /// before says that whatever was opened is gone. Throws DeviceError.
    std::uint64_t process();

    /// Whether the process of that number still runs, as far as is known.
    bool isRunning(std::uint64_t process) const { return m_channel && m_process == process; }

    /// A number that no network had before.
    std::int64_t nextNumber() { return ++m_lastNumber; }

    /// Asks it for something; returns the number of the question. What fails shows in await().
    std::int64_t send(const Message& request);

    /// Waits for the answer to a question; answers to earlier ones are dropped, so questions are
    /// awaited in their order. When it should not wait on, the program has a second to come to the
    /// end of a pass; then its process is killed. `doing` completes "The model's program ended
    /// while …". Throws what the answer says, DeviceError when the process has ended by itself,
    /// Cancelled when it was ended.
    Message await(std::int64_t question, const std::string& doing);

private:
    void start();
    void stop();
    void waitForAnswer();
    Message nextAnswer(const std::string& doing);
    std::string causeOfEnd();

    Trust m_trust;
    GoesOn m_goesOn;
    std::unique_ptr<Channel> m_channel; ///< null while no process runs
    std::unique_ptr<ProgramOutput> m_output;
    pid_t m_pid = -1;
    std::uint64_t m_process = 0;
    std::int64_t m_lastNumber = 0;
    std::optional<std::chrono::steady_clock::time_point>
        m_stopped;               ///< when it was to wait on no more
    std::int64_t m_asked = 0;    ///< questions to this process
    std::int64_t m_answered = 0; ///< of them
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/descriptor.h"

#include <atomic>
#include <string>
#include <string_view>
#include <thread>

namespace palimpsest {

/// What a program of others prints. It comes on the error stream of this process, never between the
/// data of a command, and as printable() has it: a terminal obeys control characters.
class ProgramOutput
{
public:
    /// Throws DeviceError when the system gives no pipe.
    ProgramOutput();
    /// Waits until all is passed on, which is when the program has ended; not for an error stream
    /// that takes nothing any more.
    ~ProgramOutput();
    ProgramOutput(const ProgramOutput&) = delete;
    ProgramOutput& operator=(const ProgramOutput&) = delete;

    /// What the streams of the program are to be.
    int entrance() const { return m_entrance.get(); }

    /// To be called once the program has it.
    void closeEntrance() { m_entrance = Descriptor(); }

private:
    void passOn() const;
    void say(std::string_view text) const;

    bool m_isHeard; ///< there is an error stream
    std::atomic_bool m_isLeft = false;
    Descriptor m_exit;
    Descriptor m_entrance;
    std::thread m_reader;
};

} // namespace palimpsest

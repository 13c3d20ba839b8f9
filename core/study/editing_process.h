// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <string>

namespace palimpsest {

/// A running program as other programs can tell it from every other.
struct EditingProcess
{
    std::string host;
    std::string boot; ///< id that the kernel drew when it started
    std::int64_t process = 0;
    std::int64_t started = 0; ///< clock ticks after the start of the kernel

    bool operator==(const EditingProcess&) const = default;
};

/// The one that runs this.
EditingProcess thisProcess();

/// Whether it runs, or ran, under this start of this computer's kernel: two computers may have one
/// name, and one that was started anew counts as another.
bool isOnThisComputer(const EditingProcess& process);

/// Whether a process of this computer has ended.
bool isGone(const EditingProcess& process);

} // namespace palimpsest

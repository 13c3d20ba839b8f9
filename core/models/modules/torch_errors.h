// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"

#include <exception>
#include <string>
#include <string_view>

namespace palimpsest {

// For the files of core/models alone: what Torch throws, in our own family.

/// What went wrong, in a line: the last one of the interpreter's traces, else the first one.
std::string reasonIn(std::string_view text);

/// To be called while an exception that is not ours is handled: throws it again as OutOfMemory or
/// DeviceError. `doing` completes "Memory ran out while …".
[[noreturn]] void rethrowTorchError(const std::string& doing);

/// Runs `work` and turns what Torch throws into our own family.
template<typename Work>
auto translated(const std::string& doing, Work&& work)
{
    try {
        return work();
    } catch (const Error&) {
        throw;
    } catch (const std::exception&) {
        rethrowTorchError(doing);
    }
}

} // namespace palimpsest

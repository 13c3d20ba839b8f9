// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/modules/torch_errors.h"

#include <algorithm>
#include <new>

namespace palimpsest {

namespace {

/// Torch reports memory running out on the CPU as an ordinary exception with this text.
bool isOutOfMemory(const std::exception& error)
{
    const std::string message = error.what();
    return dynamic_cast<const std::bad_alloc*>(&error) != nullptr ||
           message.find("can't allocate memory") != std::string::npos ||
           message.find("out of memory") != std::string::npos;
}

} // namespace

std::string reasonIn(std::string_view text)
{
    constexpr std::string_view kTrace = "The following operation failed in the TorchScript";
    constexpr std::string_view kKind = "RuntimeError: ";
    text.remove_prefix(std::min(text.find_first_not_of(" \n"), text.size()));
    if (!text.starts_with(kTrace)) {
        return std::string(text.substr(0, text.find('\n')));
    }
    const std::size_t end = text.find_last_not_of(" \n") + 1;
    const std::string_view last = text.substr(0, end).substr(text.rfind('\n', end - 1) + 1);
    return std::string(last.starts_with(kKind) ? last.substr(kKind.size()) : last);
}

void rethrowTorchError(const std::string& doing)
{
    try {
        throw;
    } catch (const std::exception& error) {
        if (isOutOfMemory(error)) {
            throw OutOfMemory("Memory ran out while " + doing +
                              ". Choose a smaller batch or close other programs.");
        }
        throw DeviceError("Torch failed while " + doing + ": " + reasonIn(error.what()));
    }
}

} // namespace palimpsest

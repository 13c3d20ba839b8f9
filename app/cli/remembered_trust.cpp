// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/remembered_trust.h"

#include "core/base/error.h"
#include "core/models/trust/trust_store.h"

#include <iostream>

namespace palimpsest {

Trust trustOfRun(bool everything, Verbosity verbosity)
{
    if (everything) {
        return {.everything = true};
    }
    try {
        Trust trust{.hashes = hashesOf(readTrusted(trustFile()))};
        if (!trust.hashes.empty() && verbosity != Verbosity::Quiet) {
            std::cerr << "TorchScript files that you have agreed to (" << trust.hashes.size()
                      << ") run unasked; `palimpsest-cli trust --list` shows them.\n";
        }
        return trust;
    } catch (const BadFile& error) {
        std::cerr << "Warning: " << error.what() << "\n";
        return {};
    }
}

} // namespace palimpsest

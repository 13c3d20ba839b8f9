// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace palimpsest {

/// How the programs end.
enum ExitCode {
    kOk = 0,
    kSomeUnitsFailed = 1,
    kUsage = 2,
    kBadInput = 3,
    kNotWritable = 4,
    kOutOfMemory = 5,
    kInterrupted = 130, ///< SIGINT
    kTerminated = 143,  ///< SIGTERM
};

} // namespace palimpsest

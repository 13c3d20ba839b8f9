// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/commands.h"
#include "core/models/trust/trust.h"

namespace palimpsest {

/// What a command may run: `everything` where the user said so, else what the user of this computer
/// has agreed to in the window. Says on standard error that there is such, unless `verbosity` is
/// quiet, and always what keeps the answers from being used.
Trust trustOfRun(bool everything, Verbosity verbosity = Verbosity::Normal);

} // namespace palimpsest

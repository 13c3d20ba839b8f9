// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace palimpsest {

/// Runs what a ProgramHost asks for through `socket`, until that is gone; even out of the middle of
/// a pass the process ends then. Returns an exit code.
int servePrograms(int socket);

} // namespace palimpsest

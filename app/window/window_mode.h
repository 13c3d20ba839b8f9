// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace palimpsest {

/// `palimpsest [STUDY] [--extract]`: the window, on a study when one is named, making what is
/// missing of its values at once when asked. Returns an exit code as palimpsest-cli does.
int runWindowMode(int argc, char** argv);

} // namespace palimpsest

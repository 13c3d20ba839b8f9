// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace palimpsest {

/// `palimpsest --figure STUDY --kind K --out FILE [--width 89mm] [--epoch E] [--tau T]
/// [--reference R] [--target L] [--scratch L] [--quiet]`:
/// draws one figure without a window and ends. Returns an exit code as palimpsest-cli does.
int runFigureMode(int argc, char** argv);

} // namespace palimpsest

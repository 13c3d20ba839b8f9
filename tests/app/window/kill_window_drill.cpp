// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/killed_window.h"

namespace palimpsest {
namespace {

using KilledWindowDrill = KilledWindowTest;

TEST_F(KilledWindowDrill, TwentyKillsWhileSomebodyDraws)
{
    killAndRestore(20, 20261128, 5);
}

} // namespace
} // namespace palimpsest

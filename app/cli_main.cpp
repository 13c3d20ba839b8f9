// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/command_line.h"
#include "app/common/startup.h"

int main(int argc, char** argv)
{
    palimpsest::reportFullDisks();
    palimpsest::keepThreadsFromSpinning(argv);
    palimpsest::endWhenMemoryRunsOut();
    return palimpsest::runCommandLine(argc, argv);
}

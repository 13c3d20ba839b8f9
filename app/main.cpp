// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/common/startup.h"
#include "app/figures/figure_mode.h"
#include "app/window/window_mode.h"

#include <string_view>

int main(int argc, char** argv)
{
    palimpsest::reportFullDisks();
    palimpsest::keepThreadsFromSpinning(argv);
    palimpsest::endWhenMemoryRunsOut();
    if (argc > 1 && std::string_view(argv[1]) == "--figure") {
        return palimpsest::runFigureMode(argc, argv);
    }
    return palimpsest::runWindowMode(argc, argv);
}

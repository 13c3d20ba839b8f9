// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/figures/figure_mode.h"
#include "app/startup.h"

#include <iostream>
#include <string_view>

int main(int argc, char** argv)
{
    palimpsest::keepThreadsFromSpinning(argv);
    if (argc > 1 && std::string_view(argv[1]) == "--figure") {
        return palimpsest::runFigureMode(argc, argv);
    }
    std::cerr << "Usage: palimpsest --figure STUDY --kind KIND --out FILE [--width 89mm]\n"
                 "Everything else is in palimpsest-cli.\n";
    return 2;
}

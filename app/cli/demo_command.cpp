// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commands.h"
#include "app/common/demo.h"
#include "app/common/exit_code.h"
#include "app/common/stop_signals.h"

#include <iostream>

namespace palimpsest {

int run(const DemoCommand& command)
{
    const Demo demo = command.text     ? Demo::FilmReviews
                      : command.photos ? Demo::Photographs
                                       : Demo::Garments;
    const StopSignals untilItIsThere(StopSignals::End::InOrder);
    std::cout << copyDemo(command.folder, demo).string() << "\n";
    return kOk;
}

} // namespace palimpsest

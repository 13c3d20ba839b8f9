// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/startup.h"

#include <cstdlib>
#include <unistd.h>

namespace palimpsest {

void keepThreadsFromSpinning(char** argv)
{
    if (std::getenv("GOMP_SPINCOUNT") == nullptr && std::getenv("OMP_WAIT_POLICY") == nullptr) {
        ::setenv("GOMP_SPINCOUNT", "1000", 1);
        ::execv("/proc/self/exe", argv); // where this fails, spinning threads still work
    }
}

} // namespace palimpsest

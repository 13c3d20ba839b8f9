// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/startup.h"

#include <cstdlib>
#include <filesystem>
#include <signal.h>
#include <system_error>
#include <unistd.h>

namespace palimpsest {

void keepThreadsFromSpinning(char** argv)
{
    if (std::getenv("GOMP_SPINCOUNT") == nullptr && std::getenv("OMP_WAIT_POLICY") == nullptr) {
        ::setenv("GOMP_SPINCOUNT", "1000", 1);
        std::error_code status; // where this fails, spinning threads still work
        ::execv(std::filesystem::read_symlink("/proc/self/exe", status).c_str(), argv);
    }
}

void reportFullDisks()
{
    ::signal(SIGXFSZ, SIG_IGN);
}

} // namespace palimpsest

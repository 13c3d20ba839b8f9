// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/serve_programs.h"

#include <cstdio>
#include <sys/socket.h>
#include <unistd.h>

// The process in which TorchScript of others runs. The other programs start it; it is of no use to
// people.
int main()
{
    constexpr int kSocket = 3;
    int type = 0;
    socklen_t size = sizeof(type);
    if (::getsockopt(kSocket, SOL_SOCKET, SO_TYPE, &type, &size) != 0) {
        std::fputs("palimpsest-runner: Palimpsest starts this program by itself.\n", stderr);
        return 2;
    }
    ::close_range(kSocket + 1, ~0U, 0); // what the one who started it has open is none of its own
    return palimpsest::servePrograms(kSocket);
}

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/programs/program_output.h"

#include "core/base/error.h"
#include "core/base/utf8.h"

#include <climits>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <string_view>
#include <unistd.h>

namespace palimpsest {

namespace {

constexpr std::size_t kLongestLine = 1 << 16; ///< in bytes; longer ones come in pieces

/// Another descriptor for the same that is no standard stream, should one of these be closed.
Descriptor apart(int descriptor)
{
    const Descriptor given(descriptor);
    return Descriptor(::fcntl(descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1));
}

/// Writes it on the error stream; what nobody can hear is lost.
} // namespace

ProgramOutput::ProgramOutput() : m_isHeard(::fcntl(STDERR_FILENO, F_GETFD) >= 0)
{
    std::array<int, 2> ends{};
    const bool isMade = ::pipe2(ends.data(), O_CLOEXEC) == 0;
    if (isMade) {
        m_exit = apart(ends[0]);
        m_entrance = apart(ends[1]);
    }
    if (!m_exit.isOpen() || !m_entrance.isOpen()) {
        throw DeviceError(std::string("Cannot connect to another process: ") +
                          std::strerror(errno) + ". Close other programs.");
    }
    m_reader = std::thread([this] { passOn(); });
}

ProgramOutput::~ProgramOutput()
{
    closeEntrance();
    m_isLeft = true;
    m_reader.join();
}

/// A terminal that is stopped, or a pipe that nobody reads, is waited for as long as the program
/// lives.
void ProgramOutput::say(std::string_view text) const
{
    constexpr int kWait = 100; // ms
    while (!text.empty()) {
        pollfd stream{.fd = STDERR_FILENO, .events = POLLOUT, .revents = 0};
        const int ready = ::poll(&stream, 1, kWait);
        if (ready == 0 && m_isLeft) {
            return;
        }
        if (ready <= 0) {
            continue;
        }
        const ssize_t written =
            ::write(STDERR_FILENO, text.data(), std::min<std::size_t>(text.size(), PIPE_BUF));
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return;
        }
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

void ProgramOutput::passOn() const
{
    sigset_t all; // signals are for the thread that waits for the program
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_BLOCK, &all, nullptr);
    std::array<char, 4096> piece{};
    std::string text; // a character, or a line, may come in two pieces
    ssize_t got = 0;
    while ((got = ::read(m_exit.get(), piece.data(), piece.size())) > 0) {
        text.append(piece.data(), static_cast<std::size_t>(got));
        const std::size_t whole = text.size() < kLongestLine ? text.rfind('\n') + 1 : text.size();
        if (m_isHeard) {
            say(printable(std::string_view(text).substr(0, whole)));
        }
        text.erase(0, whole);
    }
    if (m_isHeard) {
        say(printable(text));
    }
}

} // namespace palimpsest

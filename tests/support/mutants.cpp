// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/mutants.h"

#include "core/base/error.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <stdexcept>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace palimpsest {

namespace {

constexpr std::array<std::uint64_t, 8> kNumbers = {
    0, 1, 8, 0xff, 0xffff, 0x7fffffffU, 0x7fffffffffffffffU, 0xffffffffffffffffU};

void mutateOnce(std::string& bytes, std::size_t front, std::mt19937& random)
{
    const auto place = [&](std::size_t width) {
        const std::size_t size = random() % 2 == 0 ? std::min(front, bytes.size()) : bytes.size();
        return random() % (size - std::min(width, size - 1));
    };
    const auto overwrite = [&](std::uint64_t number, std::size_t width) {
        const std::size_t at = place(width) / width * width;
        for (std::size_t i = 0; i < width; ++i) {
            bytes[at + i] = static_cast<char>(number >> (8 * i));
        }
    };
    const std::size_t width = std::size_t{1} << (random() % 4);
    const std::size_t block = 8 * (1 + random() % 64);
    switch (random() % 8) {
    case 0:
    case 1:
        bytes[place(1)] ^= static_cast<char>(1U << (random() % 8));
        break;
    case 2:
    case 3:
        overwrite(kNumbers[random() % kNumbers.size()], width);
        break;
    case 4:
        overwrite(random() % (2 * bytes.size()), 8); // as if it were an address
        break;
    case 5:
        bytes.resize(std::max<std::size_t>(bytes.size() / 2, bytes.size() - random() % 4096));
        break;
    case 6: {
        const std::size_t from = place(block);
        const std::size_t to = place(block);
        for (std::size_t i = 0; i < block && std::max(from, to) + i < bytes.size(); ++i) {
            std::swap(bytes[from + i], bytes[to + i]);
        }
        break;
    }
    default: {
        const std::string copy = bytes.substr(place(block), block);
        const std::size_t to = place(block);
        bytes.replace(to, std::min(copy.size(), bytes.size() - to), copy, 0,
                      std::min(copy.size(), bytes.size() - to));
    }
    }
}

double secondsOf(const timeval& time)
{
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

/// Exit status of a child whose reading ended as it may.
constexpr int kFine = 7;

} // namespace

std::string mutated(std::string bytes, std::size_t front, std::mt19937& random)
{
    const std::size_t changes = 1 + random() % 3;
    for (std::size_t i = 0; i < changes; ++i) {
        mutateOnce(bytes, front, random);
    }
    return bytes;
}

ReadingEnd readInChild(const std::function<void()>& read)
{
    int ends[2];
    if (::pipe(ends) != 0) {
        throw std::runtime_error("no pipe");
    }
    const pid_t child = ::fork();
    if (child == 0) {
        const rlimit limit{.rlim_cur = 5, .rlim_max = 5};
        ::setrlimit(RLIMIT_CPU, &limit);
        rusage before{};
        ::getrusage(RUSAGE_SELF, &before);
        int status = kFine;
        try {
            read();
        } catch (const Error&) { // refused
        } catch (...) {
            status = 1;
        }
        rusage after{};
        ::getrusage(RUSAGE_SELF, &after);
        const long more = after.ru_maxrss - before.ru_maxrss;
        const ssize_t written = ::write(ends[1], &more, sizeof more);
        ::_exit(written == sizeof more ? status : 1);
    }
    ::close(ends[1]);
    ReadingEnd end;
    int status = 0;
    rusage usage{};
    ::wait4(child, &status, 0, &usage);
    const bool isWhole =
        ::read(ends[0], &end.moreKilobytes, sizeof end.moreKilobytes) == sizeof end.moreKilobytes;
    ::close(ends[0]);
    end.isCrash = !isWhole || !WIFEXITED(status) || WEXITSTATUS(status) != kFine;
    end.seconds = secondsOf(usage.ru_utime) + secondsOf(usage.ru_stime);
    return end;
}

} // namespace palimpsest

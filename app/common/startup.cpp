// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/common/startup.h"

#include "app/common/exit_code.h"

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <new>
#include <sched.h>
#include <signal.h>
#include <string_view>
#include <sys/mman.h>
#include <system_error>
#include <unistd.h>

namespace palimpsest {

namespace {

[[noreturn]] void endWithoutMemory(std::string_view sentence)
{
    [[maybe_unused]] const ssize_t written =
        ::write(STDERR_FILENO, sentence.data(), sentence.size());
    ::_exit(kOutOfMemory);
}

/// Threads that OpenBLAS readies while it is loaded.
std::size_t blasThreads(char** environment)
{
    for (const std::string_view name : {"OPENBLAS_NUM_THREADS=", "OMP_NUM_THREADS="}) {
        for (char** entry = environment; *entry != nullptr; ++entry) {
            if (std::string_view(*entry).starts_with(name)) {
                return static_cast<std::size_t>(
                    std::max(1L, std::strtol(*entry + name.size(), nullptr, 10)));
            }
        }
    }
    cpu_set_t processors;
    const bool isKnown = ::sched_getaffinity(0, sizeof processors, &processors) == 0;
    return isKnown ? static_cast<std::size_t>(CPU_COUNT(&processors)) : 1;
}

void requireMemory(int, char**, char** environment)
{
    constexpr std::size_t kOfThread = std::size_t{128} << 20;
    constexpr std::size_t kOfOthers = std::size_t{64} << 20;
    const std::size_t needed = (blasThreads(environment) + 1) * kOfThread + kOfOthers;
    void* const room = ::mmap(nullptr, needed, PROT_READ | PROT_WRITE,
                              MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (room == MAP_FAILED) {
        endWithoutMemory("palimpsest: There is too little memory to start. Raise the limit that "
                         "\"ulimit -v\" shows, or set OMP_NUM_THREADS=1.\n");
    }
    ::munmap(room, needed);
}

/// Runs before the initialisers of any library.
[[gnu::section(".preinit_array"), gnu::used]] void (*const kFirst)(int, char**,
                                                                   char**) = &requireMemory;

} // namespace

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

void endWhenMemoryRunsOut()
{
    std::set_terminate([] {
        try {
            if (const std::exception_ptr error = std::current_exception()) {
                std::rethrow_exception(error);
            }
        } catch (const std::bad_alloc&) {
            endWithoutMemory("palimpsest: Memory ran out. Close other programs and try again.\n");
        } catch (...) { // ends as it would have
        }
        std::abort();
    });
}

} // namespace palimpsest

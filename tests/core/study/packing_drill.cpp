// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Killed at random moments, packing and unpacking lose no unit and change no byte of one.

#include "support/packed_units.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <chrono>
#include <iostream>
#include <random>
#include <signal.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace palimpsest {
namespace {

constexpr std::uint32_t kUnits = 400;

std::filesystem::path unitFile(const std::filesystem::path& folder, std::uint32_t i)
{
    return folder / ("s" + std::to_string(i) + ".h5");
}

/// Packs and unpacks without end, until it is killed.
[[noreturn]] void packForEver(const std::filesystem::path& folder)
{
    while (true) {
        packUnits(folder);
        unpackUnits(folder);
    }
}

TEST(PackingDrill, TwentyKillsLoseNothing)
{
    const TemporaryFolder temporary;
    const std::filesystem::path folder = temporary / "run/1";
    for (std::uint32_t i = 0; i < kUnits; ++i) {
        writeUnit(unitFile(folder, i), randomUnit(8, i));
    }
    const auto before = filesIn(folder);
    std::mt19937 random(3);
    for (int kill = 0; kill < 20; ++kill) {
        const pid_t child = ::fork();
        if (child == 0) {
            packForEver(folder);
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(20 + random() % 2500));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        ASSERT_TRUE(WIFSIGNALED(status)) << "packing ended by itself";
        UnitStore store;
        std::size_t files = 0;
        for (std::uint32_t i = 0; i < kUnits; ++i) {
            files += std::filesystem::exists(unitFile(folder, i)) ? 1 : 0;
            const auto unit = store.read(unitFile(folder, i));
            ASSERT_TRUE(unit) << i;
            ASSERT_EQ(*unit, randomUnit(8, i));
        }
        std::cout << "kill " << kill + 1 << ": " << files << " files, the others packed\n";
    }
    packUnits(folder);
    unpackUnits(folder);
    EXPECT_EQ(filesIn(folder), before);
}

} // namespace
} // namespace palimpsest

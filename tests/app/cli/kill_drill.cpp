// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Killed at random moments and started again, an extraction ends in the same bytes as undisturbed.

#include "core/base/files.h"
#include "support/program.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <random>
#include <signal.h>
#include <thread>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

std::map<std::string, std::string> valuesOf(const fs::path& study)
{
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(study / "values")) {
        if (entry.is_regular_file() && entry.path().extension() != ".part") {
            files[entry.path().lexically_relative(study).string()] =
                readFile(entry.path(), 1u << 30);
        }
    }
    return files;
}

TEST(KillDrill, TwentyFiveKillsLeaveEveryBitAsItWas)
{
    const TemporaryFolder folder;
    const std::string calm = folder / "calm";
    const std::string killed = folder / "killed";
    for (const std::string& study : {calm, killed}) {
        ASSERT_EQ(cli({"demo", study}).exitCode, 0);
    }
    ASSERT_EQ(cli({"extract", calm}).exitCode, 0);

    std::mt19937 random(20241008);
    std::uniform_int_distribution<int> milliseconds(300, 2000);
    for (int kill = 0; kill < 25; ++kill) {
        Program running("palimpsest-cli", {"extract", killed});
        std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds(random)));
        ::kill(running.pid(), SIGKILL);
        ASSERT_EQ(running.wait().exitCode, 128 + SIGKILL) << "the run ended before it was killed";
        std::cout << "kill " << kill + 1 << ": " << valuesOf(killed).size() << " units\n";
    }
    ASSERT_EQ(cli({"extract", killed}).exitCode, 0);
    EXPECT_EQ(valuesOf(calm).size(), 264u);
    EXPECT_EQ(valuesOf(killed), valuesOf(calm));
}

} // namespace
} // namespace palimpsest

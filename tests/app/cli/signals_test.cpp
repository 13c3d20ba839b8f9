// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/program.h"
#include "support/temporary_folder.h"
#include "support/units_in.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <signal.h>
#include <thread>

namespace palimpsest {
namespace {

using nlohmann::json;

class Signals : public testing::TestWithParam<int>
{
};

TEST_P(Signals, EndTheRunWithWholeUnitsAndTheNextGoesOn)
{
    const TemporaryFolder folder;
    const std::string study = folder / "demo";
    ASSERT_EQ(cli({"demo", study}).exitCode, 0);
    Program running("palimpsest-cli", {"extract", study, "--only", "scratch"});
    while (unitsIn(study) < 3) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    ::kill(running.pid(), GetParam());
    const ProgramResult result = running.wait();
    EXPECT_EQ(result.exitCode, 128 + GetParam());
    EXPECT_NE(result.err.find("every finished unit is kept"), std::string::npos) << result.err;
    const std::size_t made = unitsIn(study);
    EXPECT_LT(made, 128u);
    const json state = json::parse(cli({"inspect", study, "--json"}).out);
    EXPECT_EQ(state["lineages"][2]["units"]["complete"], made);
    EXPECT_EQ(cli({"extract", study, "--only", "scratch/0"}).exitCode, 0);
}

INSTANTIATE_TEST_SUITE_P(Kinds, Signals, testing::Values(SIGINT, SIGTERM));

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/sha256.h"
#include "core/models/readers/safetensors.h"
#include "core/models/trust/trust_store.h"
#include "core/study/study_file.h"
#include "support/expect_end.h"
#include "support/program.h"
#include "support/scripted_net.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <thread>

namespace palimpsest {
namespace {

TEST(CommandLineTrust, TorchScriptOfOthersRunsOnlyWhenItIsTrusted)
{
    const TemporaryFolder folder;
    const std::string study = folder / "study";
    makeSmallStudy(study);
    const std::string net = study + "/checkpoints/garment_net.pt";
    writeScriptedNet(net, "return torch.stack([x.mean([1, 2, 3])] * 4, 1)");
    expectEnd(cli({"extract", study}), 3, "which is a program");
    expectEnd(cli({"extract", study, "--dry-run"}), 3, "which is a program");
    expectEnd(cli({"bench", net, "--n", "3", "--size", "28", "--channels", "1"}), 3,
              "which is a program");
    EXPECT_FALSE(std::filesystem::exists(study + "/values"));
    // Now it is opened, and found not to be what the weights are for.
    expectEnd(cli({"extract", study, "--trust"}), 1, "does not fit its template");
    const ProgramResult seen = cli({"inspect", net, "--json"});
    EXPECT_NE(seen.out.find("\"trusted\": false"), std::string::npos) << seen.out;
}

TEST(CommandLineTrust, WhatProgramsPrintComesApartFromDataAndHarmless)
{
    const TemporaryFolder folder;
    const std::string net = folder / "net.pt";
    writeScriptedNet(net, "print(\"\\033[31mred\\033[0m\")\nreturn x.mean([2, 3])");
    writeSafetensors(folder / "in.safetensors", {{"input", {{1, 3, 1, 2}, {1, 1, 2, 2, 3, 3}}}});
    const ProgramResult result =
        cli({"logits", net, folder / "in.safetensors", "--trust", "--json"});
    ASSERT_EQ(result.exitCode, 0) << result.err;
    EXPECT_EQ(nlohmann::json::parse(result.out)["logits"][0], (nlohmann::json{1.0, 2.0, 3.0}));
    EXPECT_NE(result.err.find("?[31mred?[0m\n"), std::string::npos) << result.err;

    writeScriptedNet(net, "assert x.dim() == 9, \"\\033[31mred\"\nreturn x.mean([2, 3])");
    const ProgramResult failed = cli({"logits", net, folder / "in.safetensors", "--trust"});
    EXPECT_NE(failed.exitCode, 0) << failed.out;
    EXPECT_NE(failed.err.find("[31mred"), std::string::npos) << failed.err;
    EXPECT_EQ(failed.err.find('\x1B'), std::string::npos) << failed.err;
}

/// The child of `parent` in which programs run; 0 while there is none.
pid_t runnerOf(pid_t parent)
{
    const std::string of = std::to_string(parent);
    std::ifstream children("/proc/" + of + "/task/" + of + "/children");
    pid_t child = 0;
    children >> child;
    return child;
}

class EndlessProgram : public testing::TestWithParam<int>
{
};

TEST_P(EndlessProgram, EndsWithTheCommandThatIsStopped)
{
    const TemporaryFolder folder;
    const std::string path = folder / "study";
    Study study = makeSmallStudy(path);
    writeScriptedNet(path + "/checkpoints/endless.pt", kEndlessNet);
    study.lineages = {{.name = "endless",
                       .role = Role::Other,
                       .checkpoints = {{.epoch = 0, .weights = "checkpoints/endless.pt"}}}};
    writeStudy(path, study);
    Program running("palimpsest-cli", {"extract", path, "--trust"});
    while (runnerOf(running.pid()) == 0) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    const pid_t runner = runnerOf(running.pid());
    const auto begun = std::chrono::steady_clock::now();
    ::kill(running.pid(), GetParam());
    EXPECT_EQ(running.wait().exitCode, 128 + GetParam());
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::milliseconds(2500));
    EXPECT_FALSE(std::filesystem::exists(path + "/values"));
    // One that is just being started sees that nobody is there once its libraries are loaded.
    for (int look = 0; look < 500 && ::kill(runner, 0) == 0; ++look) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    EXPECT_NE(::kill(runner, 0), 0) << "nothing runs on behind the user's back";
}

INSTANTIATE_TEST_SUITE_P(Signals, EndlessProgram,
                         testing::Values(SIGINT, SIGTERM, SIGHUP, SIGKILL));

/// Programs see a state folder of their own while it lives.
class StateFolder
{
public:
    StateFolder() { ::setenv("XDG_STATE_HOME", m_folder.path().c_str(), 1); }
    ~StateFolder() { ::unsetenv("XDG_STATE_HOME"); }
    StateFolder(const StateFolder&) = delete;
    StateFolder& operator=(const StateFolder&) = delete;

private:
    TemporaryFolder m_folder;
};

TEST(CommandLineTrust, HonoursWhatTheUserHasAgreedToUntilItIsTakenBack)
{
    const StateFolder state;
    const TemporaryFolder folder;
    const std::string net = folder / "net.pt";
    writeScriptedNet(net, "return torch.stack([x.mean([1, 2, 3])] * 4, 1)");
    const std::string hash = sha256OfFile(net);
    const std::vector<std::string> bench = {"bench", net, "--n", "2", "--size", "8"};
    EXPECT_EQ(cli(bench).exitCode, 3);
    addTrusted(trustFile(), {agreedTo({.path = net, .sha256 = hash})});
    const ProgramResult agreed = cli(bench);
    EXPECT_EQ(agreed.exitCode, 0) << agreed.err;
    EXPECT_NE(agreed.err.find("that you have agreed to (1)"), std::string::npos) << agreed.err;

    const ProgramResult list = cli({"trust", "--list"});
    EXPECT_TRUE(list.out.starts_with(hash)) << list.out;
    EXPECT_NE(list.out.find(net), std::string::npos) << list.out;
    const ProgramResult asJson = cli({"trust", "--json"});
    EXPECT_NE(asJson.out.find("\"sha256\": \"" + hash + "\""), std::string::npos) << asJson.out;

    EXPECT_EQ(cli({"trust", "--forget", "nothing"}).exitCode, 3);
    for (const std::string& what : {hash, net, std::string("all")}) {
        addTrusted(trustFile(), {agreedTo({.path = net, .sha256 = hash})});
        EXPECT_EQ(cli({"trust", "--forget", what}).exitCode, 0);
        EXPECT_TRUE(readTrusted(trustFile()).empty()) << what;
    }
    EXPECT_EQ(cli(bench).exitCode, 3);
}

TEST(CommandLineTrust, SaysWhyAnswersAreNotUsed)
{
    const StateFolder state;
    const TemporaryFolder folder;
    const std::string net = folder / "net.pt";
    writeScriptedNet(net, "return torch.stack([x.mean([1, 2, 3])] * 4, 1)");
    addTrusted(trustFile(), {agreedTo({.path = net, .sha256 = sha256OfFile(net)})});
    std::filesystem::permissions(trustFile(), std::filesystem::perms(0666));
    const ProgramResult result = cli({"bench", net});
    EXPECT_EQ(result.exitCode, 3);
    EXPECT_NE(result.err.find("others may write it"), std::string::npos) << result.err;
}

} // namespace
} // namespace palimpsest

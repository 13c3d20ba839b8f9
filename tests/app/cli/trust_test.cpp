// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/program.h"
#include "support/scripted_net.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

TEST(CommandLineTrust, TorchScriptOfOthersRunsOnlyWhenItIsTrusted)
{
    const TemporaryFolder folder;
    const std::string study = folder / "study";
    makeSmallStudy(study);
    const std::string net = study + "/checkpoints/garment_net.pt";
    writeScriptedNet(net, "return torch.stack([x.mean([1, 2, 3])] * 4, 1)");
    const auto expectEnd = [](const std::vector<std::string>& command, int exitCode,
                              const std::string& message) {
        const ProgramResult result = runProgram("palimpsest-cli", command);
        EXPECT_EQ(result.exitCode, exitCode) << result.err;
        EXPECT_NE(result.err.find(message), std::string::npos) << result.err;
    };
    expectEnd({"extract", study}, 3, "which is a program");
    expectEnd({"extract", study, "--dry-run"}, 3, "which is a program");
    expectEnd({"bench", net, "--n", "3", "--size", "28", "--channels", "1"}, 3,
              "which is a program");
    EXPECT_FALSE(std::filesystem::exists(study + "/values"));
    // Now it is opened, and found not to be what the weights are for.
    expectEnd({"extract", study, "--trust"}, 1, "does not fit its template");
    const ProgramResult seen = runProgram("palimpsest-cli", {"inspect", net, "--json"});
    EXPECT_NE(seen.out.find("\"trusted\": false"), std::string::npos) << seen.out;
}

} // namespace
} // namespace palimpsest

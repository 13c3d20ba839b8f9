// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/study_file.h"
#include "support/program.h"
#include "support/scripted_net.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace palimpsest {
namespace {

using nlohmann::json;

/// A study with a run whose net has no finite answer to a picture of one colour.
class NotFinite : public testing::Test
{
protected:
    NotFinite() : m_path(m_folder / "study")
    {
        Study study = makeSmallStudy(m_path);
        std::filesystem::create_directories(m_folder / "study/nets");
        writeScriptedNet(m_folder / "study/nets/0.pt",
                         "m = torch.log(x.amax([1, 2, 3]) - x.amin([1, 2, 3]))\n"
                         "return torch.stack([m, -m, 0.5 * m, torch.zeros_like(m)], 1)");
        study.lineages.push_back({.name = "scripted",
                                  .role = Role::Other,
                                  .checkpoints = {{.epoch = 0, .weights = "nets/0.pt"}}});
        writeStudy(m_path, study);
    }

    TemporaryFolder m_folder;
    std::string m_path;
};

TEST_F(NotFinite, AreToldAlikeByExtractInspectAndAnalyse)
{
    const std::string said = " of 8 maskings without a number";
    const ProgramResult made = cli({"extract", m_path, "--trust", "--json"});
    EXPECT_EQ(made.exitCode, 1) << made.err;
    EXPECT_NE(made.err.find(said), std::string::npos) << made.err;
    const json result = json::parse(made.out);
    EXPECT_EQ(result["units_not_finite"], 2);
    EXPECT_EQ(result["units_failed"], 0);

    const ProgramResult again = cli({"extract", m_path, "--trust"});
    EXPECT_EQ(again.exitCode, 1);
    EXPECT_NE(again.err.find(said), std::string::npos) << again.err;
    EXPECT_NE(again.out.find("2 units have maskings without a number"), std::string::npos);

    const json study = json::parse(cli({"inspect", m_path, "--json"}).out);
    const json& scripted = study["lineages"].back();
    EXPECT_EQ(scripted["units"]["not_finite"], 2);
    ASSERT_EQ(scripted["problems"].size(), 2u);
    EXPECT_NE(scripted["problems"][0].get<std::string>().find(said), std::string::npos);

    const ProgramResult unit = cli({"inspect", m_path + "/values/scripted/0/pullover_1.h5"});
    EXPECT_NE(unit.out.find("problem: "), std::string::npos) << unit.out;
    EXPECT_NE(unit.out.find(said), std::string::npos) << unit.out;

    const ProgramResult analysis = cli({"analyse", m_path, "--target", "scripted"});
    EXPECT_EQ(analysis.exitCode, 3);
    EXPECT_NE(analysis.err.find(said), std::string::npos) << analysis.err;
}

} // namespace
} // namespace palimpsest

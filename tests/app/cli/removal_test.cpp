// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/files.h"
#include "core/study/study_file.h"
#include "support/folder_bytes.h"
#include "support/program.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace palimpsest {
namespace {

class RemovalCommands : public testing::Test
{
protected:
    RemovalCommands() : m_study(makeSmallStudy(m_folder.path())) {}

    ProgramResult run(std::vector<std::string> arguments) const
    {
        arguments.insert(arguments.begin() + 1, m_folder.path().string());
        return cli(arguments);
    }

    Study now() const { return readStudy(m_folder.path()); }

    TemporaryFolder m_folder;
    Study m_study;
};

TEST_F(RemovalCommands, RemoveAndPutBack)
{
    const std::string id = m_study.samples[0].id;
    const FolderBytes before = bytesBelow(m_folder.path());
    EXPECT_EQ(run({"remove", "--sample", id}).exitCode, 0);
    EXPECT_EQ(now().samples.size(), 1U);
    EXPECT_EQ(run({"remove", "--checkpoint", "scratch/4"}).exitCode, 0);
    const ProgramResult listed = run({"bin"});
    EXPECT_NE(listed.out.find("sample " + id), std::string::npos) << listed.out;
    EXPECT_NE(listed.out.find("checkpoint scratch/4"), std::string::npos) << listed.out;
    EXPECT_EQ(run({"bin", "--restore"}).exitCode, 0);
    EXPECT_EQ(now(), m_study) << "in the old order";
    FolderBytes after = bytesBelow(m_folder.path());
    after["study.json"] = before.at("study.json"); // the same study, perhaps in other words
    EXPECT_EQ(after, before);

    EXPECT_EQ(run({"remove", "--run", "scratch"}).exitCode, 0);
    EXPECT_EQ(run({"bin", "--empty"}).exitCode, 0);
    EXPECT_FALSE(std::filesystem::exists(m_folder / "bin"));
    EXPECT_EQ(now().lineages.size(), 2U);
}

TEST_F(RemovalCommands, WhatOthersWroteComesBackToo)
{
    const auto file = [&] {
        return nlohmann::json::parse(readFile(studyPath(m_folder.path()), 1 << 24));
    };
    nlohmann::json before = file();
    before["notes"] = "a colleague's";
    before["samples"][0]["source"] = "album 3";
    before["lineages"][2]["owner"] = "me";
    before["lineages"][2]["checkpoints"][1]["wandb"] = 17;
    writeFileAtomically(studyPath(m_folder.path()), before.dump());
    before = file();
    const std::string id = m_study.samples[0].id;
    const std::string epoch = std::to_string(m_study.lineages[2].checkpoints[1].epoch);
    ASSERT_EQ(run({"remove", "--sample", id}).exitCode, 0);
    ASSERT_EQ(run({"remove", "--checkpoint", "scratch/" + epoch}).exitCode, 0);
    ASSERT_EQ(run({"remove", "--run", "scratch"}).exitCode, 0);
    EXPECT_EQ(file().dump().find("album 3"), std::string::npos);
    ASSERT_EQ(run({"bin", "--restore"}).exitCode, 0);
    const nlohmann::json after = file();
    EXPECT_EQ(after["notes"], before["notes"]);
    EXPECT_EQ(after["samples"], before["samples"]);
    EXPECT_EQ(after["lineages"], before["lineages"]);
}

TEST_F(RemovalCommands, SaysHowToPutBack)
{
    const ProgramResult removed = run({"remove", "--run", "scratch"});
    EXPECT_NE(removed.out.find("`palimpsest-cli bin " + quoted(m_folder.path()) + " --restore`"),
              std::string::npos)
        << removed.out;
}

TEST_F(RemovalCommands, PutsBackWhatItCanAndTellsTheRest)
{
    const std::string id = m_study.samples[0].id;
    ASSERT_EQ(run({"remove", "--sample", id}).exitCode, 0);
    ASSERT_EQ(run({"remove", "--checkpoint", "scratch/4"}).exitCode, 0);
    ASSERT_EQ(run({"remove", "--run", "finetuned"}).exitCode, 0);
    ASSERT_EQ(run({"rename", "--sample", m_study.samples[1].id, "--to", id}).exitCode, 0);
    ASSERT_EQ(run({"rename", "--checkpoint", "scratch/0", "--to", "4"}).exitCode, 0);
    const ProgramResult restored = run({"bin", "--restore"});
    EXPECT_EQ(restored.exitCode, 3);
    EXPECT_NE(restored.err.find("Not put back: sample " + id), std::string::npos) << restored.err;
    EXPECT_NE(restored.err.find("Not put back: checkpoint scratch/4"), std::string::npos)
        << restored.err;
    EXPECT_NE(restored.out.find("Put back run finetuned"), std::string::npos) << restored.out;
    EXPECT_EQ(now().lineages.size(), m_study.lineages.size());
    EXPECT_NE(run({"bin"}).out.find("sample " + id), std::string::npos) << "it waits still";
}

TEST_F(RemovalCommands, PutsBackIntoARunThatWasRenamed)
{
    ASSERT_EQ(run({"remove", "--checkpoint", "finetuned/4"}).exitCode, 0);
    ASSERT_EQ(run({"rename", "--run", "finetuned", "--to", "warm"}).exitCode, 0);
    EXPECT_EQ(run({"bin", "--restore"}).exitCode, 0);
    Study expected = m_study;
    expected.lineages[1].name = "warm";
    EXPECT_EQ(now(), expected);
}

TEST_F(RemovalCommands, Rename)
{
    EXPECT_EQ(run({"rename", "--run", "finetuned", "--to", "warm"}).exitCode, 0);
    EXPECT_EQ(run({"rename", "--checkpoint", "warm/4", "--to", "5"}).exitCode, 0);
    EXPECT_EQ(now().lineages[1].name, "warm");
    EXPECT_EQ(now().lineages[1].checkpoints[1].epoch, 5);
    EXPECT_EQ(run({"rename", "--run", "warm", "--to", "scratch"}).exitCode, 3);
    EXPECT_EQ(run({"rename", "--checkpoint", "warm", "--to", "6"}).exitCode, 3);
    EXPECT_EQ(run({"rename", "--to", "6"}).exitCode, 2) << "of what?";
}

TEST_F(RemovalCommands, SetGivesRunsOtherRoles)
{
    const ProgramResult changed = run({"set", "--role", "scratch=other,finetuned=scratch"});
    EXPECT_EQ(changed.exitCode, 0) << changed.err;
    EXPECT_NE(changed.out.find("role          finetuned: finetuned → scratch\n"), std::string::npos)
        << changed.out;
    EXPECT_EQ(now(),
              withRole(withRole(m_study, "scratch", Role::Other), "finetuned", Role::Scratch));
    EXPECT_EQ(run({"set", "--role", "nobody=scratch"}).exitCode, 3);
    EXPECT_EQ(run({"set", "--role", "scratch=master"}).exitCode, 2);
    EXPECT_EQ(run({"set", "--role", "scratch=other,scratch=scratch"}).exitCode, 2);
}

} // namespace
} // namespace palimpsest

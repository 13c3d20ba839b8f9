// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the command line writes to, and what it leaves alone.

#include "core/base/files.h"
#include "core/study/value_unit.h"
#include "support/analysed_study.h"
#include "support/file_size_limit.h"
#include "support/folder_bytes.h"
#include "support/program.h"

#include <sys/stat.h>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

class Outputs : public AnalysedStudy
{
protected:
    Outputs()
    {
        writeFileAtomically(m_place / "mine", "mine");
        fs::create_symlink(m_place / "mine", m_place / "link");
        fs::create_symlink("nowhere", m_place / "dangling");
        fs::create_directory(m_place / "folder");
        ::mkfifo((m_place / "pipe").c_str(), 0600);
    }

    /// The command that writes `out`, of every kind.
    std::vector<std::vector<std::string>> commands(const std::string& out) const
    {
        const std::string study = m_folder.path().string();
        return {{"export", study, out},
                {"export", study, "--csv", out},
                {"figure", study, "--kind", "orders", "--out", out},
                {"new", out, "--classes", "a,b"},
                {"demo", out},
                {"demo", "--text", out}};
    }

    void expectRefused(const std::vector<std::string>& command, const std::string& path) const
    {
        const FolderBytes before = bytesBelow(m_place.path());
        const ProgramResult result = cli(command);
        EXPECT_EQ(result.exitCode, 4) << command[0] << " " << path << "\n"
                                      << result.out << result.err;
        EXPECT_NE(result.err.find(path), std::string::npos) << result.err;
        EXPECT_EQ(bytesBelow(m_place.path()), before);
    }

    const TemporaryFolder m_place;
};

TEST_F(Outputs, DevicesPipesAndLinksAreLeftAlone)
{
    struct stat before = {};
    ::stat("/dev/full", &before);
    std::vector<std::string> others = {"/dev/full", m_place / "pipe", m_place / "link",
                                       m_place / "dangling"};
    for (const std::string& out : others) {
        for (const auto& command : commands(out)) {
            expectRefused(command, out);
        }
    }
    struct stat after = {};
    ASSERT_EQ(::stat("/dev/full", &after), 0);
    EXPECT_TRUE(S_ISCHR(after.st_mode));
    EXPECT_EQ(after.st_ino, before.st_ino);
    EXPECT_TRUE(fs::is_symlink(m_place / "link"));
    EXPECT_TRUE(fs::is_symlink(m_place / "dangling"));
    EXPECT_TRUE(fs::is_fifo(m_place / "pipe"));
}

TEST_F(Outputs, GoIntoFoldersThatAreThere)
{
    for (const auto& command : commands(m_place / "none/out")) {
        expectRefused(command, m_place / "none");
    }
    EXPECT_FALSE(fs::exists(m_place / "none"));
    const std::string study = m_folder.path().string();
    expectRefused({"export", study, m_place / "folder"}, m_place / "folder");
    expectRefused({"export", study, "--csv", m_place / "mine"}, m_place / "mine");
    expectRefused({"demo", m_place / "folder"}, m_place / "folder");
    expectRefused({"new", m_place / "mine", "--classes", "a,b"}, m_place / "mine");

    const ProgramResult made = cli({"export", study, "--csv", m_place / "tables"});
    EXPECT_EQ(made.exitCode, 0) << made.err;
    EXPECT_NE(made.out.find("tables, a new folder: curve.csv"), std::string::npos) << made.out;
    EXPECT_TRUE(fs::exists(m_place / "tables/pairs.csv"));
}

TEST_F(Outputs, LinksInAStudyAreNamedByThoseWhoDoNotFollowThem)
{
    const std::string study = m_folder.path().string();
    fs::remove_all(m_folder / "values/scratch");
    for (const char* inside : {"values/scratch", "plans.json", "hashes.json"}) {
        fs::create_symlink(m_place / "folder", m_folder / inside);
    }
    const ProgramResult inspected = cli({"inspect", study});
    const ProgramResult analysed = cli({"analyse", study});
    EXPECT_EQ(inspected.exitCode, 0) << inspected.err;
    EXPECT_EQ(analysed.exitCode, 0) << analysed.err;
    for (const std::string& text : {inspected.out, analysed.err}) {
        for (const char* inside : {"values/scratch", "plans.json", "hashes.json"}) {
            EXPECT_NE(text.find((m_folder / inside).string() + "\" is a symbolic link"),
                      std::string::npos)
                << text;
        }
    }
}

TEST_F(Outputs, ALimitOnTheSizeOfFilesIsAFullDisk)
{
    const std::string study = m_folder.path().string();
    writeFileAtomically(m_place / "old.h5", "old");
    const FolderBytes before = bytesBelow(m_place.path());
    const FolderBytes studyBefore = bytesBelow(m_folder.path());
    const FileSizeLimit limit(2048); // enough for what is said
    for (const std::vector<std::string>& command : std::vector<std::vector<std::string>>{
             {"export", study, m_place / "old.h5"},
             {"export", study, "--csv", m_place / "folder"},
             {"figure", study, "--kind", "knowledge", "--out", m_place / "figure.pdf"},
             {"set", study, "--tau", "0.2"},
             {"pack", study}}) {
        const ProgramResult result = cli(command);
        EXPECT_EQ(result.exitCode, 4) << command[0] << ": " << result.out << result.err;
        EXPECT_NE(result.err.find("limit on the size of files (ulimit -f)"), std::string::npos)
            << command[0] << ": " << result.err;
        EXPECT_EQ(bytesBelow(m_place.path()), before) << command[0];
        EXPECT_EQ(bytesBelow(m_folder.path()), studyBefore) << command[0];
    }
}

TEST_F(Outputs, ADemoThatDoesNotFitSaysWhichFileAndLeavesNothing)
{
    const FolderBytes before = bytesBelow(m_place.path());
    const FileSizeLimit limit(51'200); // less than a checkpoint
    const ProgramResult result = cli({"demo", m_place / "demo"});
    EXPECT_EQ(result.exitCode, 4) << result.out;
    for (const std::string& said : {(m_place / "demo").string() + "\", and nothing is left there",
                                    std::string("/checkpoints/"), std::string("(ulimit -f)")}) {
        EXPECT_NE(result.err.find(said), std::string::npos) << said << ": " << result.err;
    }
    EXPECT_EQ(bytesBelow(m_place.path()), before);
}

} // namespace
} // namespace palimpsest

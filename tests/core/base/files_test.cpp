// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "support/expect_error.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace palimpsest {
namespace {

std::size_t entriesIn(const std::filesystem::path& folder)
{
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

TEST(Files, WhatIsWrittenReadsBack)
{
    const TemporaryFolder folder;
    const std::string bytes("a\0b\xFF", 4);
    writeFileAtomically(folder / "new/deep/file", bytes);
    EXPECT_EQ(readFile(folder / "new/deep/file", 100), bytes);
    writeFileAtomically(folder / "new/deep/file", "shorter");
    EXPECT_EQ(readFile(folder / "new/deep/file", 100), "shorter");
    EXPECT_EQ(entriesIn(folder / "new/deep"), 1u);
}

TEST(Files, ACopyIsWholeReplacesAndCanBeWrittenTo)
{
    const TemporaryFolder folder;
    writeFileAtomically(folder / "from", "bytes");
    std::filesystem::permissions(folder / "from", std::filesystem::perms::owner_read);
    writeFileAtomically(folder / "new/to", "something longer");
    copyFileAtomically(folder / "from", folder / "new/to");
    EXPECT_EQ(readFile(folder / "new/to", 100), "bytes");
    EXPECT_EQ(entriesIn(folder / "new"), 1u);
    const auto permissions = std::filesystem::status(folder / "new/to").permissions();
    EXPECT_NE(permissions & std::filesystem::perms::owner_write, std::filesystem::perms::none);
    expectError<BadFile>([&] { copyFileAtomically(folder / "none", folder / "new/to"); }, "none");
    EXPECT_EQ(readFile(folder / "new/to", 100), "bytes");
}

TEST(Files, MissingAndOversizedFilesAreNamed)
{
    const TemporaryFolder folder;
    expectError<BadFile>([&] { readFile(folder / "none", 10); }, "none");
    writeFileAtomically(folder / "big", std::string(11, 'x'));
    expectError<BadFile>([&] { readFile(folder / "big", 10); }, "11 bytes");
}

TEST(Files, AFolderInTheWayIsNotWritable)
{
    const TemporaryFolder folder;
    std::filesystem::create_directory(folder / "taken");
    expectError<NotWritable>([&] { writeFileAtomically(folder / "taken", "x"); }, "taken");
    EXPECT_EQ(entriesIn(folder.path()), 1u);
}

// A limit on the file size makes the write itself fail, as a full disk does.
TEST(Files, AFailedWriteLeavesTheOldFileAndNothingElse)
{
    const TemporaryFolder folder;
    writeFileAtomically(folder / "file", "old");
    const pid_t child = ::fork();
    if (child == 0) {
        ::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{.rlim_cur = 1000, .rlim_max = 1000};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        try {
            writeFileAtomically(folder / "file", std::string(5000, 'x'));
            ::_exit(1);
        } catch (const NotWritable&) {
            ::_exit(0);
        }
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(WEXITSTATUS(status), 0);
    EXPECT_EQ(readFile(folder / "file", 100), "old");
    EXPECT_EQ(entriesIn(folder.path()), 1u);
}

TEST(Files, PiecesBecomeOneFileOrNone)
{
    const TemporaryFolder folder;
    writePiecesAtomically(folder / "a", [](const ByteSink& write) {
        write("one ");
        write("two");
    });
    EXPECT_EQ(readFile(folder / "a", 100), "one two");
    EXPECT_THROW(writePiecesAtomically(folder / "a",
                                       [](const ByteSink& write) {
                                           write("three");
                                           throw BadFile("no more");
                                       }),
                 BadFile);
    EXPECT_EQ(readFile(folder / "a", 100), "one two");
    removeFile(folder / "a");
    removeFile(folder / "a");
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(Files, WhatCannotBeLookedAtIsNotTakenForMissing)
{
    const TemporaryFolder folder;
    EXPECT_FALSE(stands(folder / "none"));
    EXPECT_FALSE(stands(folder / "none/below"));
    EXPECT_TRUE(stands(folder.path()));
    expectError<BadFile>([&] { stands(folder / std::string(300, 'x')); }, "Cannot look at");
    expectError<BadFile>([&] { entriesOf(folder / "none"); }, "Cannot list");
    writeFileAtomically(folder / "b", "");
    writeFileAtomically(folder / "a", "");
    EXPECT_EQ(entriesOf(folder.path()),
              (std::vector<std::filesystem::path>{folder / "a", folder / "b"}));
}

} // namespace
} // namespace palimpsest

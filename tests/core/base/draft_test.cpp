// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/draft.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "support/expect_error.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <set>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

std::set<std::string> namesIn(const fs::path& folder)
{
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) {
        names.insert(entry.path().filename().string());
    }
    return names;
}

/// A draft of `path` that a killed process leaves.
void leaveDraft(const fs::path& path)
{
    const pid_t child = ::fork();
    if (child == 0) {
        const Draft draft(path);
        draft.write("half of it");
        ::raise(SIGKILL);
    }
    ::waitpid(child, nullptr, 0);
}

TEST(DraftTest, HasANameOfItsOwnEveryTime)
{
    const TemporaryFolder folder;
    std::set<std::string> names;
    for (int i = 0; i < 20; ++i) {
        const Draft draft(folder / "file");
        const auto now = namesIn(folder.path());
        ASSERT_EQ(now.size(), 1U);
        EXPECT_EQ(now.begin()->find(std::to_string(::getpid())), std::string::npos);
        names.insert(*now.begin());
    }
    EXPECT_EQ(names.size(), 20U);
    EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(DraftTest, OfAKilledProgramIsSweptAndNoOther)
{
    const TemporaryFolder folder;
    leaveDraft(folder / "file.json");
    leaveDraft(folder / "other");
    const pid_t gone = ::fork();
    if (gone == 0) {
        ::_exit(0);
    }
    ::waitpid(gone, nullptr, 0);
    // Earlier versions named drafts after their process.
    writeFileAtomically(folder / ("file.json." + std::to_string(gone) + ".part"), "left");
    const std::set<std::string> kept = {"file.json." + std::to_string(::getpid()) + ".part",
                                        "file.json.part", "film." + std::to_string(gone) + ".part",
                                        "notes.my.part", "film.2024.mp4"};
    for (const std::string& name : kept) {
        writeFileAtomically(folder / name, "mine");
    }
    fs::create_symlink(folder / "film.2024.mp4", folder / "file.json.0123456789abcdef.part");

    sweepDraftsOf(folder / "file.json");
    EXPECT_EQ(namesIn(folder.path()).size(), kept.size() + 2); // the link and the draft of "other"
    const Draft living(folder / "file.json");
    sweepDrafts(folder.path());
    auto names = namesIn(folder.path());
    for (const std::string& name : kept) {
        EXPECT_EQ(names.erase(name), 1U) << name;
    }
    EXPECT_EQ(names.erase("file.json.0123456789abcdef.part"), 1U);
    EXPECT_EQ(names.size(), 1U); // the living one
}

TEST(DraftTest, OfALivingProcessIsNotSwept)
{
    const TemporaryFolder folder;
    int ready[2];
    ASSERT_EQ(::pipe(ready), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        const Draft draft(folder / "file");
        EXPECT_EQ(::write(ready[1], "x", 1), 1);
        ::pause();
    }
    char byte = 0;
    ASSERT_EQ(::read(ready[0], &byte, 1), 1);
    sweepDrafts(folder.path());
    EXPECT_EQ(namesIn(folder.path()).size(), 1U);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    sweepDrafts(folder.path());
    EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(DraftTest, TakesThePlaceOfFilesAlone)
{
    const TemporaryFolder folder;
    writeFileAtomically(folder / "outside", "mine");
    fs::create_symlink(folder / "outside", folder / "link");
    fs::create_symlink("nowhere", folder / "dangling");
    fs::create_directory(folder / "folder");
    ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
    const auto before = namesIn(folder.path());
    const auto refuses = [&](const fs::path& path, const std::string& why) {
        expectError<NotWritable>([&] { writeFileAtomically(path, "x"); }, why);
    };
    refuses(folder / "link", "is a symbolic link to \"" + (folder / "outside").string() + "\"");
    refuses(folder / "dangling", "is a symbolic link to \"nowhere\"");
    refuses(folder / "folder", "a folder");
    refuses(folder / "folder/", "a folder");
    refuses(folder / "pipe", "a pipe");
    refuses("/dev/full", "a device");
    EXPECT_EQ(namesIn(folder.path()), before);
    EXPECT_EQ(readFile(folder / "outside", 100), "mine");
}

TEST(DraftTest, LetsInWhomTheFormerFileLetIn)
{
    const TemporaryFolder folder;
    writeFileAtomically(folder / "secret", "a");
    ASSERT_EQ(::chmod((folder / "secret").c_str(), 0600), 0);
    writeFileAtomically(folder / "secret", "b");
    EXPECT_EQ(fs::status(folder / "secret").permissions(),
              fs::perms::owner_read | fs::perms::owner_write);
}

TEST(DraftTest, IsNotWrittenThroughLinksBelowARoot)
{
    const TemporaryFolder outside;
    const TemporaryFolder root;
    fs::create_directory_symlink(outside.path(), root / "values");
    fs::create_directory_symlink(outside.path(), outside / "again");
    const auto refuses = [&](const fs::path& path) {
        expectError<NotWritable>([&] { writeFileAtomically(path, "x", root.path()); },
                                 (root / "values").string() + "\" is a symbolic link to \"" +
                                     outside.path().string());
    };
    refuses(root / "values/a");
    refuses(root / "values/new/deep/a");
    refuses(root / "values/again/a");
    expectError<NotWritable>([&] { writeFileAtomically(root / "../a", "x", root.path()); },
                             "outside");
    EXPECT_EQ(namesIn(outside.path()), std::set<std::string>{"again"});
    writeFileAtomically(root / "parts/new/a", "x", root.path());
    EXPECT_EQ(readFile(root / "parts/new/a", 10), "x");

    // The root itself is the user's to choose.
    fs::create_directory_symlink(root.path(), outside / "study");
    writeFileAtomically(outside / "study/parts/b", "x", outside / "study");
    EXPECT_EQ(readFile(root / "parts/b", 10), "x");
}

} // namespace
} // namespace palimpsest

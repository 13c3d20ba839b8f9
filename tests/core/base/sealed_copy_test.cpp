// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/sealed_copy.h"
#include "core/base/sha256.h"
#include "support/expect_error.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <fstream>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace palimpsest {
namespace {

TEST(SealedCopy, KeepsTheBytesWhateverBecomesOfTheFile)
{
    const TemporaryFolder folder;
    const std::string bytes(5'000'000, 'x');
    writeFileAtomically(folder / "file", bytes);
    const SealedCopy copy(folder / "file");
    std::fstream(folder / "file", std::ios::in | std::ios::out) << "another";
    EXPECT_NE(readFile(folder / "file", 1 << 24), bytes);
    EXPECT_EQ(readFile(copy.place(), 1 << 24), bytes);
    EXPECT_EQ(copy.sha256(), sha256(bytes));
}

TEST(SealedCopy, CannotBeWrittenByAnybody)
{
    const TemporaryFolder folder;
    writeFileAtomically(folder / "file", "some bytes");
    const SealedCopy copy(folder / "file");
    EXPECT_LT(::pwrite(copy.descriptor(), "y", 1, 0), 0);
    EXPECT_NE(::ftruncate(copy.descriptor(), 0), 0);
    EXPECT_EQ(::mmap(nullptr, 1, PROT_WRITE, MAP_SHARED, copy.descriptor(), 0), MAP_FAILED);
    const int other = ::open(copy.place().c_str(), O_RDWR);
    EXPECT_LT(::write(other, "y", 1), 0);
    ::close(other);
}

TEST(SealedCopy, IsMadeOfFilesAlone)
{
    const TemporaryFolder folder;
    ::mkfifo((folder / "pipe").c_str(), 0600);
    expectError<BadFile>([&] { SealedCopy(folder / "pipe"); }, "and no file");
    expectError<BadFile>([] { SealedCopy("/dev/zero"); }, "and no file");
    expectError<BadFile>([&] { SealedCopy(folder / "none"); }, "none");
    const int ordinary = ::open((folder / "x").c_str(), O_CREAT | O_RDWR, 0600);
    expectError<BadFile>([&] { SealedCopy::received(ordinary); }, "could still be changed");
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/files.h"
#include "core/base/sha256.h"
#include "core/study/file_hashes.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <thread>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

class FileHashesTest : public testing::Test
{
protected:
    FileHashesTest() { writeFileAtomically(weights(), "weights"); }

    fs::path weights() const { return m_folder / "weights.bin"; }
    fs::path stored() const { return m_folder / "hashes.json"; }

    /// A second opening of the same study.
    std::string hashAgain() const { return FileHashes(m_folder.path()).of(weights()); }

    /// Saves the hash as soon as the file's times lie far enough back to be trusted.
    void remember()
    {
        while (!fs::exists(stored())) {
            FileHashes hashes(m_folder.path(), std::chrono::milliseconds(20));
            hashes.of(weights());
            hashes.save();
            std::this_thread::yield();
        }
    }

    /// Makes the stored hash a wrong one, which shows whether it is believed.
    void forge()
    {
        std::string text = readFile(stored(), 1 << 20);
        text.replace(text.find(sha256("weights")), kSha256Digits, std::string(kSha256Digits, 'f'));
        writeFileAtomically(stored(), text);
    }

    const TemporaryFolder m_folder;
    const std::string m_forged = std::string(kSha256Digits, 'f');
};

TEST_F(FileHashesTest, OfAFolderFollowWhatMakesTheModel)
{
    const fs::path folder = m_folder / "checkpoint-500";
    const auto hash = [&] { return FileHashes(m_folder.path()).of(folder); };
    writeFileAtomically(folder / "config.json", "{}");
    writeFileAtomically(folder / "model.safetensors", "weights");
    const std::string first = hash();
    EXPECT_EQ(first.size(), kSha256Digits);
    writeFileAtomically(folder / "training_args.bin", "of the training");
    EXPECT_EQ(hash(), first);
    writeFileAtomically(folder / "config.json", "{ }");
    const std::string second = hash();
    EXPECT_NE(second, first);
    fs::rename(folder / "model.safetensors", folder / "model-1.safetensors");
    EXPECT_NE(hash(), second);
}

TEST_F(FileHashesTest, AreBelievedUntilTheFileChanges)
{
    EXPECT_EQ(hashAgain(), sha256("weights"));
    EXPECT_FALSE(fs::exists(stored())); // looking writes nothing
    remember();
    forge();
    EXPECT_EQ(hashAgain(), m_forged);

    // The same size and the same mtime, but not the same ctime.
    struct stat status
    {
    };
    ASSERT_EQ(::stat(weights().c_str(), &status), 0);
    {
        const int file = ::open(weights().c_str(), O_WRONLY);
        ASSERT_EQ(::pwrite(file, "WEIGHTS", 7, 0), 7);
        const timespec times[] = {status.st_atim, status.st_mtim};
        ASSERT_EQ(::futimens(file, times), 0);
        ::close(file);
    }
    EXPECT_EQ(hashAgain(), sha256("WEIGHTS"));
}

TEST_F(FileHashesTest, AnotherFileOfThatNameIsReadAgain)
{
    remember();
    forge();
    fs::copy_file(weights(), m_folder / "copy");
    fs::last_write_time(m_folder / "copy", fs::last_write_time(weights()));
    fs::rename(m_folder / "copy", weights());
    EXPECT_EQ(hashAgain(), sha256("weights"));
}

TEST_F(FileHashesTest, OfFilesJustWrittenAreNotRemembered)
{
    FileHashes hashes(m_folder.path(), std::chrono::hours(1));
    hashes.of(weights());
    hashes.save();
    EXPECT_FALSE(fs::exists(stored()));
}

TEST_F(FileHashesTest, DoWithoutADamagedFile)
{
    for (const char* text : {"", "[]", "{\"format\": 1}", "{\"format\": 9, \"files\": {}}",
                             "{\"format\": 1, \"files\": {\"weights.bin\": {\"size\": \"x\"}}}"}) {
        writeFileAtomically(stored(), text);
        EXPECT_EQ(hashAgain(), sha256("weights")) << text;
    }
}

} // namespace
} // namespace palimpsest

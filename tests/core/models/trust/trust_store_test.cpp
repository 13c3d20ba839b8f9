// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/models/trust/trust_store.h"
#include "support/expect_error.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

std::string hashOfDigit(char digit)
{
    return std::string(64, digit);
}

class TrustStore : public testing::Test
{
protected:
    fs::path file() const { return m_folder / "state/trusted.json"; }

    const TemporaryFolder m_folder;
    const TrustedFile m_net{
        .sha256 = hashOfDigit('a'), .path = "/nets/größe.pt", .size = 12, .agreed = 1'795'000'000};
    const TrustedFile m_other{.sha256 = hashOfDigit('b')};
};

TEST_F(TrustStore, RemembersAndForgets)
{
    EXPECT_TRUE(readTrusted(file()).empty());
    addTrusted(file(), {m_net});
    addTrusted(file(), {m_other, m_net}); // who is there already stays as it is
    EXPECT_EQ(readTrusted(file()), (std::vector{m_net, m_other}));
    removeTrusted(file(), {m_net.sha256});
    EXPECT_EQ(readTrusted(file()), std::vector{m_other});
}

TEST_F(TrustStore, IsTheUsersAlone)
{
    ::umask(0);
    addTrusted(file(), {m_net});
    ::umask(022);
    struct stat status = {};
    ASSERT_EQ(::stat(file().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600U);
    ASSERT_EQ(::stat(file().parent_path().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0700U);
}

TEST_F(TrustStore, RefusesWhatOthersCouldHavePutThere)
{
    addTrusted(file(), {m_net});
    const auto expectRefused = [&](const char* why) {
        expectError<BadFile>([&] { readTrusted(file()); }, why);
        expectError<BadFile>([&] { addTrusted(file(), {m_other}); }, why);
        expectError<BadFile>([&] { removeTrusted(file(), {m_net.sha256}); }, why);
    };
    fs::permissions(file(), fs::perms(0620));
    expectRefused("others may write it");
    fs::permissions(file(), fs::perms(0602));
    expectRefused("others may write it");
    fs::permissions(file(), fs::perms(0600));
    fs::permissions(file().parent_path(), fs::perms(0777));
    expectRefused("everybody may write its folder");
    fs::permissions(file().parent_path(), fs::perms(0700));
    fs::rename(file(), m_folder / "elsewhere.json");
    fs::create_symlink(m_folder / "elsewhere.json", file());
    expectRefused("a link");
    fs::remove(file());
    ASSERT_EQ(::mkfifo(file().c_str(), 0600), 0);
    expectRefused("a device");
    fs::remove(file());
    fs::create_directory(file());
    expectRefused("a folder");
    EXPECT_TRUE(fs::exists(m_folder / "elsewhere.json"));
}

TEST_F(TrustStore, RefusesTheFileOfAnotherUser)
{
    if (::geteuid() != 0) {
        GTEST_SKIP() << "only root can give files away";
    }
    addTrusted(file(), {m_net});
    ASSERT_EQ(::chown(file().c_str(), 65534, 65534), 0);
    expectError<BadFile>([&] { readTrusted(file()); }, "belongs to another user");
    ASSERT_EQ(::chown(file().c_str(), 0, 0), 0);
    ASSERT_EQ(::chown(file().parent_path().c_str(), 65534, 65534), 0);
    expectError<BadFile>([&] { readTrusted(file()); }, "folder belongs to another user");
}

TEST_F(TrustStore, SetsADamagedFileAside)
{
    int number = 0;
    for (const char* damaged :
         {"", "{", "[]", "{\"format\": 1}", "{\"format\": 1, \"trusted\": [{}]}",
          "{\"format\": 1, \"trusted\": [{\"sha256\": \"everything\"}]}",
          "{\"format\": 1, \"trusted\": [{\"sha256\": 3}]}"}) {
        writeFileAtomically(file(), damaged);
        EXPECT_THROW(readTrusted(file()), BadFile) << damaged;
        addTrusted(file(), {m_net});
        EXPECT_EQ(readTrusted(file()), std::vector{m_net}) << damaged;
        ++number;
        const std::string name =
            number == 1 ? "trusted.json.damaged" : "trusted.json.damaged-" + std::to_string(number);
        EXPECT_EQ(readFile(file().parent_path() / name, 1000), damaged);
    }
}

TEST_F(TrustStore, KeepsWhatANewerVersionWrote)
{
    const std::string newer = "{\"format\": 1000, \"trusted\": []}";
    addTrusted(file(), {m_net});
    writeFileAtomically(file(), newer);
    expectError<BadFile>([&] { addTrusted(file(), {m_net}); }, "newer version");
    EXPECT_EQ(readFile(file(), 1000), newer);
}

TEST_F(TrustStore, LosesNoAnswerOfTwoThatComeTogether)
{
    const auto addAll = [&](char first) {
        for (char digit = first; digit <= '9'; digit = static_cast<char>(digit + 2)) {
            addTrusted(file(), {{.sha256 = hashOfDigit(digit)}});
        }
    };
    std::thread even(addAll, '0');
    addAll('1');
    even.join();
    EXPECT_EQ(readTrusted(file()).size(), 10U);
}

TEST_F(TrustStore, LiesInNoFolderThatOneMerelyStandsIn)
{
    const char* before = std::getenv("XDG_STATE_HOME");
    const std::string kept = before == nullptr ? "" : before;
    ::setenv("XDG_STATE_HOME", ".", 1);
    EXPECT_TRUE(trustFile().is_absolute()) << trustFile();
    ::setenv("XDG_STATE_HOME", "/somewhere", 1);
    EXPECT_EQ(trustFile(), "/somewhere/palimpsest/trusted.json");
    before == nullptr ? ::unsetenv("XDG_STATE_HOME") : ::setenv("XDG_STATE_HOME", kept.c_str(), 1);
}

} // namespace
} // namespace palimpsest

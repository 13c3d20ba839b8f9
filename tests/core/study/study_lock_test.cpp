// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/files.h"
#include "core/study/study_lock.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <atomic>
#include <ctime>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

class StudyLockTest : public testing::Test
{
protected:
    fs::path file() const { return m_folder / kStudyLockName; }

    /// What a lock of this process holds, to be altered.
    json ownEntry() const
    {
        const StudyLock lock(m_folder.path());
        return json::parse(readFile(file(), 4096));
    }

    void leave(const json& entry) const { writeFileAtomically(file(), entry.dump()); }

    LockState state() const { return lookAtLock(m_folder.path()).state; }

    /// Why the lock cannot be had.
    std::string refusal(StudyLock::Silence silence = StudyLock::Silence::Respected) const
    {
        try {
            const StudyLock lock(m_folder.path(), silence);
        } catch (const StudyInUse& error) {
            return error.what();
        }
        return {};
    }

    const TemporaryFolder m_folder;
};

/// A moment as locks write it, `seconds` ago.
std::string ago(int seconds)
{
    const std::time_t time = std::time(nullptr) - seconds;
    char text[32];
    return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", ::gmtime(&time))};
}

/// A process that takes the lock and is killed with it.
pid_t killedHolder(const fs::path& folder)
{
    const pid_t process = ::fork();
    if (process == 0) {
        const StudyLock lock(folder);
        ::raise(SIGKILL);
    }
    ::waitpid(process, nullptr, 0);
    return process;
}

TEST_F(StudyLockTest, OneHasItAndTheOtherLearnsWho)
{
    std::optional<StudyLock> first(std::in_place, m_folder.path());
    EXPECT_TRUE(first->isHeld());
    EXPECT_EQ(state(), LockState::Held);
    EXPECT_NE(
        refusal().find("core_tests (process " + std::to_string(::getpid()) + " on this computer)"),
        std::string::npos)
        << refusal();
    first.reset();
    EXPECT_EQ(state(), LockState::Free);
    EXPECT_FALSE(fs::exists(file()));
    EXPECT_EQ(refusal(), "");
}

TEST_F(StudyLockTest, LookingChangesNothing)
{
    EXPECT_EQ(state(), LockState::Free);
    EXPECT_TRUE(fs::is_empty(m_folder.path()));
}

TEST_F(StudyLockTest, OfAProcessThatWasKilledIsTakenOverAndSaid)
{
    const pid_t killed = killedHolder(m_folder.path());
    EXPECT_EQ(state(), LockState::Abandoned);
    const StudyLock lock(m_folder.path());
    EXPECT_TRUE(lock.isHeld());
    EXPECT_NE(lock.predecessor().find(std::to_string(killed)), std::string::npos);
    EXPECT_EQ(lookAtLock(m_folder.path()).editor->process.process, ::getpid());
}

TEST_F(StudyLockTest, OfALivingProcessIsNeverTakenOverEvenWithoutLocksOfTheFileSystem)
{
    leave(ownEntry()); // nobody has this file open
    EXPECT_EQ(state(), LockState::Held);
    EXPECT_NE(refusal(StudyLock::Silence::TakenOver), "");
}

TEST_F(StudyLockTest, AProcessThatStartedLaterUnderTheSameNumberIsAnother)
{
    json entry = ownEntry();
    entry["started"] = entry["started"].get<std::int64_t>() - 1;
    leave(entry);
    EXPECT_EQ(state(), LockState::Abandoned);
}

TEST_F(StudyLockTest, OfAnotherComputerIsTakenOverOnlyWhenSilentAndOnlyWhenAPersonSaysSo)
{
    json entry = ownEntry();
    entry["host"] = "elsewhere";
    entry["pid"] = 999'999'999;
    entry["renewed"] = ago(50);
    leave(entry);
    EXPECT_EQ(state(), LockState::Held);
    EXPECT_NE(refusal(StudyLock::Silence::TakenOver).find("elsewhere"), std::string::npos);
    entry["renewed"] = ago(70);
    leave(entry);
    EXPECT_EQ(state(), LockState::Silent);
    EXPECT_NE(refusal().find("last seen"), std::string::npos);
    EXPECT_EQ(refusal(StudyLock::Silence::TakenOver), "");
}

TEST_F(StudyLockTest, AComputerOfTheSameNameIsAnotherOne)
{
    json entry = ownEntry();
    entry["boot_id"] = "another start of the kernel";
    entry["pid"] = 999'999'999;
    leave(entry);
    EXPECT_EQ(state(), LockState::Held);
}

TEST_F(StudyLockTest, WhoeverWasTakenOverLearnsItAndLeavesTheNewLock)
{
    std::optional<StudyLock> first(std::in_place, m_folder.path());
    fs::remove(file());
    const StudyLock second(m_folder.path());
    EXPECT_FALSE(first->isHeld());
    first.reset();
    EXPECT_TRUE(second.isHeld());
}

TEST_F(StudyLockTest, WhatIsNoFileIsNeitherFollowedNorReplaced)
{
    fs::create_symlink(m_folder / "target", file());
    EXPECT_EQ(state(), LockState::Unusable);
    EXPECT_NE(refusal(StudyLock::Silence::TakenOver).find("no ordinary file"), std::string::npos);
    EXPECT_FALSE(fs::exists(m_folder / "target"));
    EXPECT_TRUE(fs::is_symlink(file()));
    fs::remove(file());
    ASSERT_EQ(::mkfifo(file().c_str(), 0600), 0);
    EXPECT_EQ(state(), LockState::Unusable);
}

TEST_F(StudyLockTest, ADamagedOneIsNamed)
{
    for (const char* text : {"", "{\"host\": \"a", "[]", "{\"host\": 3}"}) {
        writeFileAtomically(file(), text);
        EXPECT_EQ(state(), LockState::Held) << "it may be in the making";
        EXPECT_NE(refusal().find("damaged"), std::string::npos);
        fs::last_write_time(file(), fs::file_time_type::clock::now() - std::chrono::minutes(2));
        EXPECT_EQ(state(), LockState::Silent);
        EXPECT_EQ(refusal(StudyLock::Silence::TakenOver), "");
    }
}

TEST_F(StudyLockTest, ManyWhoWantAnAbandonedOneGetItOneAfterTheOther)
{
    constexpr int kThreads = 8;
    constexpr int kRounds = 20;
    std::atomic<int> holders = 0;
    std::atomic<int> most = 0;
    std::atomic<int> had = 0;
    for (int round = 0; round < kRounds; ++round) {
        killedHolder(m_folder.path());
        std::vector<std::thread> threads;
        for (int i = 0; i < kThreads; ++i) {
            threads.emplace_back([&] {
                try {
                    const StudyLock lock(m_folder.path());
                    most = std::max(most.load(), ++holders);
                    std::this_thread::yield();
                    --holders;
                    ++had;
                } catch (const StudyInUse&) {
                    return;
                }
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
    }
    EXPECT_EQ(most, 1);
    EXPECT_GE(had, kRounds);
}

} // namespace
} // namespace palimpsest

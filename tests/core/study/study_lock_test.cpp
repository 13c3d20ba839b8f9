// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/files.h"
#include "core/study/study_lock.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <chrono>
#include <ctime>
#include <fstream>
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

    /// Leaves a lock that was made where it stands and that nobody has open.
    void leave(json entry) const
    {
        leaveCopy(entry);
        struct stat status
        {
        };
        ASSERT_EQ(::stat(file().c_str(), &status), 0);
        entry["device"] = status.st_dev;
        entry["inode"] = status.st_ino;
        std::ofstream(file()) << entry.dump(); // in place
    }

    /// Leaves it as it comes with a copy of a study.
    void leaveCopy(const json& entry) const { writeFileAtomically(file(), entry.dump()); }

    /// A lock of another computer.
    json entryFromElsewhere() const
    {
        json entry = ownEntry();
        entry["host"] = "elsewhere";
        entry["pid"] = 999'999'999;
        return entry;
    }

    LockState state() const { return lookAtLock(m_folder.path()).state; }
    std::string sentence() const { return lookAtLock(m_folder.path()).sentence; }

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
    json entry = ownEntry();
    for (const std::int64_t started : {entry["started"].get<std::int64_t>(), std::int64_t(0)}) {
        entry["started"] = started; // 0 where the system does not tell
        leave(entry);
        EXPECT_EQ(state(), LockState::Held);
        EXPECT_NE(refusal(StudyLock::Silence::TakenOver).find("Delete "), std::string::npos)
            << "nothing else helps where the number of the process is another's by now";
    }
}

TEST_F(StudyLockTest, ThatItsEditorHasOpenIsNotToBeDeleted)
{
    const StudyLock lock(m_folder.path());
    EXPECT_EQ(sentence().find("Delete"), std::string::npos) << sentence();
}

TEST_F(StudyLockTest, ACopyOfAStudyThatIsEditedMayBeEditedToo)
{
    const StudyLock original(m_folder.path());
    const TemporaryFolder copy;
    fs::copy_file(file(), copy / kStudyLockName);
    const LockReport report = lookAtLock(copy.path());
    EXPECT_EQ(report.state, LockState::Abandoned);
    EXPECT_NE(report.sentence.find("is a copy"), std::string::npos) << report.sentence;
    const StudyLock ofCopy(copy.path());
    EXPECT_TRUE(ofCopy.isHeld());
    EXPECT_EQ(ofCopy.predecessor(), report.sentence);
    EXPECT_TRUE(original.isHeld());
    EXPECT_EQ(state(), LockState::Held);
}

TEST_F(StudyLockTest, OfOlderProgramsACopyCannotBeTold)
{
    json entry = ownEntry();
    entry.erase("device");
    entry.erase("inode");
    leaveCopy(entry);
    EXPECT_EQ(state(), LockState::Held);
}

TEST_F(StudyLockTest, AStudyThatWasMovedIsStillEdited)
{
    const StudyLock lock(m_folder.path());
    const TemporaryFolder other;
    fs::rename(file(), other / kStudyLockName);
    EXPECT_EQ(lookAtLock(other.path()).state, LockState::Held);
    fs::rename(other / kStudyLockName, file());
}

TEST_F(StudyLockTest, AProcessThatStartedLaterUnderTheSameNumberIsAnother)
{
    json entry = ownEntry();
    entry["started"] = entry["started"].get<std::int64_t>() - 1;
    leave(entry);
    EXPECT_EQ(state(), LockState::Abandoned);
}

TEST_F(StudyLockTest, OfAnotherComputerIsTakenOverOnlyWhenAPersonSaysSo)
{
    json entry = entryFromElsewhere();
    for (const int age : {0, 70, -70}) { // whatever the clock there says
        entry["renewed"] = ago(age);
        leave(entry);
        EXPECT_EQ(state(), LockState::Held) << age;
        EXPECT_NE(refusal().find("elsewhere, last seen"), std::string::npos) << refusal();
        EXPECT_NE(refusal().find("by its own clock"), std::string::npos);
        EXPECT_NE(refusal().find("Delete "), std::string::npos);
    }
    EXPECT_EQ(refusal(StudyLock::Silence::TakenOver), "");
}

TEST_F(StudyLockTest, AnotherComputerIsSilentAfterAMinuteWithoutASignOfLifeAsSeenFromHere)
{
    LockWatch::Clock::time_point now;
    LockWatch watch(m_folder.path(), [&] { return now; });
    const auto stateAfter = [&](int seconds) {
        now += std::chrono::seconds(seconds);
        return watch.look().state;
    };
    EXPECT_EQ(stateAfter(1000), LockState::Free);
    json entry = entryFromElsewhere();
    entry["renewed"] = ago(3600); // its clock is slow
    leave(entry);
    const LockReport first = watch.look();
    EXPECT_EQ(first.state, LockState::Held);
    EXPECT_EQ(stateAfter(59), LockState::Held);
    entry["renewed"] = ago(3541);
    leave(entry);
    EXPECT_EQ(watch.look().sentence, first.sentence) << "nothing new is to be said";
    EXPECT_EQ(stateAfter(59), LockState::Held);
    EXPECT_EQ(stateAfter(1), LockState::Silent);
    EXPECT_NE(watch.look().sentence.find("last seen"), std::string::npos);
    entry["renewed"] = ago(0);
    leave(entry);
    EXPECT_EQ(stateAfter(2), LockState::Held) << "it was only away";
}

TEST_F(StudyLockTest, OfThisComputerIsNotSilentHoweverLongItIsWatched)
{
    LockWatch::Clock::time_point now;
    LockWatch watch(m_folder.path(), [&] { return now; });
    const StudyLock lock(m_folder.path());
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(watch.look().state, LockState::Held);
        now += std::chrono::seconds(61);
    }
}

TEST_F(StudyLockTest, WhatOthersWroteIsFitForATerminal)
{
    json entry = entryFromElsewhere();
    entry["program"] = "\x1b[31mred\x7f\u009b" + std::string(300, 'x');
    entry["host"] = "a\nb" + std::string(70, 'y');
    entry["since"] = "then\r\n" + std::string(70, 'z');
    leave(entry);
    for (const std::string& text : {sentence(), refusal()}) {
        EXPECT_TRUE(
            std::ranges::none_of(text, [](unsigned char c) { return std::iscntrl(c) != 0; }));
        EXPECT_EQ(text.find("\u009b"), std::string::npos);
        for (const char c : {'x', 'y', 'z'}) {
            EXPECT_EQ(text.find(std::string(61, c)), std::string::npos) << text;
        }
        EXPECT_NE(text.find("red"), std::string::npos);
    }
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
        LockWatch::Clock::time_point now;
        LockWatch watch(m_folder.path(), [&] { return now; });
        writeFileAtomically(file(), text);
        EXPECT_EQ(watch.look().state, LockState::Held) << "it may be in the making";
        EXPECT_NE(refusal().find("damaged"), std::string::npos);
        now += std::chrono::minutes(1);
        EXPECT_EQ(watch.look().state, LockState::Silent);
        EXPECT_EQ(refusal(StudyLock::Silence::TakenOver), "");
    }
}

TEST_F(StudyLockTest, WhoseProcessIsNoIntegerIsDamaged)
{
    json entry = ownEntry();
    for (const json& process : {json(1.5), json("1"), json(true), json(std::uint64_t(-1))}) {
        entry["pid"] = process;
        leave(entry);
        EXPECT_NE(sentence().find("damaged"), std::string::npos) << process;
        EXPECT_EQ(state(), LockState::Held);
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

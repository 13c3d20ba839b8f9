// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/editing_process.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <sys/stat.h>

namespace palimpsest {

/// Name of the file that says who edits a study, in the study's folder.
inline constexpr const char* kStudyLockName = "study.lock";

/// A file of this computer, whatever it is called.
struct FileIdentity
{
    std::int64_t device = 0;
    std::int64_t inode = 0;

    bool operator==(const FileIdentity&) const = default;
};

FileIdentity identityOf(const struct stat& status);

/// Who edits a study, as its study.lock says. What is read from one is fit for messages but for the
/// host's name, which is compared.
struct StudyEditor
{
    EditingProcess process;
    std::string program;
    std::string since;                ///< UTC, "2026-11-28T20:34:00Z"
    std::string renewed;              ///< last sign of life, in the same form
    std::optional<FileIdentity> lock; ///< which file the lock was when it was made

    bool operator==(const StudyEditor&) const = default;
};

/// As study.lock has it.
std::string lockText(const StudyEditor& editor);

/// A moment as study.lock has it.
std::string utcNow();

enum class LockState {
    Free,
    Held,
    Abandoned, ///< its process on this computer is gone, or never edited this copy of the study
    Silent,    ///< without a sign of life for a minute: may be taken over when a person says so
    Unusable,  ///< no file, so neither followed nor replaced
};

/// What study.lock says.
struct LockReport
{
    LockState state = LockState::Free;
    std::optional<StudyEditor> editor; ///< none when it is free or cannot be read
    std::string sentence;              ///< who edits, or what is wrong; empty when it is free

    bool operator==(const LockReport&) const = default;
};

/// What is known of the signs of life in a lock. Clocks of other computers say nothing.
enum class Watched {
    Once,     ///< so nothing
    Changing, ///< as of late: it has changed within the last minute, or was not watched for one
    Still,    ///< it has not changed for a minute
};

/// A lock that is open for looking at. Nothing is followed and nothing waited for.
class StandingLock
{
public:
    explicit StandingLock(std::filesystem::path path);
    ~StandingLock();
    StandingLock(const StandingLock&) = delete;
    StandingLock& operator=(const StandingLock&) = delete;

    bool isOpened() const { return m_file >= 0; }

    /// Keeps others from taking it over as long as this lives; false while another does.
    bool lockAlone() const;

    /// Whether it still stands where it was opened.
    bool stands() const;

    LockReport report(Watched watched) const;

    /// Another one after each sign of life.
    std::string stamp() const;

private:
    std::string text() const;
    bool isForeign() const;
    bool isOpenElsewhere() const;
    bool isCopy(const StudyEditor& editor) const;
    std::string ifGone() const;
    LockReport damaged(Watched watched) const;
    LockReport reportOf(const StudyEditor& editor, Watched watched) const;

    std::filesystem::path m_path;
    int m_file;
    int m_error = 0;
    struct stat m_status
    {
    };
};

/// Looks once at FOLDER/study.lock without changing anything: what another computer has locked is
/// held.
LockReport lookAtLock(const std::filesystem::path& folder);

/// Looks at FOLDER/study.lock again and again, so that it is seen when another computer gives no
/// sign of life for a minute of this computer's time.
class LockWatch
{
public:
    using Clock = std::chrono::steady_clock;

    explicit LockWatch(const std::filesystem::path& folder,
                       std::function<Clock::time_point()> now = Clock::now);

    LockReport look();

private:
    std::filesystem::path m_path;
    std::function<Clock::time_point()> m_now;
    std::string m_stamp;
    Clock::time_point m_since; ///< when the stamp was first seen
};

} // namespace palimpsest

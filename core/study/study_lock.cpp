// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/study_lock.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/study/own_files.h"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::seconds kRenewal{10};

[[noreturn]] void throwNotLockable(const fs::path& path, int error)
{
    const bool isFull = error == ENOSPC || error == EDQUOT;
    throw NotWritable(
        "The study can only be looked at: " + quoted(path) + " cannot be written (" +
        std::strerror(error) + "). " +
        (isFull ? "Make room there." : "Work on a copy of it, or make its folder writable."));
}

std::optional<FileIdentity> identityOfOpened(int file)
{
    struct stat status
    {
    };
    return ::fstat(file, &status) == 0 ? std::optional(identityOf(status)) : std::nullopt;
}

} // namespace

StudyLock::StudyLock(const fs::path& folder, Silence silence)
    : m_path(fs::absolute(folder) / kStudyLockName), m_self{.process = thisProcess(),
                                                            .program =
                                                                program_invocation_short_name,
                                                            .since = utcNow(),
                                                            .renewed = {},
                                                            .lock = {}}
{
    take(silence);
    sweepEdits(folder); // which nobody else makes now
    try {
        m_renewal = std::thread([this] { keepRenewing(); });
    } catch (const std::system_error& error) {
        ::unlink(m_path.c_str());
        ::close(m_file);
        throw NotWritable("There is no room for the thread that keeps " + quoted(m_path) +
                          " fresh (" + error.what() + "). Close other programs.");
    }
}

StudyLock::~StudyLock()
{
    {
        const std::lock_guard guard(m_mutex);
        m_isEnding = true;
    }
    m_ending.notify_all();
    m_renewal.join();
    if (isHeld()) {
        ::unlink(m_path.c_str());
    }
    ::close(m_file);
}

void StudyLock::take(Silence silence)
{
    constexpr int kAttempts = 100; // others come and go at the same time
    constexpr std::chrono::milliseconds kPause{5};
    std::string obstacle;
    for (int i = 0; i < kAttempts && m_file < 0; ++i) {
        m_file = ::open(m_path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
        if (m_file < 0 && errno != EEXIST) {
            throwNotLockable(m_path, errno);
        }
        if (m_file < 0 && !removeAbandoned(silence, obstacle)) {
            std::this_thread::sleep_for(kPause);
        }
    }
    if (m_file < 0) {
        throw StudyInUse(obstacle);
    }
    try {
        // Those who look at it hold it for a moment at most; some file systems have no such locks.
        ::flock(m_file, LOCK_EX);
        m_self.lock = identityOfOpened(m_file);
        write();
    } catch (...) {
        ::unlink(m_path.c_str());
        ::close(m_file);
        throw;
    }
}

/// Removes the lock of an editor that is gone. Whoever removes one has it locked and sees that it
/// still stands, so that none is removed that was made meanwhile. False when that must be tried
/// again, for which `obstacle` says the reason.
bool StudyLock::removeAbandoned(Silence silence, std::string& obstacle)
{
    const StandingLock standing(m_path);
    const bool isTakenOver = silence == Silence::TakenOver;
    const LockReport report = standing.report(isTakenOver ? Watched::Still : Watched::Once);
    if (report.state == LockState::Free) {
        return true;
    }
    obstacle = report.sentence;
    const bool isBeingMade = report.state == LockState::Held && !report.editor;
    if (isBeingMade || (standing.isOpened() && !standing.stands())) {
        return false;
    }
    if (report.state != LockState::Abandoned &&
        (report.state != LockState::Silent || !isTakenOver)) {
        throw StudyInUse(report.sentence);
    }
    if (!standing.lockAlone() || !standing.stands()) {
        return false;
    }
    if (::unlink(m_path.c_str()) != 0) {
        throwNotLockable(m_path, errno);
    }
    m_predecessor = report.sentence;
    return true;
}

void StudyLock::write()
{
    m_self.renewed = utcNow(); // of one length, so that the rest stays in place
    const std::string text = lockText(m_self);
    const ssize_t count = ::pwrite(m_file, text.data(), text.size(), 0);
    if (count != static_cast<ssize_t>(text.size())) {
        throwNotLockable(m_path, count < 0 ? errno : ENOSPC);
    }
}

bool StudyLock::isHeld() const
{
    struct stat standing
    {
    };
    if (::lstat(m_path.c_str(), &standing) != 0) {
        // A folder that is away for a while has taken the lock along, and brings it back.
        std::error_code status;
        return errno != ENOENT || !fs::exists(m_path.parent_path(), status);
    }
    return identityOfOpened(m_file) == identityOf(standing);
}

void StudyLock::keepRenewing()
{
    std::unique_lock lock(m_mutex);
    while (!m_ending.wait_for(lock, kRenewal, [this] { return m_isEnding; })) {
        try {
            write();
        } catch (const NotWritable&) {
            continue; // the next time there may be room again
        }
    }
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/study_lock.h"

#include "core/base/files.h"
#include "core/base/json.h"
#include "core/study/own_files.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace palimpsest {

namespace fs = std::filesystem;
using json = nlohmann::ordered_json;

namespace {

constexpr std::chrono::seconds kRenewal{10};
constexpr double kLongestSilence = 60.0; // seconds
constexpr std::size_t kLargestLock = 4096;
constexpr const char* kTimeFormat = "%Y-%m-%dT%H:%M:%SZ";

std::string utc(std::time_t time)
{
    std::tm parts{};
    ::gmtime_r(&time, &parts);
    std::array<char, 32> text{};
    return {text.data(), std::strftime(text.data(), text.size(), kTimeFormat, &parts)};
}

std::optional<std::time_t> timeFrom(const std::string& utc)
{
    std::tm parts{};
    const char* end = ::strptime(utc.c_str(), kTimeFormat, &parts);
    return end != nullptr && *end == '\0' ? std::optional(::timegm(&parts)) : std::nullopt;
}

/// As people here read a clock.
std::string localTime(const std::string& utc)
{
    const auto time = timeFrom(utc);
    std::tm parts{};
    if (!time || ::localtime_r(&*time, &parts) == nullptr) {
        return utc;
    }
    std::array<char, 32> text{};
    return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M", &parts)};
}

json toJson(const StudyEditor& editor)
{
    return {{"host", editor.process.host},   {"boot_id", editor.process.boot},
            {"pid", editor.process.process}, {"started", editor.process.started},
            {"program", editor.program},     {"since", editor.since},
            {"renewed", editor.renewed}};
}

/// None when the text is damaged.
std::optional<StudyEditor> editorFrom(const std::string& text)
{
    try {
        const json value = parseJson(text, kStudyLockName);
        StudyEditor editor{.process = {.host = value.at("host"),
                                       .boot = value.at("boot_id"),
                                       .process = value.at("pid"),
                                       .started = value.at("started")},
                           .program = value.at("program"),
                           .since = value.at("since"),
                           .renewed = value.at("renewed")};
        return timeFrom(editor.renewed) ? std::optional(editor) : std::nullopt;
    } catch (const Error&) {
        return std::nullopt;
    } catch (const json::exception&) {
        return std::nullopt;
    }
}

/// A lock that is open for looking at. Nothing is followed and nothing waited for.
class StandingLock
{
public:
    explicit StandingLock(const fs::path& path)
        : m_path(path), m_file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC))
    {
        if (m_file < 0 || ::fstat(m_file, &m_status) != 0) {
            m_error = errno;
        }
    }
    ~StandingLock()
    {
        if (m_file >= 0) {
            ::close(m_file); // which also ends what flock has locked
        }
    }
    StandingLock(const StandingLock&) = delete;
    StandingLock& operator=(const StandingLock&) = delete;

    bool isThere() const { return m_error != ENOENT; }
    bool isOpened() const { return m_file >= 0; }

    /// Whether its editor holds the file open; file systems without such locks say no.
    bool isOpenElsewhere() const
    {
        return ::flock(m_file, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    }

    /// Keeps others from taking it over as long as this lives; false while another does.
    bool lockAlone() const
    {
        return ::flock(m_file, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;
    }

    /// Whether it still stands where it was opened.
    bool stands() const
    {
        struct stat now
        {
        };
        return ::lstat(m_path.c_str(), &now) == 0 && now.st_ino == m_status.st_ino &&
               now.st_dev == m_status.st_dev;
    }

    LockReport report() const
    {
        if (!isThere()) {
            return {};
        }
        if (m_error == ELOOP || (m_error == 0 && !S_ISREG(m_status.st_mode))) {
            return {.state = LockState::Unusable,
                    .editor = {},
                    .sentence = quoted(m_path) + " is no ordinary file, so nobody can note there " +
                                "who edits the study. Remove it."};
        }
        if (m_error != 0) {
            return {.state = LockState::Unusable,
                    .editor = {},
                    .sentence =
                        "Cannot read " + quoted(m_path) + ": " + std::strerror(m_error) + "."};
        }
        const auto editor = editorFrom(text());
        return editor ? reportOf(*editor) : damaged();
    }

private:
    std::string text() const
    {
        std::array<char, kLargestLock> bytes{};
        const ssize_t count = ::pread(m_file, bytes.data(), bytes.size(), 0);
        return {bytes.data(), static_cast<std::size_t>(std::max<ssize_t>(count, 0))};
    }

    bool isForeign() const { return m_status.st_uid != ::geteuid(); }

    std::string ifGone() const
    {
        return " Delete " + quoted(m_path) + " if that is gone for good.";
    }

    LockReport damaged() const
    {
        const double age = std::difftime(std::time(nullptr), m_status.st_mtime);
        return {.state = age > kLongestSilence && !isOpenElsewhere() ? LockState::Silent
                                                                     : LockState::Held,
                .editor = {},
                .sentence = quoted(m_path) + " is damaged, so it does not say who edits the " +
                            "study. Delete it if nobody does."};
    }

    LockReport reportOf(const StudyEditor& editor) const
    {
        const bool isHere = isOnThisComputer(editor.process);
        std::string who = editor.program + " (process " + std::to_string(editor.process.process) +
                          (isHere ? " on this computer" : " on " + editor.process.host) +
                          (isForeign() ? ", of another user" : "");
        LockReport result{.state = LockState::Held, .editor = editor, .sentence = {}};
        if (isOpenElsewhere()) {
            result.state = LockState::Held;
        } else if (isHere && isGone(editor.process)) {
            result.state = isForeign() ? LockState::Silent : LockState::Abandoned;
        } else if (!isHere) {
            const double silence =
                std::difftime(std::time(nullptr), timeFrom(editor.renewed).value_or(0));
            result.state =
                std::abs(silence) > kLongestSilence ? LockState::Silent : LockState::Held;
        }
        if (result.state == LockState::Silent) {
            who += ", last seen " + localTime(editor.renewed);
        }
        const std::string since = " since " + localTime(editor.since);
        result.sentence =
            result.state == LockState::Abandoned
                ? "The study was edited by " + who + ")" + since + ", which has ended."
                : "The study is edited by " + who + ")" + since + "." +
                      (result.state == LockState::Silent ? ifGone() : "");
        return result;
    }

    fs::path m_path;
    int m_file;
    int m_error = 0;
    struct stat m_status
    {
    };
};

[[noreturn]] void throwNotLockable(const fs::path& path, int error)
{
    throw NotWritable("The study can only be looked at: " + quoted(path) + " cannot be written (" +
                      std::strerror(error) +
                      "). Work on a copy of it, or make its folder writable.");
}

} // namespace

LockReport lookAtLock(const fs::path& folder)
{
    const fs::path path = folder / kStudyLockName;
    return StandingLock(path).report();
}

StudyLock::StudyLock(const fs::path& folder, Silence silence)
    : m_path(fs::absolute(folder) / kStudyLockName), m_self{.process = thisProcess(),
                                                            .program =
                                                                program_invocation_short_name,
                                                            .since = utc(std::time(nullptr)),
                                                            .renewed = {}}
{
    take(silence);
    sweepEdits(folder); // which nobody else makes now
    m_renewal = std::thread([this] { keepRenewing(); });
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
    const LockReport report = standing.report();
    if (report.state == LockState::Free) {
        return true;
    }
    obstacle = report.sentence;
    const bool isBeingMade = report.state == LockState::Held && !report.editor;
    if (isBeingMade || (standing.isOpened() && !standing.stands())) {
        return false;
    }
    if (report.state != LockState::Abandoned &&
        (report.state != LockState::Silent || silence == Silence::Respected)) {
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
    m_self.renewed = utc(std::time(nullptr)); // of one length, so that the rest stays in place
    const std::string text =
        toJson(m_self).dump(2, ' ', false, json::error_handler_t::replace) + "\n";
    const ssize_t count = ::pwrite(m_file, text.data(), text.size(), 0);
    if (count != static_cast<ssize_t>(text.size())) {
        throwNotLockable(m_path, count < 0 ? errno : ENOSPC);
    }
}

bool StudyLock::isHeld() const
{
    struct stat own
    {
    };
    struct stat standing
    {
    };
    return ::fstat(m_file, &own) == 0 && ::lstat(m_path.c_str(), &standing) == 0 &&
           own.st_ino == standing.st_ino && own.st_dev == standing.st_dev;
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

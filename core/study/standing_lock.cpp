// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/standing_lock.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/utf8.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;
using json = nlohmann::ordered_json;

namespace {

constexpr std::chrono::seconds kLongestSilence{60};
constexpr std::size_t kLargestLock = 4096;
constexpr const char* kTimeFormat = "%Y-%m-%dT%H:%M:%SZ";

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

/// What somebody else wrote, fit for a terminal and a line: no control characters, also none of
/// those beyond ASCII, and not too long.
std::string fitForMessages(const std::string& text)
{
    constexpr std::size_t kMaxCharacters = 60;
    const std::string valid = shown(text);
    std::string fit;
    std::size_t count = 0;
    for (std::size_t i = 0; i < valid.size(); ++i) {
        const auto byte = static_cast<unsigned char>(valid[i]);
        if (byte == 0xC2 && static_cast<unsigned char>(valid[i + 1]) < 0xA0) {
            ++i;
        } else if (byte != 0x7F) {
            count += (byte & 0xC0) != 0x80 ? 1 : 0;
            if (count > kMaxCharacters) {
                return fit + "…";
            }
            fit += valid[i];
        }
    }
    return fit;
}

std::int64_t integerAt(const nlohmann::json& value, const char* key)
{
    const nlohmann::json& number = value.at(key);
    if (!number.is_number_integer() ||
        (number.is_number_unsigned() &&
         !std::in_range<std::int64_t>(number.get<std::uint64_t>()))) {
        throw BadFile(std::string(key) + " is no integer.");
    }
    return number;
}

/// None when the text is damaged.
std::optional<StudyEditor> editorFrom(const std::string& text)
{
    try {
        const nlohmann::json value = parseJson(text, kStudyLockName);
        StudyEditor editor{.process = {.host = value.at("host"),
                                       .boot = value.at("boot_id"),
                                       .process = integerAt(value, "pid"),
                                       .started = integerAt(value, "started")},
                           .program = fitForMessages(value.at("program")),
                           .since = fitForMessages(value.at("since")),
                           .renewed = value.at("renewed"),
                           .lock = {}};
        if (value.contains("inode")) { // older programs note none
            editor.lock = {.device = integerAt(value, "device"),
                           .inode = integerAt(value, "inode")};
        }
        return timeFrom(editor.renewed) ? std::optional(editor) : std::nullopt;
    } catch (const Error&) {
        return std::nullopt;
    } catch (const json::exception&) {
        return std::nullopt;
    }
}

} // namespace

FileIdentity identityOf(const struct stat& status)
{
    return {.device = static_cast<std::int64_t>(status.st_dev),
            .inode = static_cast<std::int64_t>(status.st_ino)};
}

std::string utcNow()
{
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    ::gmtime_r(&now, &parts);
    std::array<char, 32> text{};
    return {text.data(), std::strftime(text.data(), text.size(), kTimeFormat, &parts)};
}

std::string lockText(const StudyEditor& editor)
{
    json value = {{"host", editor.process.host},   {"boot_id", editor.process.boot},
                  {"pid", editor.process.process}, {"started", editor.process.started},
                  {"program", editor.program},     {"since", editor.since},
                  {"renewed", editor.renewed}};
    if (editor.lock) {
        value["device"] = editor.lock->device;
        value["inode"] = editor.lock->inode;
    }
    return value.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

StandingLock::StandingLock(fs::path path)
    : m_path(std::move(path)),
      m_file(::open(m_path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC))
{
    if (m_file < 0 || ::fstat(m_file, &m_status) != 0) {
        m_error = errno;
    }
}

StandingLock::~StandingLock()
{
    if (m_file >= 0) {
        ::close(m_file); // which also ends what flock has locked
    }
}

/// Whether its editor holds the file open; file systems without such locks say no.
bool StandingLock::isOpenElsewhere() const
{
    return ::flock(m_file, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

bool StandingLock::lockAlone() const
{
    return ::flock(m_file, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;
}

bool StandingLock::stands() const
{
    struct stat now
    {
    };
    return ::lstat(m_path.c_str(), &now) == 0 && identityOf(now) == identityOf(m_status);
}

/// Whether it came here with a copy of the study: it is another file than the one that was made,
/// and the file system, which knows locks, says that nobody holds it.
bool StandingLock::isCopy(const StudyEditor& editor) const
{
    return editor.lock && *editor.lock != identityOf(m_status) &&
           ::flock(m_file, LOCK_SH | LOCK_NB) == 0;
}

bool StandingLock::isForeign() const
{
    return m_status.st_uid != ::geteuid();
}

std::string StandingLock::text() const
{
    std::array<char, kLargestLock> bytes{};
    const ssize_t count = ::pread(m_file, bytes.data(), bytes.size(), 0);
    return {bytes.data(), static_cast<std::size_t>(std::max<ssize_t>(count, 0))};
}

std::string StandingLock::stamp() const
{
    if (!isOpened()) {
        return {};
    }
    return std::to_string(m_status.st_dev) + ' ' + std::to_string(m_status.st_ino) + ' ' +
           std::to_string(m_status.st_mtim.tv_sec) + ' ' +
           std::to_string(m_status.st_mtim.tv_nsec) + ' ' + text();
}

LockReport StandingLock::report(Watched watched) const
{
    if (m_error == ENOENT) {
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
                .sentence = "Cannot read " + quoted(m_path) + ": " + std::strerror(m_error) + "."};
    }
    const auto editor = editorFrom(text());
    return editor ? reportOf(*editor, watched) : damaged(watched);
}

std::string StandingLock::ifGone() const
{
    return " Delete " + quoted(m_path) + " if that is gone for good.";
}

LockReport StandingLock::damaged(Watched watched) const
{
    return {.state = watched == Watched::Still && !isOpenElsewhere() ? LockState::Silent
                                                                     : LockState::Held,
            .editor = {},
            .sentence = quoted(m_path) + " is damaged, so it does not say who edits the " +
                        "study. Delete it if nobody does."};
}

LockReport StandingLock::reportOf(const StudyEditor& editor, Watched watched) const
{
    const bool isHere = isOnThisComputer(editor.process);
    const std::string who =
        editor.program + " (process " + std::to_string(editor.process.process) +
        (isHere ? " on this computer" : " on " + fitForMessages(editor.process.host)) +
        (isForeign() ? ", of another user" : "");
    const std::string since = " since " + localTime(editor.since);
    const std::string isEdited = "The study is edited by " + who;
    const std::string lastSeen = ", last seen " + localTime(editor.renewed);
    if (isOpenElsewhere()) {
        return {LockState::Held, editor, isEdited + ")" + since + "."};
    }
    if (isHere && isGone(editor.process)) {
        return isForeign() ? LockReport{LockState::Silent, editor,
                                        isEdited + lastSeen + ")" + since + "." + ifGone()}
                           : LockReport{LockState::Abandoned, editor,
                                        "The study was edited by " + who + ")" + since +
                                            ", which has ended."};
    }
    if (isHere && isCopy(editor)) {
        return {LockState::Abandoned, editor,
                "The study is a copy that was made while " + who + ") edited it" + since +
                    ", and nobody edits the copy."};
    }
    if (isHere) {
        return {LockState::Held, editor, isEdited + ")" + since + "." + ifGone()};
    }
    if (watched == Watched::Changing) {
        return {LockState::Held, editor, isEdited + ")" + since + "."};
    }
    return {watched == Watched::Still ? LockState::Silent : LockState::Held, editor,
            isEdited + lastSeen + " by its own clock)" + since + "." + ifGone()};
}

LockReport lookAtLock(const fs::path& folder)
{
    return StandingLock(folder / kStudyLockName).report(Watched::Once);
}

LockWatch::LockWatch(const fs::path& folder, std::function<Clock::time_point()> now)
    : m_path(folder / kStudyLockName), m_now(std::move(now))
{
}

LockReport LockWatch::look()
{
    const StandingLock standing(m_path);
    const Clock::time_point now = m_now();
    if (std::string stamp = standing.stamp(); stamp != m_stamp) {
        m_stamp = std::move(stamp);
        m_since = now;
    }
    return standing.report(now - m_since >= kLongestSilence ? Watched::Still : Watched::Changing);
}

} // namespace palimpsest

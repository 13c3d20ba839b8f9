// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/draft.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/folders.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kEnding = ".part";
constexpr std::size_t kRandomDigits = 16;

/// Sixteen hexadecimal digits that nobody can foresee; none when the system has no such numbers.
std::optional<std::string> randomDigits()
{
    std::uint64_t number = 0;
    if (::getrandom(&number, sizeof(number), 0) != sizeof(number)) {
        return std::nullopt;
    }
    std::array<char, kRandomDigits> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, 16).ptr;
    const std::string text(digits.data(), end);
    return std::string(kRandomDigits - text.size(), '0') + text;
}

/// Whether there is a process of this number, of whomever.
bool isRunning(pid_t process)
{
    return ::kill(process, 0) == 0 || errno != ESRCH;
}

/// What stands between the name of a file and the ending of its draft; empty for any other name.
std::string markOf(const std::string& draft)
{
    if (!draft.ends_with(kEnding)) {
        return {};
    }
    const std::string stem = draft.substr(0, draft.size() - kEnding.size());
    const std::size_t dot = stem.rfind('.');
    const bool isMarked = dot != std::string::npos && dot > 0 &&
                          stem.find_first_not_of("0123456789abcdef", dot + 1) == std::string::npos;
    return isMarked ? stem.substr(dot + 1) : std::string();
}

/// Whether a file is the draft of a program that is gone, as far as its name tells.
bool seemsLeft(const std::string& name)
{
    const std::string mark = markOf(name);
    if (mark.size() == kRandomDigits) {
        return true;
    }
    // Earlier versions marked drafts with the number of their process and did not lock them. That
    // alone could be anybody's "film.2024.part".
    constexpr auto kOldKinds =
        std::to_array<std::string_view>({".json", ".h5", ".unfinished", ".png", ".safetensors"});
    const std::string file = name.substr(0, name.size() - mark.size() - kEnding.size() - 1);
    pid_t process = 0;
    const auto [end, error] = std::from_chars(mark.data(), mark.data() + mark.size(), process);
    return error == std::errc() && end == mark.data() + mark.size() && !isRunning(process) &&
           std::ranges::any_of(kOldKinds, [&](auto kind) { return file.ends_with(kind); });
}

/// Removes a draft unless somebody holds its lock.
void removeUnlocked(const fs::path& path)
{
    const Descriptor file(::open(path.c_str(), O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    struct stat status = {};
    if (file.isOpen() && ::fstat(file.get(), &status) == 0 && S_ISREG(status.st_mode) &&
        ::flock(file.get(), LOCK_EX | LOCK_NB) == 0) {
        ::unlink(path.c_str());
    }
}

void sweep(const fs::path& folder, const std::string& start)
{
    std::vector<fs::path> left;
    std::error_code status;
    for (fs::directory_iterator at(folder, status), end; !status && at != end;
         at.increment(status)) {
        const std::string name = at->path().filename().string();
        if (name.starts_with(start) && seemsLeft(name)) {
            left.push_back(at->path());
        }
    }
    std::ranges::for_each(left, removeUnlocked);
}

} // namespace

Draft::Draft(fs::path path, const fs::path& root)
    : m_path(std::move(path)), m_folder(openFolderOf(m_path, root))
{
    requireReplaceable(m_folder, m_path);
    constexpr int kTries = 8; // a name may be taken, or swept before it is locked
    for (int i = 0; !isMade(); ++i) {
        if (i == kTries) {
            refuse(EBUSY);
        }
    }
}

bool Draft::isMade()
{
    const auto digits = randomDigits();
    if (!digits) {
        refuse(errno);
    }
    std::string name = m_path.filename().string() + "." + *digits + std::string(kEnding);
    constexpr int kNew = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    Descriptor file(::openat(m_folder.get(), name.c_str(), kNew, 0644));
    if (!file.isOpen() && errno != EEXIST) {
        refuse(errno);
    }
    struct stat status = {};
    if (!file.isOpen() ||
        // Where locks are unknown nobody sweeps either.
        (::flock(file.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) ||
        (::fstat(file.get(), &status) == 0 && status.st_nlink == 0)) {
        return false;
    }
    m_file = std::move(file);
    m_name = std::move(name);
    return true;
}

Draft::~Draft()
{
    if (!m_name.empty()) {
        ::unlinkat(m_folder.get(), m_name.c_str(), 0);
    }
}

void Draft::write(std::string_view bytes) const
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(m_file.get(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            refuse(written < 0 ? errno : ENOSPC);
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

/// Whoever could read what is replaced can read what replaces it, and nobody else.
void Draft::keepPermissions(const fs::path& name)
{
    constexpr mode_t kPermissions = 0777;
    struct stat before = {};
    if (::fstatat(m_folder.get(), name.c_str(), &before, AT_SYMLINK_NOFOLLOW) != 0) {
        return;
    }
    const bool isOwned = ::fchown(m_file.get(), before.st_uid, before.st_gid) == 0;
    if (isOwned || before.st_uid == ::geteuid()) {
        ::fchmod(m_file.get(), before.st_mode & kPermissions);
    }
}

void Draft::takePlace()
{
    const fs::path name = m_path.filename();
    keepPermissions(name);
    if (::fsync(m_file.get()) != 0 ||
        ::renameat(m_folder.get(), m_name.c_str(), m_folder.get(), name.c_str()) != 0) {
        refuse(errno);
    }
    m_name.clear();
    // Makes the renaming survive a power cut. Some file systems cannot sync a folder; that is no
    // error.
    const Descriptor folder(::openat(m_folder.get(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.isOpen()) {
        ::fsync(folder.get());
    }
}

void Draft::refuse(int error) const
{
    const std::string why =
        error == EFBIG ? "it is larger than the limit on the size of files (ulimit -f) or its file "
                         "system allows. Raise the limit or choose another place"
                       : std::string(std::strerror(error)) + ". Choose another place or make room";
    throw NotWritable("Cannot write " + quoted(m_path) + ": " + why +
                      "; what stood there is unchanged.");
}

void sweepDrafts(const fs::path& folder)
{
    sweep(folder, {});
}

void sweepDraftsOf(const fs::path& path)
{
    sweep(path.has_parent_path() ? path.parent_path() : fs::path("."),
          path.filename().string() + ".");
}

} // namespace palimpsest

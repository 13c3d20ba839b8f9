// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/folders.h"

#include "core/base/draft.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/links.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

// Enough to make files in a folder, even in one that may not be listed.
constexpr int kFolder = O_PATH | O_DIRECTORY | O_CLOEXEC;

[[noreturn]] void refuse(const fs::path& path, const std::string& why)
{
    throw NotWritable("Cannot write " + quoted(path) + ": " + why +
                      " What stood there is unchanged.");
}

[[noreturn]] void refuse(const fs::path& path, int error)
{
    refuse(path, std::string(std::strerror(error)) + ". Choose another place or make room.");
}

fs::path orHere(const fs::path& folder)
{
    return folder.empty() ? fs::path(".") : folder;
}

/// The open folder `name` in another one, made when it is missing; none, with errno, where that
/// fails.
Descriptor stepInto(const Descriptor& folder, const fs::path& name)
{
    constexpr int kNoLink = kFolder | O_NOFOLLOW;
    Descriptor inner(::openat(folder.get(), name.c_str(), kNoLink));
    if (!inner.isOpen() && errno == ENOENT &&
        (::mkdirat(folder.get(), name.c_str(), 0777) == 0 || errno == EEXIST)) {
        return Descriptor(::openat(folder.get(), name.c_str(), kNoLink));
    }
    return inner;
}

/// Walks from `root` to a folder below it, with no link on the way; `path` is for messages.
Descriptor openBelow(const fs::path& root, const fs::path& inside, const fs::path& path)
{
    if (inside.empty() || *inside.begin() == "..") {
        refuse(path, "it lies outside of " + quoted(root) + ".");
    }
    Descriptor folder(::open(root.c_str(), kFolder));
    for (const fs::path& name : inside) {
        if (folder.isOpen() && !name.empty() && name != ".") {
            folder = stepInto(folder, name);
        }
    }
    if (!folder.isOpen()) {
        const int error = errno;
        if (const auto link = linkBelow(root, inside)) {
            refuse(path, describeLink(*link) + ", and nothing is written through links in a " +
                             "study. Put the folder itself there.");
        }
        refuse(path, error);
    }
    return folder;
}

Descriptor openFolder(const fs::path& folder, const fs::path& root, const fs::path& path)
{
    if (!root.empty()) {
        return openBelow(
            root, folder.lexically_normal().lexically_relative(root.lexically_normal()), path);
    }
    std::error_code status;
    fs::create_directories(folder, status);
    Descriptor opened(::open(folder.c_str(), kFolder));
    if (!opened.isOpen()) {
        refuse(path, status ? status.value() : errno);
    }
    return opened;
}

} // namespace

const char* kindName(mode_t mode)
{
    switch (mode & S_IFMT) {
    case S_IFDIR:
        return "a folder";
    case S_IFIFO:
        return "a pipe";
    case S_IFSOCK:
        return "a socket";
    default:
        return "a device";
    }
}

void makeFolder(const fs::path& folder, const fs::path& root)
{
    openFolder(orHere(folder), root, folder);
}

Descriptor openFolderOf(const fs::path& path, const fs::path& root)
{
    return openFolder(orHere(path.parent_path()), root, path);
}

void requireReplaceable(const Descriptor& folder, const fs::path& path)
{
    const fs::path name = path.has_filename() ? path.filename() : fs::path(".");
    struct stat status = {};
    if (::fstatat(folder.get(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
        if (errno != ENOENT) {
            refuse(path, errno);
        }
        return;
    }
    if (S_ISLNK(status.st_mode)) {
        refuse(path, describeLink(path) + ". Name that file itself, or remove the link.");
    }
    if (!S_ISREG(status.st_mode)) {
        refuse(path, std::string("it is ") + kindName(status.st_mode) +
                         ", and only files are replaced. Choose another name.");
    }
}

void requireOutput(const fs::path& path)
{
    const fs::path parent = orHere(path.parent_path());
    const Descriptor folder(::open(parent.c_str(), kFolder));
    if (!folder.isOpen() && errno == ENOENT) {
        refuse(path,
               "there is no folder " + quoted(parent) + ". Make it, or choose another place.");
    }
    if (!folder.isOpen()) {
        refuse(path, errno);
    }
    requireReplaceable(folder, path);
    sweepDraftsOf(path);
}

void requireOutputFolder(const fs::path& folder)
{
    std::error_code status;
    if (fs::is_directory(folder, status)) {
        return;
    }
    const fs::path name = folder.has_filename() ? folder : folder.parent_path();
    requireOutput(name);
    if (fs::exists(name, status)) {
        refuse(name, "it is a file. Name a folder.");
    }
}

} // namespace palimpsest

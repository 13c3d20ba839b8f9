// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/open_file.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/folders.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace palimpsest {

namespace {

std::int64_t nanoseconds(const timespec& time)
{
    return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

FileStamp stampOf(const struct stat& status)
{
    return {.size = static_cast<std::uint64_t>(status.st_size),
            .inode = status.st_ino,
            .modified = nanoseconds(status.st_mtim),
            .changed = nanoseconds(status.st_ctim)};
}

[[noreturn]] void refuse(const std::filesystem::path& path, int error)
{
    throw BadFile("Cannot read " + quoted(path) + ": " + std::strerror(error) +
                  ". Check that it exists and is readable.");
}

} // namespace

const std::filesystem::path& regularFile(const std::filesystem::path& path)
{
    struct stat status = {};
    if (::stat(path.c_str(), &status) != 0 && errno == ENOENT) {
        throw BadFile("There is no file " + quoted(path) + ". Check the path.");
    }
    if (status.st_mode == 0) {
        refuse(path, errno);
    }
    if (!S_ISREG(status.st_mode)) {
        throw BadFile(quoted(path) + " is " + kindName(status.st_mode) +
                      " and no file. Check the path.");
    }
    return path;
}

std::optional<FileStamp> fileStamp(const std::filesystem::path& path)
{
    struct stat status = {};
    if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) {
        return std::nullopt;
    }
    return stampOf(status);
}

OpenFile::OpenFile(const std::filesystem::path& path)
    // Opening a pipe would wait for someone who writes into it, opening a device may do things.
    : m_path(regularFile(path)),
      m_descriptor(::open(m_path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY))
{
    struct stat status = {};
    if (!m_descriptor.isOpen() || ::fstat(m_descriptor.get(), &status) != 0) {
        refuse(m_path, errno);
    }
    if (!S_ISREG(status.st_mode)) { // another one has just taken its place
        refuse(m_path, EINVAL);
    }
    m_stamp = stampOf(status);
}

void OpenFile::requireUnchanged() const
{
    struct stat status = {};
    const bool isKnown = ::fstat(m_descriptor.get(), &status) == 0;
    const FileStamp now = stampOf(status);
    if (!isKnown || now.size != m_stamp.size || now.modified != m_stamp.modified) {
        throw BadFile(quoted(m_path) + " is being written to. Wait until it is whole, and try " +
                      "again.");
    }
}

void OpenFile::requireBytes(std::uint64_t offset, std::uint64_t count) const
{
    if (offset > m_stamp.size || count > m_stamp.size - offset) {
        throw BadFile(quoted(m_path) + " is damaged: it ends too early.");
    }
}

std::string OpenFile::read(std::uint64_t offset, std::uint64_t count) const
{
    requireBytes(offset, count);
    std::string bytes(count, '\0');
    readInto(offset, bytes);
    return bytes;
}

void OpenFile::readInto(std::uint64_t offset, std::span<char> bytes) const
{
    requireBytes(offset, bytes.size());
    std::uint64_t done = 0;
    while (done < bytes.size()) {
        const ssize_t got = ::pread(m_descriptor.get(), bytes.data() + done, bytes.size() - done,
                                    static_cast<off_t>(offset + done));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            throw BadFile("Cannot read " + quoted(m_path) + ": " +
                          (got < 0 ? std::strerror(errno) : "it was shortened meanwhile") +
                          ". Try again.");
        }
        done += static_cast<std::uint64_t>(got);
    }
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/open_file.h"

#include "core/base/error.h"
#include "core/base/files.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

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

} // namespace

std::optional<FileStamp> fileStamp(const std::filesystem::path& path)
{
    struct stat status
    {
    };
    if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) {
        return std::nullopt;
    }
    return stampOf(status);
}

OpenFile::OpenFile(std::filesystem::path path)
    // Opening a pipe would wait for someone who writes into it.
    : m_path(std::move(path)),
      m_descriptor(::open(m_path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK))
{
    struct stat status
    {
    };
    if (m_descriptor < 0 || ::fstat(m_descriptor, &status) != 0) {
        const int error = errno;
        if (m_descriptor >= 0) {
            ::close(m_descriptor);
        }
        throw BadFile("Cannot read " + quoted(m_path) + ": " + std::strerror(error) +
                      ". Check that it exists and is readable.");
    }
    if (!S_ISREG(status.st_mode)) {
        ::close(m_descriptor);
        throw BadFile(quoted(m_path) + " is not a file. Check the path.");
    }
    m_stamp = stampOf(status);
}

OpenFile::~OpenFile()
{
    ::close(m_descriptor);
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
        const ssize_t got = ::pread(m_descriptor, bytes.data() + done, bytes.size() - done,
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

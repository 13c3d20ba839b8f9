// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/folder_lock.h"

#include "core/base/error.h"
#include "core/base/files.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace palimpsest {

FolderLock::FolderLock(const std::filesystem::path& folder, Kind kind)
    : m_descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC))
{
    const int operation = kind == Kind::Shared ? LOCK_SH : LOCK_EX;
    int failed = m_descriptor < 0 ? -1 : ::flock(m_descriptor, operation);
    while (failed != 0 && m_descriptor >= 0 && errno == EINTR) {
        failed = ::flock(m_descriptor, operation);
    }
    const int error = errno;
    if (failed == 0 || kind != Kind::Exclusive) {
        return;
    }
    const bool isOpen = m_descriptor >= 0;
    if (isOpen) {
        ::close(m_descriptor);
    }
    throw NotWritable("Cannot lock the folder " + quoted(folder) + ": " + std::strerror(error) +
                      (isOpen ? ". It has to lie on a disk whose file system knows locks."
                              : ". Check that it is there and its permissions."));
}

FolderLock::~FolderLock()
{
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}

bool isLocked(const std::filesystem::path& folder)
{
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool isHeld =
        descriptor >= 0 && ::flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    if (descriptor >= 0) {
        ::close(descriptor);
    }
    return isHeld;
}

} // namespace palimpsest

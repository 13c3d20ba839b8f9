// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/programs/shared_memory.h"

#include "core/base/error.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace palimpsest {

namespace {

[[noreturn]] void throwNoMemory()
{
    if (errno == EFBIG) {
        throw NotWritable(
            "The limit on the size of files (ulimit -f) leaves no room for a batch of "
            "pictures in memory that a program shares. Raise it.");
    }
    throw OutOfMemory(std::string("Memory ran out while a batch was made ready (") +
                      std::strerror(errno) + "). Choose a smaller batch or close other programs.");
}

} // namespace

SharedMemory::SharedMemory(std::size_t bytes)
    : m_descriptor(::memfd_create("palimpsest", MFD_CLOEXEC | MFD_ALLOW_SEALING))
{
    try {
        if (m_descriptor < 0 ||
            ::fcntl(m_descriptor, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_SEAL) != 0) {
            throwNoMemory();
        }
        atLeast(std::max<std::size_t>(bytes, 1));
    } catch (...) {
        ::close(m_descriptor);
        throw;
    }
}

SharedMemory SharedMemory::received(int descriptor)
{
    SharedMemory memory;
    memory.m_descriptor = descriptor;
    const int seals = ::fcntl(descriptor, F_GET_SEALS);
    if (seals < 0 || (seals & F_SEAL_SHRINK) == 0) {
        throw BadFile("What was handed over as memory could be taken away again.");
    }
    return memory;
}

SharedMemory::~SharedMemory()
{
    if (m_data != nullptr) {
        ::munmap(m_data, m_mapped);
    }
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}

SharedMemory::SharedMemory(SharedMemory&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)),
      m_data(std::exchange(other.m_data, nullptr)), m_mapped(std::exchange(other.m_mapped, 0))
{
}

std::size_t SharedMemory::fileBytes() const
{
    struct stat status
    {
    };
    return ::fstat(m_descriptor, &status) == 0 ? static_cast<std::size_t>(status.st_size) : 0;
}

void SharedMemory::map(std::size_t bytes)
{
    void* data =
        ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, m_descriptor, 0);
    if (data == MAP_FAILED) {
        throwNoMemory();
    }
    if (m_data != nullptr) {
        ::munmap(m_data, m_mapped);
    }
    m_data = data;
    m_mapped = bytes;
}

void* SharedMemory::atLeast(std::size_t bytes)
{
    if (bytes > m_mapped) {
        // Memory that is not there shows as an error here, and not as a signal when it is used.
        if (const int error = ::posix_fallocate(m_descriptor, 0, static_cast<off_t>(bytes))) {
            errno = error;
            throwNoMemory();
        }
        map(bytes);
    }
    return m_data;
}

const void* SharedMemory::ifThere(std::size_t bytes)
{
    if (bytes > m_mapped) {
        if (bytes > fileBytes()) {
            return nullptr;
        }
        map(bytes);
    }
    return m_data;
}

} // namespace palimpsest

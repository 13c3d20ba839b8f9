// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/sealed_copy.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/open_file.h"
#include "core/base/sha256.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
#include <utility>

namespace palimpsest {

namespace {

constexpr int kSeals = F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL;
constexpr std::uint64_t kBlock = 4 << 20;

void append(int descriptor, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            throw OutOfMemory(std::string("Memory ran out while a program was read (") +
                              std::strerror(errno) + "). Close other programs.");
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

} // namespace

SealedCopy::SealedCopy(const std::filesystem::path& file)
{
    const OpenFile source(file);
    const std::uint64_t size = source.stamp().size;
    m_descriptor = ::memfd_create("palimpsest", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (m_descriptor < 0) {
        throw OutOfMemory("There is no room in memory for a copy of " + quoted(file) + " (" +
                          std::strerror(errno) + "). Close other programs.");
    }
    try {
        for (std::uint64_t at = 0; at < size; at += kBlock) {
            append(m_descriptor, source.read(at, std::min(kBlock, size - at)));
        }
        if (::fcntl(m_descriptor, F_ADD_SEALS, kSeals) != 0) {
            throw BadFile("This system cannot keep a copy of " + quoted(file) + " unchanged (" +
                          std::strerror(errno) + "). Use Linux 3.17 or newer.");
        }
        if (fileStamp(file) != source.stamp()) {
            throw BadFile(quoted(file) + " changes while it is read. Wait until it is complete.");
        }
    } catch (...) {
        ::close(m_descriptor);
        throw;
    }
}

SealedCopy SealedCopy::received(int descriptor)
{
    SealedCopy copy;
    copy.m_descriptor = descriptor;
    const int seals = ::fcntl(descriptor, F_GET_SEALS); // the system may add some of its own
    if (seals < 0 || (seals & kSeals) != kSeals) {
        throw BadFile("What was handed over as a program could still be changed.");
    }
    return copy;
}

SealedCopy::~SealedCopy()
{
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}

SealedCopy::SealedCopy(SealedCopy&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

std::filesystem::path SealedCopy::place() const
{
    return "/proc/self/fd/" + std::to_string(m_descriptor);
}

std::string SealedCopy::sha256() const
{
    return sha256OfFile(place());
}

} // namespace palimpsest

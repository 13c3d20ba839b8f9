// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>

namespace palimpsest {

/// Memory that two processes see. It only ever grows, whoever of them asks for more, so that
/// neither can take it away from under the other.
class SharedMemory
{
public:
    /// Throws OutOfMemory, or NotWritable where it is the size of files that is limited.
    explicit SharedMemory(std::size_t bytes);
    /// That of another process; takes over `descriptor`. Throws BadFile when it could shrink.
    static SharedMemory received(int descriptor);
    ~SharedMemory();
    SharedMemory(SharedMemory&& other) noexcept;
    SharedMemory& operator=(SharedMemory&&) = delete;

    int descriptor() const { return m_descriptor; }

    /// At least `bytes` of it, grown where they are not there yet; what was there before stays, at
    /// another address perhaps. Throws OutOfMemory.
    void* atLeast(std::size_t bytes);

    /// The first `bytes`, which the other process has made; null when they are not there.
    const void* ifThere(std::size_t bytes);

private:
    SharedMemory() = default;
    std::size_t fileBytes() const;
    void map(std::size_t bytes);

    int m_descriptor = -1;
    void* m_data = nullptr;
    std::size_t m_mapped = 0;
};

} // namespace palimpsest

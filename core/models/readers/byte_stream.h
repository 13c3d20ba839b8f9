// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace palimpsest {

/// Reads bytes of a file from front to back, a window at a time, so that a pickle at its head can
/// be read without what follows. Everything throws BadFile where the bytes end.
class ByteStream
{
public:
    /// Gives `count` bytes from `offset` on.
    using Fetch = std::function<std::string(std::uint64_t offset, std::uint64_t count)>;

    /// `source` names the file in messages.
    ByteStream(std::filesystem::path source, std::uint64_t size, Fetch fetch);

    const std::filesystem::path& source() const { return m_source; }
    std::uint64_t position() const { return m_windowBegin + m_used; }
    std::uint64_t remaining() const { return m_size - position(); }

    std::uint8_t byte();

    /// The next `count` bytes; that there are as many is checked before memory is taken.
    std::string bytes(std::uint64_t count);

    /// A little-endian number of 1, 2, 4 or 8 bytes.
    std::uint64_t number(int byteCount);

    /// Up to the next line feed, which is taken away. At most 4,096 bytes.
    std::string line();

    void skip(std::uint64_t count);

private:
    void requireBytes(std::uint64_t count) const;

    std::filesystem::path m_source;
    std::uint64_t m_size;
    Fetch m_fetch;
    std::string m_window;
    std::uint64_t m_windowBegin = 0;
    std::size_t m_used = 0;
};

} // namespace palimpsest

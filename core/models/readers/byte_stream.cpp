// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/readers/byte_stream.h"

#include "core/base/error.h"
#include "core/base/files.h"

#include <algorithm>
#include <utility>

namespace palimpsest {

ByteStream::ByteStream(std::filesystem::path source, std::uint64_t size, Fetch fetch)
    : m_source(std::move(source)), m_size(size), m_fetch(std::move(fetch))
{
}

void ByteStream::requireBytes(std::uint64_t count) const
{
    if (count > remaining()) {
        throw BadFile(quoted(m_source) + " is damaged: it ends too early. Copy it again from " +
                      "where it came from.");
    }
}

std::uint8_t ByteStream::byte()
{
    constexpr std::uint64_t kWindow = 1 << 16;
    if (m_used == m_window.size()) {
        requireBytes(1);
        m_windowBegin += m_used;
        m_used = 0;
        m_window = m_fetch(m_windowBegin, std::min(kWindow, m_size - m_windowBegin));
    }
    return static_cast<std::uint8_t>(m_window[m_used++]);
}

std::string ByteStream::bytes(std::uint64_t count)
{
    requireBytes(count);
    if (count <= m_window.size() - m_used) {
        const std::string taken = m_window.substr(m_used, count);
        m_used += count;
        return taken;
    }
    std::string taken = m_fetch(position(), count);
    skip(count);
    return taken;
}

std::uint64_t ByteStream::number(int byteCount)
{
    std::uint64_t value = 0;
    for (int i = 0; i < byteCount; ++i) {
        value |= std::uint64_t{byte()} << (8 * i);
    }
    return value;
}

std::string ByteStream::line()
{
    constexpr std::size_t kMaxBytes = 4096;
    std::string text;
    for (char next = static_cast<char>(byte()); next != '\n'; next = static_cast<char>(byte())) {
        text += next;
        if (text.size() > kMaxBytes) {
            throw BadFile(quoted(m_source) + " is damaged: a name in it has no end. Copy it " +
                          "again from where it came from.");
        }
    }
    return text;
}

void ByteStream::skip(std::uint64_t count)
{
    requireBytes(count);
    m_windowBegin = position() + count;
    m_used = 0;
    m_window.clear();
}

} // namespace palimpsest

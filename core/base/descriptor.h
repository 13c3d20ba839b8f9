// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cerrno>
#include <unistd.h>
#include <utility>

namespace palimpsest {

/// An open file or folder, which is closed with it; errno stays.
class Descriptor
{
public:
    Descriptor() = default;
    explicit Descriptor(int number) : m_number(number) {}
    Descriptor(Descriptor&& other) noexcept : m_number(std::exchange(other.m_number, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept
    {
        std::swap(m_number, other.m_number);
        return *this;
    }
    ~Descriptor()
    {
        if (m_number >= 0) {
            const int error = errno;
            ::close(m_number);
            errno = error;
        }
    }

    bool isOpen() const { return m_number >= 0; }
    int get() const { return m_number; }

private:
    int m_number = -1;
};

} // namespace palimpsest

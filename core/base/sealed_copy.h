// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <filesystem>
#include <string>

namespace palimpsest {

/// The bytes that a file had at one moment, in memory that nobody can change any more: neither who
/// writes into the file nor another process nor this one. What is looked at is what is used.
class SealedCopy
{
public:
    /// Throws BadFile when there is no such file, it cannot be read, or it changes meanwhile.
    explicit SealedCopy(const std::filesystem::path& file);
    /// One that another process has made; takes over `descriptor`. Throws BadFile unless it is
    /// sealed.
    static SealedCopy received(int descriptor);
    ~SealedCopy();
    SealedCopy(SealedCopy&& other) noexcept;
    SealedCopy& operator=(SealedCopy&&) = delete;

    /// To be handed to another process.
    int descriptor() const { return m_descriptor; }

    /// A file of this process with these bytes, to be read as any other.
    std::filesystem::path place() const;

    /// SHA-256 of the bytes, as 64 hexadecimal digits.
    std::string sha256() const;

private:
    SealedCopy() = default;

    int m_descriptor = -1;
};

} // namespace palimpsest

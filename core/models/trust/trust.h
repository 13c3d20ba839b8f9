// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/sealed_copy.h"

#include <filesystem>
#include <set>
#include <string>

namespace palimpsest {

/// A TorchScript file. Opening one runs its code, with all that the user may do.
struct ModelProgram
{
    std::filesystem::path path;
    std::string sha256;

    bool operator==(const ModelProgram&) const = default;
};

/// Which TorchScript files may be opened, besides those that Palimpsest ships itself. It comes from
/// the user of this computer, never from a file that travels with a study.
struct Trust
{
    std::set<std::string> hashes; ///< SHA-256 of files the user has agreed to
    bool everything = false;      ///< the user has said so for all files of this run
};

/// Whether a program of this hash is one that Palimpsest ships.
bool isShipped(const std::string& sha256);

bool isTrusted(const ModelProgram& program, const Trust& trust);

/// Throws Untrusted unless the file is trusted; the message has its hash and says how to trust it.
/// For those who want to know before they begin: what is loaded is a TrustedProgram.
void requireTrusted(const ModelProgram& program, const Trust& trust);

/// The same for a file that may be one: those of other containers are never run, so they need no
/// trust. Reads the file for its hash. Throws BadFile too.
void requireTrusted(const std::filesystem::path& path, const Trust& trust);

/// A program that may be loaded: a copy of its bytes that cannot change, whose own hash is trusted.
/// Nothing else is ever given to Torch to load.
class TrustedProgram
{
public:
    /// Reads the file and looks at its trust. Throws BadFile, Untrusted, OutOfMemory.
    TrustedProgram(const std::filesystem::path& path, const Trust& trust);

    /// What another process of ours has looked at and handed over. Throws BadFile.
    static TrustedProgram handedOver(const std::filesystem::path& path, int descriptor);

    const std::filesystem::path& path() const { return m_path; } ///< for messages
    const SealedCopy& bytes() const { return m_bytes; }
    bool isShipped() const { return m_isShipped; }

private:
    TrustedProgram(std::filesystem::path path, SealedCopy bytes);

    std::filesystem::path m_path;
    SealedCopy m_bytes;
    bool m_isShipped = false;
};

} // namespace palimpsest

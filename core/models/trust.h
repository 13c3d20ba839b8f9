// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

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

/// Which TorchScript files may be opened, besides those that Palimpsest ships itself.
struct Trust
{
    std::set<std::string> hashes; ///< SHA-256 of files the user has agreed to
    bool everything = false;      ///< the user has said so for all files of this run
};

bool isTrusted(const ModelProgram& program, const Trust& trust);

/// Throws Untrusted unless the file is trusted; the message has its hash and says how to trust it.
void requireTrusted(const ModelProgram& program, const Trust& trust);

/// The same for a file that may be one: those of other containers are never run, so they need no
/// trust. Reads the file for its hash. Throws BadFile too.
void requireTrusted(const std::filesystem::path& path, const Trust& trust);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/trust/trust.h"

#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace palimpsest {

// The programs that the user of this computer has agreed to, in one JSON file that the window and
// the command line read. It lies in the user's own folder, never in a study, and speaks of bytes:
// where a program lay and when it was agreed to is for people.

/// One program that may be opened.
struct TrustedFile
{
    std::string sha256;
    std::filesystem::path path; ///< where it lay; empty where nobody remembers
    std::uint64_t size = 0;     ///< bytes
    std::int64_t agreed = 0;    ///< seconds since 1970; 0 where nobody remembers

    bool operator==(const TrustedFile&) const = default;
};

/// $XDG_STATE_HOME/palimpsest/trusted.json; empty where the user has no home.
std::filesystem::path trustFile();

/// What stands in `file`, the latest last; nothing when there is none. Throws BadFile when it is a
/// link, belongs to another user, can be written by others, or is damaged: then nothing is trusted.
std::vector<TrustedFile> readTrusted(const std::filesystem::path& file);

/// Their hashes.
std::set<std::string> hashesOf(const std::vector<TrustedFile>& files);

/// A program that is agreed to now, with its size as it is on disk.
TrustedFile agreedTo(const ModelProgram& program);

/// Adds to what stands in `file`; who is there already stays as it is. A damaged file is set aside.
/// Throws BadFile when the file is not the user's alone, NotWritable.
void addTrusted(const std::filesystem::path& file, const std::vector<TrustedFile>& added);

/// Takes programs out of `file` by their hashes. Throws as addTrusted() does.
void removeTrusted(const std::filesystem::path& file, const std::set<std::string>& hashes);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace palimpsest {

/// Whether something stands at `path`. Throws BadFile where that cannot be found out, as in a
/// folder that may not be looked into: what may be there is never taken for missing.
bool stands(const std::filesystem::path& path);

/// What stands in a folder, sorted. Throws BadFile when it cannot be listed.
std::vector<std::filesystem::path> entriesOf(const std::filesystem::path& folder);

/// Whole contents of `path`. Throws BadFile when it is missing, unreadable, no regular file (a pipe
/// or a device could go on for ever), written to meanwhile or larger than `maxBytes`; the size is
/// checked before anything is allocated.
std::string readFile(const std::filesystem::path& path, std::uint64_t maxBytes);

/// Replaces `path` by `bytes`: written aside, synced, renamed, so that at every moment the old or
/// the new contents stand there whole. Creates missing parent folders. Below `root`, a study's
/// folder, none of them may be a symbolic link: a study from others must not lead out of it.
/// Throws NotWritable, also when at `path` stands anything but a regular file; then what is there
/// is untouched and nothing is left beside it.
void writeFileAtomically(const std::filesystem::path& path, std::string_view bytes,
                         const std::filesystem::path& root = {});

/// Takes the next bytes of a file. Throws NotWritable.
using ByteSink = std::function<void(std::string_view)>;

/// The same for contents too large to be held in memory: `contents` hands them on piece by piece.
/// What it throws passes through, with the old file untouched.
void writePiecesAtomically(const std::filesystem::path& path,
                           const std::function<void(const ByteSink&)>& contents,
                           const std::filesystem::path& root = {});

/// Removes a file, if it is there. Throws NotWritable.
void removeFile(const std::filesystem::path& path);

/// Asked while something goes on; it stops where the answer is no. Empty: it goes on to its end.
using GoesOn = std::function<bool()>;

/// Copies `from` to `to` with the same promises. Throws BadFile as readFile() does, Cancelled.
void copyFileAtomically(const std::filesystem::path& from, const std::filesystem::path& to,
                        const std::filesystem::path& root = {}, const GoesOn& goesOn = {});

/// `path` as UTF-8 in quotes, for messages.
std::string quoted(const std::filesystem::path& path);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/descriptor.h"

#include <filesystem>
#include <sys/types.h>

namespace palimpsest {

/// "a folder", "a pipe", "a socket" or "a device", of a mode that is no regular file's.
const char* kindName(mode_t mode);

/// Makes a folder and those it lies in, as far as they are missing. Below `root`, where one is
/// given, none of them may be a symbolic link. Throws NotWritable.
void makeFolder(const std::filesystem::path& folder, const std::filesystem::path& root = {});

/// The folder of a file, made likewise. It stays this folder whatever is put at its path meanwhile.
/// Throws NotWritable.
Descriptor openFolderOf(const std::filesystem::path& path, const std::filesystem::path& root = {});

/// Throws NotWritable when in an open folder, at the name of `path`, stands anything but a regular
/// file: a folder, a device, a pipe, or a symbolic link, which says what it leads to.
void requireReplaceable(const Descriptor& folder, const std::filesystem::path& path);

/// Throws NotWritable when what the user names as an output cannot become one: its folder is
/// missing, or something else than a regular file stands there. Removes what killed programs left
/// beside it.
void requireOutput(const std::filesystem::path& path);

/// The same for a folder that outputs are to lie in: it is there, or only it is missing.
void requireOutputFolder(const std::filesystem::path& folder);

} // namespace palimpsest

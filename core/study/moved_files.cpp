// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/moved_files.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/folders.h"
#include "core/study/taking_in.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

/// Whether there was something to move.
bool moveFile(const fs::path& folder, const FileMove& move)
{
    const fs::path from = folder / move.from;
    const fs::path to = folder / move.to;
    if (!isTaken(from)) {
        return false;
    }
    if (isTaken(to)) {
        throw NotWritable("Where " + quoted(from) + " would go stands " + quoted(to) +
                          " already. Move that elsewhere.");
    }
    const Descriptor source = openFolderOf(from, folder);
    const Descriptor target = openFolderOf(to, folder);
    if (::renameat(source.get(), from.filename().c_str(), target.get(), to.filename().c_str()) !=
        0) {
        throw NotWritable("Cannot move " + quoted(from) + " to " + quoted(to) + ": " +
                          std::strerror(errno) + ".");
    }
    std::error_code failed;
    fs::path left = from.parent_path();
    while (left != folder && fs::remove(left, failed)) { // folders that are empty now
        left = left.parent_path();
    }
    return true;
}

} // namespace

void moveFiles(const fs::path& folder, const std::vector<FileMove>& moves)
{
    std::vector<FileMove> made;
    try {
        for (const FileMove& move : moves) {
            if (moveFile(folder, move)) {
                made.push_back({move.to, move.from});
            }
        }
    } catch (...) {
        for (auto move = made.rbegin(); move != made.rend(); ++move) {
            try {
                moveFile(folder, *move);
            } catch (const std::exception&) {
                continue; // what can go back goes back
            }
        }
        throw;
    }
}

} // namespace palimpsest

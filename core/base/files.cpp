// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/files.h"

#include "core/base/draft.h"
#include "core/base/error.h"
#include "core/base/open_file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <unistd.h>

namespace palimpsest {

namespace fs = std::filesystem;

std::string quoted(const fs::path& path)
{
    return "\"" + path.string() + "\"";
}

bool stands(const fs::path& path)
{
    std::error_code status;
    const bool isThere = fs::exists(path, status);
    if (!isThere && status) {
        throw BadFile("Cannot look at " + quoted(path) + ": " + status.message() +
                      ". Check the permissions of its folder.");
    }
    return isThere;
}

std::vector<fs::path> entriesOf(const fs::path& folder)
{
    std::vector<fs::path> entries;
    std::error_code status;
    for (fs::directory_iterator at(folder, status), end; !status && at != end;
         at.increment(status)) {
        entries.push_back(at->path());
    }
    if (status) {
        throw BadFile("Cannot list " + quoted(folder) + ": " + status.message() + ".");
    }
    std::ranges::sort(entries);
    return entries;
}

std::string readFile(const fs::path& path, std::uint64_t maxBytes)
{
    const OpenFile file(path);
    const std::uint64_t size = file.stamp().size;
    if (size > maxBytes) {
        throw BadFile(quoted(path) + " has " + std::to_string(size) + " bytes, more than the " +
                      std::to_string(maxBytes) +
                      " allowed for such a file. It is probably not what it is named.");
    }
    std::string bytes = file.read(0, size);
    file.requireUnchanged();
    return bytes;
}

void writeFileAtomically(const fs::path& path, std::string_view bytes, const fs::path& root)
{
    writePiecesAtomically(
        path, [&](const ByteSink& write) { write(bytes); }, root);
}

void writePiecesAtomically(const fs::path& path,
                           const std::function<void(const ByteSink&)>& contents,
                           const fs::path& root)
{
    Draft draft(path, root);
    contents([&](std::string_view bytes) { draft.write(bytes); });
    draft.takePlace();
}

void removeFile(const fs::path& path)
{
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) {
        throw NotWritable("Cannot remove " + quoted(path) + ": " + std::strerror(errno) +
                          ". Check the permissions of its folder.");
    }
}

void copyFileAtomically(const fs::path& from, const fs::path& to, const fs::path& root,
                        const GoesOn& goesOn)
{
    constexpr std::uint64_t kPiece = 1 << 20;
    const OpenFile file(from);
    const std::uint64_t size = file.stamp().size;
    const auto copy = [&](const ByteSink& write) {
        for (std::uint64_t at = 0; at < size; at += kPiece) {
            if (goesOn && !goesOn()) {
                throw Cancelled();
            }
            write(file.read(at, std::min(kPiece, size - at)));
        }
        file.requireUnchanged();
    };
    writePiecesAtomically(to, copy, root);
}

} // namespace palimpsest

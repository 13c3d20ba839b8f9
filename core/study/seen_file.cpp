// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/seen_file.h"

#include "core/base/error.h"
#include "core/base/sha256.h"

namespace palimpsest {

SeenFile seenFile(const std::filesystem::path& path)
{
    SeenFile seen{.stamp = fileStamp(path), .sha256 = {}};
    try {
        seen.sha256 = seen.stamp ? sha256OfFile(path) : "";
    } catch (const BadFile&) {
        seen.sha256.clear();
    }
    return seen;
}

bool SeenFiles::mayReplace(const std::filesystem::path& path) const
{
    const SeenFile now = seenFile(path);
    const auto seen = m_files.find(path);
    return !now.stamp ||
           (seen != m_files.end() && !now.sha256.empty() && now.sha256 == seen->second.sha256);
}

bool SeenFiles::seemsSame(const std::filesystem::path& path)
{
    SeenFile& seen = m_files[path];
    if (fileStamp(path) == seen.stamp) {
        return true;
    }
    SeenFile now = seenFile(path);
    if (now.sha256 != seen.sha256) {
        return false;
    }
    seen = std::move(now);
    return true;
}

std::vector<StampedFile> SeenFiles::stamps() const
{
    std::vector<StampedFile> stamps;
    stamps.reserve(m_files.size());
    for (const auto& [path, seen] : m_files) {
        stamps.push_back({.path = path.native(), .stamp = seen.stamp});
    }
    return stamps;
}

} // namespace palimpsest

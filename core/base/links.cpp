// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/links.h"

#include "core/base/files.h"

#include <system_error>

namespace palimpsest {

namespace fs = std::filesystem;

std::optional<fs::path> linkBelow(const fs::path& root, const fs::path& inside)
{
    fs::path path = root;
    std::error_code status;
    for (const fs::path& name : inside) {
        path /= name;
        if (fs::is_symlink(path, status)) {
            return path;
        }
    }
    return std::nullopt;
}

fs::path linkTarget(const fs::path& path)
{
    std::error_code status;
    if (!fs::is_symlink(path, status)) {
        return {};
    }
    const fs::path whole = fs::canonical(path, status);
    // What is missing, or a circle of links, has no end.
    return status ? fs::read_symlink(path, status) : whole;
}

std::string describeLink(const fs::path& link)
{
    return quoted(link) + " is a symbolic link to " + quoted(linkTarget(link));
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/damaged_file.h"

#include "core/base/error.h"
#include "core/base/files.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <unistd.h>

namespace palimpsest {

namespace {

/// Whether `path` is called `name` now, which must not have been taken; errno says why not.
bool takesName(const std::filesystem::path& path, const std::filesystem::path& name)
{
    if (::renameat2(AT_FDCWD, path.c_str(), AT_FDCWD, name.c_str(), RENAME_NOREPLACE) == 0) {
        return true;
    }
    const bool isUnknown = errno == EINVAL || errno == ENOSYS; // as to some network folders
    return isUnknown && ::link(path.c_str(), name.c_str()) == 0 && ::unlink(path.c_str()) == 0;
}

} // namespace

std::filesystem::path setAside(const std::filesystem::path& path)
{
    std::filesystem::path aside = path;
    aside += ".damaged";
    const std::filesystem::path first = aside;
    int number = 1;
    // The system refuses a name that is taken, so two runs never take each other's.
    while (!takesName(path, aside)) {
        if (errno != EEXIST) {
            throw NotWritable("Cannot set aside " + quoted(path) + ", which is damaged: " +
                              std::strerror(errno) + ". Move it away by hand.");
        }
        aside = first;
        aside += "-" + std::to_string(++number);
    }
    return aside;
}

} // namespace palimpsest

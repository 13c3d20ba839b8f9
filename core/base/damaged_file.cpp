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

namespace palimpsest {

std::filesystem::path setAside(const std::filesystem::path& path)
{
    std::filesystem::path aside = path;
    aside += ".damaged";
    const std::filesystem::path first = aside;
    int number = 1;
    // The system refuses a name that is taken, so two runs never take each other's.
    while (::renameat2(AT_FDCWD, path.c_str(), AT_FDCWD, aside.c_str(), RENAME_NOREPLACE) != 0) {
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

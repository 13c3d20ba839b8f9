// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/user_folders.h"

#include <cstdlib>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

/// The absolute path that a variable holds, else an empty one.
fs::path absoluteFrom(const char* variable)
{
    const char* value = std::getenv(variable);
    const fs::path path = value == nullptr ? "" : value;
    return path.is_absolute() ? path : fs::path();
}

fs::path userFolder(const char* variable, const char* belowHome)
{
    if (const fs::path base = absoluteFrom(variable); !base.empty()) {
        return base / "palimpsest";
    }
    const fs::path home = absoluteFrom("HOME");
    return home.empty() ? fs::path() : home / belowHome / "palimpsest";
}

} // namespace

fs::path stateFolder()
{
    return userFolder("XDG_STATE_HOME", ".local/state");
}

fs::path cacheFolder()
{
    return userFolder("XDG_CACHE_HOME", ".cache");
}

} // namespace palimpsest

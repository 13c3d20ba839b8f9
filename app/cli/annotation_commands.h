// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <filesystem>
#include <string>

namespace palimpsest {

// Commands that take parts in from files of other programs, and hand them out.

struct ImportPartsCommand
{
    std::filesystem::path study;
    std::filesystem::path from;
    std::string format; ///< its name; empty: the one that the files look like
    bool replace = false;
    bool dryRun = false;
};
int run(const ImportPartsCommand& command);

struct ExportPartsCommand
{
    std::filesystem::path study;
    std::filesystem::path to;
    std::string format;
};
int run(const ExportPartsCommand& command);

} // namespace palimpsest

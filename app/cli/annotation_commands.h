// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

// Commands that take parts in from files of other programs and hand them out, and keep the names
// that samples share.

struct ImportPartsCommand
{
    std::filesystem::path study;
    std::filesystem::path from;
    std::string format; ///< its name; empty: the one that the files look like
    bool replace = false;
    bool otherPictures = false; ///< parts whose files seem to be of other pictures, too
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

/// Without `set` all part sets are told, with nothing but it that one.
struct PartSetsCommand
{
    std::filesystem::path study;
    std::optional<std::string> set;
    std::optional<std::filesystem::path> from; ///< a file to make it of
    std::optional<std::string> fromSample;     ///< or a sample
    bool replace = false;
    std::vector<std::string> classes; ///< that it is for; none: as they are
    bool allClasses = false;
    std::optional<std::filesystem::path> to; ///< a file to keep it in
    bool remove = false;
    bool json = false;
};
int run(const PartSetsCommand& command);

} // namespace palimpsest

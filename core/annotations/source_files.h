// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace palimpsest {

/// A file of annotations, or one that lies beside them.
struct SourceFile
{
    std::filesystem::path path;
    std::filesystem::path inside; ///< the same within the folder that was named

    bool operator==(const SourceFile&) const = default;
};

/// What somebody names as annotations.
struct SourceFiles
{
    std::filesystem::path source;
    std::vector<SourceFile> files;            ///< regular ones, folder by folder, sorted
    std::vector<std::filesystem::path> links; ///< which are not followed, as they may lead anywhere

    bool operator==(const SourceFiles&) const = default;
};

/// A file, or all below a folder, but for what is hidden and what macOS puts into archives. Throws
/// BadFile when there is none, when a folder cannot be listed, holds more than 200,000 files or
/// lies more than 16 folders deep.
SourceFiles listSource(const std::filesystem::path& source);

/// Those whose names end so: ".json", in any case.
std::vector<SourceFile> filesEnding(const SourceFiles& source, std::string_view ending);

/// `inside` behind the first folder that is called `folder`, in any case; empty where none is.
std::filesystem::path behind(const std::filesystem::path& inside, std::string_view folder);

/// `name`, of a picture, as a path that stays within a folder, whatever stands in it; "picture"
/// where nothing is left.
std::filesystem::path pathWithin(const std::string& name);

/// The same with another ending: ".png", or none.
std::filesystem::path pathWithin(const std::string& name, const std::string& ending);

/// Throws BadFile that says why a file of annotations cannot be used, and what to do.
[[noreturn]] void refuseAnnotations(const std::filesystem::path& path, const std::string& why);

} // namespace palimpsest

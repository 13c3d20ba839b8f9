// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/annotations/source_files.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <cctype>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

constexpr int kMaxDepth = 16;
constexpr std::size_t kMaxFiles = 200'000;

std::string lower(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

/// Whether a file or folder is none of the user's: hidden, as the "._" twins that macOS writes, or
/// the folder of these in archives.
bool isHidden(const fs::path& name)
{
    return name.string().starts_with('.') || name == "__MACOSX";
}

void listBelow(const fs::path& folder, const fs::path& inside, int depth, SourceFiles& source)
{
    if (depth > kMaxDepth) {
        throw BadFile(quoted(folder) + " lies more than " + std::to_string(kMaxDepth) +
                      " folders deep. Name the folder that holds the annotations.");
    }
    for (const fs::path& entry : entriesOf(folder)) {
        if (isHidden(entry.filename())) {
            continue;
        }
        const fs::path name = inside / entry.filename();
        std::error_code status;
        const fs::file_status standing = fs::symlink_status(entry, status);
        if (fs::is_symlink(standing)) {
            source.links.push_back(name);
        } else if (fs::is_directory(standing)) {
            listBelow(entry, name, depth + 1, source);
        } else if (fs::is_regular_file(standing)) {
            source.files.push_back({.path = entry, .inside = name});
        }
        if (source.files.size() + source.links.size() > kMaxFiles) {
            throw BadFile(quoted(source.source) + " holds more than " + std::to_string(kMaxFiles) +
                          " files. Name the folder that holds the annotations alone.");
        }
    }
}

} // namespace

SourceFiles listSource(const fs::path& source)
{
    SourceFiles result{.source = source, .files = {}, .links = {}};
    if (!stands(source)) {
        throw BadFile(quoted(source) + " is not there. Check its name.");
    }
    std::error_code status;
    if (fs::is_directory(source, status)) {
        listBelow(source, {}, 0, result);
    } else {
        result.files.push_back({.path = source, .inside = source.filename()});
    }
    return result;
}

std::vector<SourceFile> filesEnding(const SourceFiles& source, std::string_view ending)
{
    std::vector<SourceFile> result;
    std::ranges::copy_if(source.files, std::back_inserter(result), [&](const SourceFile& file) {
        return lower(file.inside.extension().string()) == ending;
    });
    return result;
}

fs::path behind(const fs::path& inside, std::string_view folder)
{
    for (auto part = inside.begin(); part != inside.end(); ++part) {
        if (lower(part->string()) == lower(folder)) {
            fs::path rest;
            for (++part; part != inside.end(); ++part) {
                rest /= *part;
            }
            return rest;
        }
    }
    return {};
}

fs::path pathWithin(const std::string& name)
{
    std::string plain = printable(name);
    std::ranges::replace(plain, '\\', '/');
    std::ranges::replace_if(
        plain, [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, '_');
    fs::path result;
    for (const fs::path& part : fs::path(plain).relative_path()) {
        if (part != "." && part != ".." && !part.empty()) {
            result /= part;
        }
    }
    return result.empty() ? fs::path("picture") : result;
}

fs::path pathWithin(const std::string& name, const std::string& ending)
{
    return pathWithin(name).replace_extension(ending);
}

void refuseAnnotations(const fs::path& path, const std::string& why)
{
    throw BadFile(quoted(path) + " cannot be used: " + why +
                  ". Export it again, or mend it by hand.");
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/own_files.h"

#include "core/base/draft.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/links.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <system_error>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

bool canBeLinked(const fs::path& inside)
{
    const std::string top = inside.begin()->string();
    return (top == "checkpoints" || top == "images") && std::next(inside.begin()) != inside.end();
}

fs::path ownFile(const fs::path& folder, const fs::path& inside)
{
    fs::path path = folder / inside;
    const auto link = linkBelow(folder, inside);
    if (!link) {
        return path;
    }
    std::error_code status;
    const bool isLinkedFile =
        *link == path && canBeLinked(inside) && !fs::is_directory(path, status);
    if (!isLinkedFile) {
        throw BadFile(describeLink(*link) + ", which is not followed: in a study only files under "
                                            "checkpoints and images may be links, to files. Put "
                                            "there what it leads to.");
    }
    return path;
}

std::vector<std::string> unfollowedLinks(const fs::path& folder)
{
    std::vector<std::string> warnings;
    for (const char* name : {"plans.json", "hashes.json"}) {
        try {
            ownFile(folder, name);
        } catch (const BadFile& error) {
            warnings.emplace_back(error.what());
        }
    }
    return warnings;
}

std::vector<LinkedFile> linkedFiles(const fs::path& folder, const fs::path& inside)
{
    std::vector<fs::path> files = {inside};
    std::error_code status;
    for (fs::directory_iterator at(folder / inside, status), end; !status && at != end;
         at.increment(status)) {
        files.push_back(inside / at->path().filename());
    }
    std::ranges::sort(files);
    std::vector<LinkedFile> links;
    for (fs::path& file : files) {
        if (fs::path target = linkTarget(folder / file); !target.empty()) {
            links.push_back({.inside = std::move(file), .target = std::move(target)});
        }
    }
    return links;
}

fs::path studyOfUnits(const fs::path& unitFolder)
{
    const fs::path values = unitFolder.parent_path().parent_path();
    if (values.filename() != "values") {
        return {};
    }
    return values.has_parent_path() ? values.parent_path() : fs::path(".");
}

const fs::path& ownValues(const fs::path& path, const fs::path& unitFolder)
{
    if (const fs::path study = studyOfUnits(unitFolder); !study.empty()) {
        ownFile(study, path.lexically_normal().lexically_relative(study.lexically_normal()));
    }
    return path;
}

void sweepEdits(const fs::path& folder)
{
    sweepDrafts(folder);
    if (!linkBelow(folder, "parts")) {
        sweepDrafts(folder / "parts");
    }
}

void requireNoOwnFile(const fs::path& output)
{
    constexpr auto kOwn = std::to_array<std::string_view>(
        {"study.json", "plans.json", "hashes.json", "study.lock", "images", "parts", "checkpoints",
         "values", "set_aside", "bin", "new_probes"});
    std::error_code status;
    fs::path inside = fs::weakly_canonical(output, status);
    while (inside.has_relative_path()) {
        const fs::path name = inside.filename();
        inside = inside.parent_path();
        if (std::ranges::find(kOwn, name.string()) != kOwn.end() &&
            fs::exists(inside / "study.json", status)) {
            throw NotWritable(quoted(output) + " is what the study in " + quoted(inside) +
                              " consists of. Name a file elsewhere.");
        }
    }
}

void sweepStudy(const fs::path& folder)
{
    sweepEdits(folder);
    for (const char* name : {"values", "images", "checkpoints", "new_probes"}) {
        std::error_code status;
        if (linkBelow(folder, name)) {
            continue;
        }
        sweepDrafts(folder / name);
        // Links to folders are not followed.
        for (fs::recursive_directory_iterator at(folder / name, status), end; !status && at != end;
             at.increment(status)) {
            if (fs::is_directory(at->symlink_status(status))) {
                sweepDrafts(at->path());
            }
        }
    }
}

} // namespace palimpsest

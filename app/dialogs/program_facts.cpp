// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/program_facts.h"

#include <algorithm>
#include <array>
#include <pwd.h>
#include <sys/stat.h>
#include <sys/xattr.h>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

std::string userName(uid_t user)
{
    std::array<char, 4096> buffer{};
    struct passwd entry = {};
    struct passwd* found = nullptr;
    const bool isKnown =
        ::getpwuid_r(user, &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr;
    return isKnown ? entry.pw_name : std::to_string(user);
}

std::string originUrl(const fs::path& path)
{
    std::array<char, 4096> url{};
    const ssize_t length = ::getxattr(path.c_str(), "user.xdg.origin.url", url.data(), url.size());
    return length > 0 ? std::string(url.data(), static_cast<std::size_t>(length)) : std::string();
}

bool liesIn(const fs::path& path, const fs::path& folder)
{
    const fs::path relative = fs::absolute(path).lexically_normal().lexically_relative(
        fs::absolute(folder).lexically_normal());
    return !relative.empty() && *relative.begin() != "..";
}

} // namespace

ProgramFacts factsOf(const ModelProgram& program, const fs::path& folder, const Study& study)
{
    ProgramFacts facts{.program = program};
    const fs::path& path = program.path;
    std::error_code status;
    struct stat file = {};
    if (::stat(path.c_str(), &file) == 0) {
        facts.size = static_cast<std::uint64_t>(file.st_size);
        facts.owner = userName(file.st_uid);
        facts.modified = file.st_mtim.tv_sec;
    }
    facts.isInStudy = !folder.empty() && liesIn(path, folder);
    if (fs::is_symlink(path, status)) {
        facts.linkTarget = fs::weakly_canonical(path, status);
    }
    facts.downloadedFrom = originUrl(path);
    const auto isThis = [&](const fs::path& name) {
        return !name.empty() && fs::equivalent(folder / name, path, status);
    };
    for (const Lineage& lineage : study.lineages) {
        if (isThis(lineage.modelTemplate)) {
            facts.templateOf.push_back(lineage.name);
        }
        if (std::ranges::any_of(lineage.checkpoints,
                                [&](const Checkpoint& one) { return isThis(one.weights); })) {
            facts.checkpointOf.push_back(lineage.name);
        }
    }
    return facts;
}

} // namespace palimpsest

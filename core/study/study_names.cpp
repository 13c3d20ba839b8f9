// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/study_names.h"

#include "core/base/error.h"
#include "core/base/listed_names.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <vector>

namespace palimpsest {

namespace {

/// "It has: a, b, c." of the names a range of things have, or that there is none yet.
template<typename Range, typename Name>
std::string listed(const Range& range, Name name)
{
    std::vector<std::string> names;
    std::ranges::transform(range, std::back_inserter(names), name);
    return names.empty() ? "It has none yet; add checkpoints first."
                         : "It has: " + joined(names) + ".";
}

} // namespace

bool isSafeName(const std::string& name)
{
    constexpr const char* kSafeCharacters =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
    constexpr std::size_t kLongest = 100;
    return !name.empty() && name.size() <= kLongest && name.front() != '.' &&
           name.find_first_not_of(kSafeCharacters) == std::string::npos;
}

bool hasSample(const Study& study, const std::string& id)
{
    return std::ranges::find(study.samples, id, &Sample::id) != study.samples.end();
}

std::string sameButForCase(const Study& study, const std::string& name)
{
    const auto isSame = [](unsigned char a, unsigned char b) {
        return std::tolower(a) == std::tolower(b);
    };
    const auto found = std::ranges::find_if(study.lineages, [&](const Lineage& run) {
        return run.name != name && std::ranges::equal(run.name, name, isSame);
    });
    return found == study.lineages.end() ? std::string() : found->name;
}

std::size_t findLineage(const Study& study, const std::string& name)
{
    const auto found = std::ranges::find(study.lineages, name, &Lineage::name);
    if (found == study.lineages.end()) {
        throw BadInput("The study has no lineage \"" + name + "\". " +
                       listed(study.lineages, [](const Lineage& l) { return l.name; }));
    }
    return static_cast<std::size_t>(found - study.lineages.begin());
}

CheckpointIndex findCheckpoint(const Study& study, const std::string& name)
{
    const std::size_t slash = name.rfind('/');
    const std::size_t lineage = findLineage(study, name.substr(0, slash));
    const auto& checkpoints = study.lineages[lineage].checkpoints;
    if (slash == std::string::npos) {
        return {lineage, checkpoints.size() - 1};
    }
    const std::string epoch = name.substr(slash + 1);
    const auto found = std::ranges::find_if(
        checkpoints, [&](const Checkpoint& c) { return std::to_string(c.epoch) == epoch; });
    if (found == checkpoints.end()) {
        throw BadInput(
            "Lineage \"" + study.lineages[lineage].name + "\" has no epoch \"" + epoch + "\". " +
            listed(checkpoints, [](const Checkpoint& c) { return std::to_string(c.epoch); }));
    }
    return {lineage, static_cast<std::size_t>(found - checkpoints.begin())};
}

std::string checkpointName(const Study& study, CheckpointIndex index)
{
    const Lineage& lineage = study.lineages[index.lineage];
    return lineage.name + "/" + std::to_string(lineage.checkpoints[index.checkpoint].epoch);
}

std::string countName(const Lineage& lineage)
{
    return lineage.countsSteps ? "step" : "epoch";
}

std::string roleName(Role role)
{
    switch (role) {
    case Role::Pretrained:
        return "pretrained";
    case Role::Finetuned:
        return "finetuned";
    case Role::Scratch:
        return "scratch";
    case Role::Other:
        break;
    }
    return "other";
}

std::optional<Role> roleCalled(const std::string& name)
{
    const auto found = std::ranges::find(kRoles, name, roleName);
    return found == kRoles.end() ? std::nullopt : std::optional(*found);
}

} // namespace palimpsest

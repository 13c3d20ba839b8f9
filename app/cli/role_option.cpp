// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/role_option.h"

#include "core/base/listed_names.h"
#include "core/study/study_names.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iterator>
#include <sstream>
#include <vector>

namespace palimpsest {

namespace {

std::vector<std::string> roleNames()
{
    std::vector<std::string> names;
    std::ranges::transform(kRoles, std::back_inserter(names), roleName);
    return names;
}

/// "warm=finetuned,cold=scratch", each run once; nothing when it is not that.
std::optional<std::map<std::string, Role>> rolesIn(const std::string& text)
{
    std::map<std::string, Role> roles;
    std::istringstream entries(text);
    for (std::string entry; std::getline(entries, entry, ',');) {
        const std::size_t equals = entry.find('=');
        const auto role =
            equals == std::string::npos ? std::nullopt : roleCalled(entry.substr(equals + 1));
        if (!role || !roles.emplace(entry.substr(0, equals), *role).second) {
            return std::nullopt;
        }
    }
    return roles.empty() ? std::nullopt : std::optional(roles);
}

} // namespace

void addRoleOption(CLI::App& app, std::optional<Role>& role, const std::string& description)
{
    app.add_option_function<std::string>(
           "--role", [&role](const std::string& text) { role = roleCalled(text); }, description)
        ->check(CLI::IsMember(roleNames()));
}

void addRolesOption(CLI::App& app, std::map<std::string, Role>& roles)
{
    app.add_option_function<std::string>(
           "--role", [&roles](const std::string& text) { roles = *rolesIn(text); },
           "What runs are in the comparison, as RUN=ROLE,…: " + joined(roleNames()))
        ->check([](const std::string& text) {
            return rolesIn(text) ? std::string()
                                 : "must be runs and roles, each run once: warm=finetuned; roles "
                                   "are " +
                                       joined(roleNames());
        });
}

} // namespace palimpsest

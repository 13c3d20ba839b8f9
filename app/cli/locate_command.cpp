// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/setup_commands.h"
#include "app/cli/study_editing.h"
#include "app/common/exit_code.h"
#include "core/base/files.h"
#include "core/setup/relocation.h"

#include <iostream>

namespace palimpsest {

int run(const LocateCommand& command)
{
    const EditedStudy edited = openForEditing(command.study);
    const Study& study = edited.study();
    if (command.missing) {
        relocate(command.study, study, *command.missing, command.found);
        std::cout << quoted(*command.missing) << " is " << quoted(command.found) << " now.\n";
        return kOk;
    }
    const Relocated result = relocateAll(command.study, study, command.found);
    for (const std::string& problem : result.problems) {
        std::cerr << "Warning: " << problem << "\n";
    }
    for (const std::filesystem::path& path : result.missing) {
        std::cout << "Still missing: " << quoted(path) << "\n";
    }
    std::cout << "Found " << result.found.size() << " of "
              << result.found.size() + result.missing.size() << " missing files.\n";
    return result.missing.empty() ? kOk : kBadInput;
}

} // namespace palimpsest

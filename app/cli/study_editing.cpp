// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/study_editing.h"

#include <iostream>

namespace palimpsest {

EditedStudy openForEditing(const std::filesystem::path& folder)
{
    EditedStudy edited(folder);
    if (!edited.predecessor().empty()) {
        std::cerr << edited.predecessor() << "\n";
    }
    return edited;
}

} // namespace palimpsest

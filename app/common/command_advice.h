// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/analysis/compared_models.h"
#include "core/base/error.h"

#include <string>

namespace palimpsest {

/// What an error says, and the command or option that answers it, where core leaves that to the
/// program that asks.
inline std::string withCommand(const std::exception& error)
{
    std::string text = error.what();
    if (const auto* missing = dynamic_cast<const NeedsOtherRun*>(&error)) {
        text += std::string(" Name it with ") +
                (missing->role() == Role::Pretrained ? "--reference" : "--target") +
                ", or say `palimpsest-cli set --role RUN=" + roleName(missing->role()) + "`.";
    } else if (dynamic_cast<const NeedsExtraction*>(&error) != nullptr) {
        text += " `palimpsest-cli extract STUDY` does.";
    } else if (dynamic_cast<const Untrusted*>(&error) != nullptr) {
        text += " The option is --trust.";
    } else if (dynamic_cast<const NoStudy*>(&error) != nullptr) {
        text += " `palimpsest-cli demo DIR` makes it.";
    }
    return text;
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/analysis/compared_models.h"

namespace palimpsest {

/// The same, with the option of a command that names a run in place of the role.
inline BadInput withOption(const NeedsOtherRun& missing)
{
    return BadInput(std::string(missing.what()) + " Name it with " +
                    (missing.role() == Role::Pretrained ? "--reference" : "--target") +
                    ", or say `palimpsest-cli set --role RUN=" + roleName(missing.role()) + "`.");
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/analysis/compared_models.h"

namespace palimpsest {

/// The same, with the option of a command that names a run in place of the role.
inline BadInput withOption(const NoRunOfRole& missing)
{
    return BadInput(std::string(missing.what()) + " Or name the one to use with " +
                    (missing.role() == Role::Pretrained ? "--reference." : "--target."));
}

} // namespace palimpsest

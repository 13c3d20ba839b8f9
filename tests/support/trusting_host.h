// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/programs/program_host.h"

#include <memory>

namespace palimpsest {

/// Runs whatever a test gives it, as after a yes of the user.
inline std::shared_ptr<ProgramHost> trustingHost(ProgramHost::GoesOn goesOn = {})
{
    return std::make_shared<ProgramHost>(Trust{.everything = true}, std::move(goesOn));
}

} // namespace palimpsest

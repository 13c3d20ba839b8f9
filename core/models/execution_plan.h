// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>

namespace palimpsest {

/// How passes are run. Float results depend on it in their last bits, so a study keeps the plan it
/// began with.
struct ExecutionPlan
{
    std::string device = "cpu"; ///< "cpu", "cuda" or "cuda:N"
    int threads = 1;            ///< of the CPU's matrix products
    int batchSize = 32;         ///< coalitions per pass

    bool operator==(const ExecutionPlan&) const = default;
};

} // namespace palimpsest

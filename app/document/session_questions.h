// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/trust/trust.h"
#include "core/values/output_kind.h"

#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace palimpsest {

/// What a session has to ask before something is run. What is not given is not asked.
struct SessionQuestions
{
    /// A sentence on a run over very many maskings; false keeps it from starting.
    std::function<bool(const QString& cost)> consent;
    /// Where nobody has chosen the baseline; false keeps the run from starting.
    std::function<bool()> baseline;
    /// What a network answers with that leaves it open: one of the candidates, or none.
    std::function<std::optional<OutputKind>(const UndecidedOutputs& open)> outputs;
    /// Whether to trust these programs from now on; without it the run does not start.
    std::function<bool(const std::vector<ModelProgram>& programs)> trust;
};

} // namespace palimpsest

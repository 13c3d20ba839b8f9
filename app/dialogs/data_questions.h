// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/values/output_kind.h"

#include <optional>

class QWidget;

namespace palimpsest {

class Dialogs;

/// Asks what a network answers with that leaves it open: one of the candidates, or none.
std::optional<OutputKind> askForOutputs(Dialogs& dialogs, QWidget* parent,
                                        const UndecidedOutputs& open);

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/dialogs/dialogs.h"
#include "app/settings/settings.h"
#include "core/models/trust.h"

#include <vector>

namespace palimpsest {

/// Asks whether TorchScript files, which are programs, may be opened; `settings` remember a yes.
bool askForTrust(Dialogs& dialogs, Settings& settings, QWidget* parent,
                 const std::vector<ModelProgram>& programs);

} // namespace palimpsest

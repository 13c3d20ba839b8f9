// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/probe.h"

#include <QString>

namespace palimpsest {

/// What a probe came to, as rich text: its features and C, and a table of accuracies.
QString tableOf(const Probe& probe);

} // namespace palimpsest

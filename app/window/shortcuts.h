// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/panels/keys_overlay.h"

#include <vector>

namespace palimpsest {

/// Every key of the window, for the overlay.
std::vector<KeyEntry> allKeys();

} // namespace palimpsest

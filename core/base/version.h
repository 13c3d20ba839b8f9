// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>

namespace palimpsest {

/// Version of Palimpsest, e.g. "0.1.0".
std::string version();

} // namespace palimpsest

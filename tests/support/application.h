// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>
#include <functional>

namespace palimpsest {

/// Makes the one QApplication of a test program at the first call; later calls do nothing.
void needApplication();

/// Lets the program go on until `condition` holds; false when it does not within `limit`.
bool waitUntil(const std::function<bool()>& condition,
               std::chrono::milliseconds limit = std::chrono::seconds(10));

} // namespace palimpsest

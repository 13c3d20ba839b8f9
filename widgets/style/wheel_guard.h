// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QApplication;

namespace palimpsest {

/// From now on the wheel changes no box that does not have the focus: it scrolls what the box
/// stands in. Otherwise a setting would change because it came to lie under the pointer.
void keepWheelScrolling(QApplication& application);

} // namespace palimpsest

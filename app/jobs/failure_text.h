// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace palimpsest {

/// What to say of that which has just been caught, whatever it is. To be called where it is caught.
QString failureText();

} // namespace palimpsest

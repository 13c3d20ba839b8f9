// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/version.h"

namespace palimpsest {

std::string version()
{
    return PALIMPSEST_VERSION;
}

} // namespace palimpsest

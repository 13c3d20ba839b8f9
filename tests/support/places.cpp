// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/places.h"

namespace palimpsest {

std::filesystem::path sourceFolder()
{
    return PALIMPSEST_SOURCE_DIR;
}

std::filesystem::path buildFolder()
{
    return PALIMPSEST_BINARY_DIR;
}

} // namespace palimpsest

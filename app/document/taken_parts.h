// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/drawing.h"

#include <cstddef>
#include <string>

namespace palimpsest {

/// Parts that a sample takes from elsewhere.
struct TakenParts
{
    std::size_t sample = 0; ///< its place in the study
    Drawing drawing;        ///< on the stored picture
    std::string otherKeys;  ///< JSON object to stand in its LabelMe file, too; or empty

    bool operator==(const TakenParts&) const = default;
};

} // namespace palimpsest

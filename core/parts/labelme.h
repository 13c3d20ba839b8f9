// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/shape.h"

#include <filesystem>
#include <vector>

namespace palimpsest {

/// Shapes of one picture as a LabelMe JSON file holds them.
struct LabelMeFile
{
    int width = 0; ///< of the picture they were drawn on
    int height = 0;
    std::vector<Shape> shapes; ///< in file order, which is the order of the parts
};

/// Reads LabelMe JSON: `polygon` shapes, and `rectangle` as the polygon of its four corners.
/// Throws BadFile, naming the shape, when one is of another kind, has too few points or points that
/// are not finite numbers.
LabelMeFile readLabelMe(const std::filesystem::path& path);

} // namespace palimpsest

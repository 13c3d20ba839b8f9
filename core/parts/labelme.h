// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/drawing.h"

#include <filesystem>

namespace palimpsest {

/// Reads LabelMe JSON: `polygon` shapes, and `rectangle` as the polygon of its four corners. Our
/// own key "parts" gives order and colours; without it parts are in the order of their first
/// shapes. Throws BadFile, naming the shape, when one is of another kind, has too few points or
/// points that are not finite numbers.
Drawing readLabelMe(const std::filesystem::path& path);

/// Writes LabelMe JSON, atomically. Keys of the file that stands there and of shapes that were read
/// survive; `image` is the picture's path relative to the file, `root` the study's folder as in
/// writeFileAtomically(). Throws NotWritable, and BadFile when what stands there is not JSON.
void writeLabelMe(const std::filesystem::path& path, const Drawing& drawing,
                  const std::filesystem::path& image, const std::filesystem::path& root = {});

} // namespace palimpsest

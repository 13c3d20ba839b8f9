// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/drawing.h"
#include "core/parts/pixel_size.h"
#include "core/samples/datasets/picture_list.h"
#include "core/samples/preprocessing.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// Parts around the named places of a picture of `width` × `height` pixels, on what the model sees
/// of it: what is nearer to a place than to any other, and no further than an eighth of the shorter
/// side. Places that the model does not see are left out; where there are more than `mostParts`,
/// the two nearest are joined, again and again. Without any place there are no parts.
Drawing partsAround(const std::vector<PartLocation>& places, int width, int height,
                    const Preprocessing& preprocessing, std::size_t mostParts);

/// No part, but points at the named places of a picture, on its pixels, to grow parts from.
Drawing pointsAt(const std::vector<PartLocation>& places, PixelSize picture);

/// The LabelMe file beside a picture, called like it but for its ending; none where there is none.
std::optional<std::filesystem::path> labelMeBeside(const std::filesystem::path& picture);

/// The parts that the LabelMe file beside a picture draws on it, on its pixels, or on what the
/// model sees where that has as many; nothing where there is no file. Parts that the model does not
/// see and shapes without an area are left out with a warning. Throws BadFile when the file cannot
/// be used or speaks of another picture, by its size, its name or what it shows.
std::optional<Drawing> partsBeside(const std::filesystem::path& picture,
                                   const Preprocessing& preprocessing,
                                   std::vector<std::string>& warnings);

/// What the model sees in `columns` × `rows` rectangles.
Drawing gridParts(const Preprocessing& preprocessing, int columns, int rows);

} // namespace palimpsest

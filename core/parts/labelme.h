// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/drawing.h"
#include "core/parts/labelme_picture.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// Reads LabelMe JSON: polygons; rectangles of two corners or four, also turned ones ("rotation");
/// circles, of a centre and a point, as polygons of 64 corners; masks, whose two points are their
/// first and last pixel; points, of parts that need have no shape. Our own key "parts" gives order
/// and colours, and "objectOutline" the object that they are of; without "parts" parts are in the
/// order of their first shapes. Where the file does not say the picture's size, it is that of the
/// picture in it, else `pictureSize`. Throws BadFile, naming the shape, when one is of another
/// kind, has too few points or points that are not finite numbers, or nobody says the size. With
/// `leftOut`, shapes without an area (lines, several points and what has too few of them) are named
/// there instead: "the line \"stem\"".
Drawing readLabelMe(const std::filesystem::path& path, std::optional<PixelSize> pictureSize = {},
                    std::vector<std::string>* leftOut = nullptr);

/// The keys of a LabelMe file that neither a Drawing nor its picture has, as a JSON object; empty
/// where there are none. Throws BadFile.
std::string otherKeysOfLabelMe(const std::filesystem::path& path);

/// Whether a file looks like one of LabelMe: JSON with a list "shapes" or, where it is damaged,
/// with that word. False where it cannot be read.
bool isLabelMe(const std::filesystem::path& path);

/// What writeLabelMe() writes at `path`, with `otherKeys`, a JSON object or empty, beside the keys
/// that stand there.
std::string labelMeText(const std::filesystem::path& path, const Drawing& drawing,
                        const std::filesystem::path& image, const std::string& otherKeys = {});

/// Writes LabelMe JSON, atomically. Keys of the file that stands there and of shapes that were read
/// survive; `image` is the picture's path relative to the file, `root` the study's folder as in
/// writeFileAtomically(). Throws NotWritable, and BadFile when what stands there is not JSON.
void writeLabelMe(const std::filesystem::path& path, const Drawing& drawing,
                  const std::filesystem::path& image, const std::filesystem::path& root = {});

} // namespace palimpsest

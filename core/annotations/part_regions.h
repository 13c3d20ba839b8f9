// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/drawing.h"
#include "core/parts/labelme_picture.h"

#include <string>
#include <vector>

namespace palimpsest {

/// What a part is to formats that know no order of shapes, or no shapes that erase.
struct PartRegion
{
    std::string name;
    std::string category;                     ///< as categoryOf() says
    std::string owner;                        ///< as ownerOf() says
    std::vector<std::vector<Point>> polygons; ///< which are united
    bool isPixels = false; ///< the polygons go along edges of pixels, as outlines of masks do

    bool operator==(const PartRegion&) const = default;
};

/// The parts that have shapes, in their order, such that painting one region on top of the other
/// gives the drawing's label map: their shapes as they were drawn where that is so, else what is
/// seen of them. Parts of which nothing is seen then are missing.
std::vector<PartRegion> regionsOf(const Drawing& drawing);

/// The pixels of a region, height × width.
std::vector<bool> maskOf(const PartRegion& region, PixelSize size);

/// What of a drawing regionsOf() does not hold, as sentences; `picture` is named in them.
std::vector<std::string> partsLeftOut(const Drawing& drawing,
                                      const std::vector<PartRegion>& regions,
                                      const std::string& picture);
/// The same for formats that hold no more than a label map.
std::vector<std::string> partsLeftOut(const LabelMap& map, const std::string& picture);

/// The rectangle around a region.
struct Extent
{
    double left = 0.0;
    double top = 0.0;
    double right = 0.0;
    double bottom = 0.0;

    bool operator==(const Extent&) const = default;
};
Extent extentOf(const PartRegion& region);

} // namespace palimpsest

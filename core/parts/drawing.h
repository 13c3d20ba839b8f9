// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/label_map.h"
#include "core/parts/object_outline.h"
#include "core/parts/shape.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// Shapes of this label erase: their pixels belong to no part. It is what labelling tools call the
/// background.
inline constexpr const char* kBackgroundLabel = "_background_";

/// Parts that a drawing may have: as many as its label map has labels. Models take kMaxParts.
inline constexpr std::size_t kMaxDrawnParts = 255;

/// Name and looks of a part; its place in Drawing::parts is its number.
struct PartStyle
{
    std::string name;
    std::string colour; ///< "#rrggbb", or empty for the one that goes with the number

    bool operator==(const PartStyle&) const = default;
};

/// Whether `colour` may stand in a PartStyle.
bool isColour(const std::string& colour);

/// What a person drew on a picture: the truth from which the label map is made.
struct Drawing
{
    int width = 0; ///< of the picture, in pixels
    int height = 0;
    std::vector<Shape> shapes;    ///< later ones lie on top
    std::vector<PartStyle> parts; ///< every label of the shapes but kBackgroundLabel once, in the
                                  ///< order of the parts; some may have no shape yet
    std::vector<PartPoint> points = {};       ///< some of parts that there are not
    std::optional<ObjectOutline> object = {}; ///< that the parts are of, where it was outlined

    bool operator==(const Drawing&) const = default;
};

/// First of `side` pixels in a row whose centre lies at or beyond `edge`; `side` when none does.
int firstPixelFrom(double edge, int side);

/// The regions as they are while somebody draws: parts may be without a pixel, or absent.
/// Later shapes lie on top; a pixel belongs to a polygon when its centre lies inside by the
/// even–odd rule, and to a mask when it is one of its. Throws BadInput when there are more than
/// kMaxDrawnParts, or when a shape's label is neither a part's nor kBackgroundLabel.
LabelMap paint(const Drawing& drawing);

/// paint(), fit for models. Throws BadInput, naming the part, when one covers no pixel, when there
/// is none, or when there are more than kMaxParts.
LabelMap rasterise(const Drawing& drawing);

/// Position of the part called `name` in `drawing.parts`, or −1.
int partIndex(const Drawing& drawing, const std::string& name);

/// The object of a drawing; null where none was outlined.
inline const ObjectOutline* objectOn(const Drawing& drawing)
{
    return drawing.object ? &*drawing.object : nullptr;
}

/// Throws BadInput, with a sentence for the user, when there is no such part.
void requirePart(const Drawing& drawing, std::size_t part);

} // namespace palimpsest

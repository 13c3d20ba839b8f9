// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/assists/working_picture.h"
#include "core/base/progress.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace palimpsest {

/// Sides of superpixels that can be asked for, in pixels of the original.
inline constexpr int kLeastSegmentSide = 4;
inline constexpr int kMostSegmentSide = 512;

/// A picture cut into pieces that follow its edges.
struct SegmentMap
{
    int width = 0; ///< of the original
    int height = 0;
    int count = 0;                      ///< of segments, numbered from 0 in the order of rows
    std::vector<std::int32_t> segments; ///< height × width

    bool operator==(const SegmentMap&) const = default;
};

/// Segments about `side` pixels wide, each in one piece over 4 neighbours. Throws BadInput when the
/// side is none of kLeastSegmentSide … kMostSegmentSide, and Cancelled.
/// Source: SLIC, R. Achanta et al., IEEE TPAMI 34(11), 2012, on the blurred picture in CIELab; a
/// piece smaller than a quarter of a segment joins one beside it.
SegmentMap superpixels(const WorkingPicture& picture, int side, const Progress& progress = {});

/// The segment at `point`; −1 outside of the picture.
int segmentAt(const SegmentMap& map, Point point);

/// The pixels of the segments that are listed; those that there are not are passed over.
Mask maskOf(const SegmentMap& map, const std::vector<int>& segments);

} // namespace palimpsest

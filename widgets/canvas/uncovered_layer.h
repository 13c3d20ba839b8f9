// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/label_map.h"
#include "core/parts/mask.h"
#include "widgets/canvas/view_transform.h"

#include <QSize>

#include <optional>

class QPainter;

namespace palimpsest {

/// How much of something is in no part.
struct UncoveredShare
{
    double share = 0.0;       ///< of the pixels, from 0 to 1
    bool isOfOutline = false; ///< of the object that was outlined; else of what parts enclose

    bool operator==(const UncoveredShare&) const = default;
};

/// What of an object no part covers.
class UncoveredLayer
{
public:
    /// The object is that, or all that parts enclose where none was outlined. Takes as long as the
    /// picture is large.
    void set(const LabelMap& map, const Mask* outlined);

    /// None where nothing is outlined and no part has a pixel.
    std::optional<UncoveredShare> share() const { return m_share; }

    /// Hatches it in a view of `size`, in lines that are as wide however near the picture is.
    void paint(QPainter& painter, const ViewTransform& transform, QSize size) const;

private:
    Mask m_pixels;
    std::optional<UncoveredShare> m_share;
};

} // namespace palimpsest

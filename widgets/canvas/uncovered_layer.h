// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/label_map.h"
#include "core/parts/mask.h"
#include "widgets/canvas/view_transform.h"

#include <QSize>

class QPainter;

namespace palimpsest {

/// What of an object no part covers.
class UncoveredLayer
{
public:
    /// The object is that, or all that parts enclose where none was outlined. Takes as long as the
    /// picture is large.
    void set(const LabelMap& map, const Mask* outlined);

    /// Of the object's pixels, from 0 to 1; 0 where there is no object.
    double share() const { return m_share; }

    /// Hatches it in a view of `size`, in lines that are as wide however near the picture is.
    void paint(QPainter& painter, const ViewTransform& transform, QSize size) const;

private:
    Mask m_pixels;
    double m_share = 0.0;
};

} // namespace palimpsest

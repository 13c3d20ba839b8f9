// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/assists/superpixels.h"
#include "widgets/canvas/view_transform.h"

#include <QPixmap>
#include <QSize>

#include <memory>

class QPainter;

namespace palimpsest {

/// Thin lines between the segments of a picture, kept while these and the view stay as they are.
class SegmentsLayer
{
public:
    /// In a view of `size`; nothing where there are no segments.
    void paint(QPainter& painter, const ViewTransform& transform, QSize size,
               const std::shared_ptr<const SegmentMap>& segments);

private:
    std::shared_ptr<const SegmentMap> m_segments;
    ViewTransform m_transform;
    QSize m_size;
    QPixmap m_lines;
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <qcustomplot.h>

#include <cmath>

namespace palimpsest {

/// A line whose markers are whole at the ends of its axes too.
class MarkedLine : public QCPGraph
{
public:
    using QCPGraph::QCPGraph;

protected:
    QRect clipRect() const override
    {
        const int room = static_cast<int>(std::ceil(mScatterStyle.size()));
        return QCPGraph::clipRect().adjusted(-room, -room, room, room);
    }
};

} // namespace palimpsest

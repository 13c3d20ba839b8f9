// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <qcustomplot.h>

namespace palimpsest {

class EpochPlot;

/// What lies over the curves of a plot: the line at the current epoch with its handle on the axis,
/// the values there, and the epoch under the pointer.
class EpochLine : public QCPLayerable
{
public:
    explicit EpochLine(EpochPlot* plot);

protected:
    void applyDefaultAntialiasingHint(QCPPainter*) const override {}
    void draw(QCPPainter* painter) override;

private:
    void drawLine(QCPPainter& painter, std::size_t epoch, const QPen& pen) const;
    void drawMarkers(QCPPainter& painter) const;
    void drawHandle(QCPPainter& painter) const;

    EpochPlot* m_plot;
};

} // namespace palimpsest

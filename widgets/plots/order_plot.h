// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/plots/curve_series.h"
#include "widgets/plots/plot_colours.h"

#include <qcustomplot.h>

#include <functional>
#include <vector>

namespace palimpsest {

/// Bars of several kinds side by side, a group an order. One order at a time is marked, by the
/// pointer or the arrow keys; a click or Return chooses it.
class OrderPlot : public QCustomPlot
{
public:
    explicit OrderPlot(QWidget* parent = nullptr);

    /// The axis ends at `top` or, where that is 0, above the highest bar.
    void setSeries(std::vector<OrderSeries> series, double top);
    const std::vector<OrderSeries>& series() const { return m_series; }
    int orderCount() const;
    const PlotColours& colours() const { return m_colours; }

    std::function<void(int)> orderChosen;
    std::function<QString(int)> describe; ///< tooltip of an order
    std::function<void()> restyled;       ///< series, colours or fonts are new

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent*) override {}
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override; ///< new colours with a new theme

private:
    void restyle();
    void addBars();
    void choose(int order);
    void mark(int order);
    int orderAt(const QPointF& position) const;

    std::vector<OrderSeries> m_series;
    PlotColours m_colours;
    QCPBarsGroup* m_group;
    QCPItemRect* m_mark; ///< behind the bars of the marked order
    int m_marked = 0;    ///< 0 for none
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/plots/curve_series.h"
#include "widgets/plots/plot_colours.h"

#include <qcustomplot.h>

#include <functional>
#include <optional>
#include <vector>

namespace palimpsest {

/// Curves over the real epochs of a run, with a line at the current one that mouse and keys move.
class EpochPlot : public QCustomPlot
{
public:
    explicit EpochPlot(QWidget* parent = nullptr);

    /// Draws `panel`, whose values belong to the rising `epochs`; none at all shows `hint`.
    void setPanel(CurvePanel panel, std::vector<int> epochs, const QString& hint);
    const CurvePanel& panel() const { return m_panel; }
    const std::vector<int>& epochs() const { return m_epochs; }

    /// Moves the line; the curves are not drawn again.
    void setEpoch(std::size_t index);
    std::size_t epoch() const { return m_epoch; }

    std::optional<std::size_t> hovered() const { return m_hovered; } ///< under the pointer

    const QString& hint() const { return m_hint; }
    const PlotColours& colours() const { return m_colours; }
    double positionOf(std::size_t index) const; ///< x of an epoch, in pixels

    std::function<void(std::size_t)> epochChosen; ///< by mouse or key, after the line has moved
    std::function<void()> restyled;               ///< panel, colours or fonts are new
    std::function<QString(std::size_t)> describe; ///< tooltip of an epoch

protected:
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override; ///< new colours with a new theme

private:
    void restyle();
    void addCurves();
    void addBand(const CurveSeries& series);
    void fitLabels(QSize size);
    void choose(std::size_t index);
    void hover(std::optional<std::size_t> index);
    std::size_t epochAt(const QPointF& position) const;
    void replotLine() const;

    CurvePanel m_panel;
    std::vector<int> m_epochs;
    QString m_hint;
    PlotColours m_colours;
    std::size_t m_epoch = 0;
    std::optional<std::size_t> m_hovered;
    bool m_isDragging = false;
    bool m_isDrawn = false; ///< there is a line to draw anew
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/plots/plot_colours.h"

#include <QString>
#include <QStringList>
#include <QWidget>

#include <functional>
#include <vector>

class QCPPainter;

namespace palimpsest {

/// One entry of a legend: a swatch, a name and what it amounts to now.
struct LegendEntry
{
    QString name;
    QString widestValue; ///< room is kept for it, so that entries stand still while values change
    std::function<void(QCPPainter&, const QRectF&)> drawSwatch;
};

/// A legend above a plot, wrapped into as many lines as it needs. Names that are longer than a line
/// are elided, and told by a tool tip.
class PlotLegend : public QWidget
{
public:
    explicit PlotLegend(QWidget* parent = nullptr);

    /// Looks like the plot below it.
    void setColours(const PlotColours& colours);

    /// Shows `entries` with empty values.
    void setEntries(std::vector<LegendEntry> entries);
    /// One per entry.
    void setValues(QStringList values);

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    /// The names as they are drawn in a legend of that width.
    QStringList shownNames(int width) const;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    int widthBeside(const LegendEntry& entry) const;
    int entryWidth(const LegendEntry& entry) const;
    int lineHeight() const;
    /// Where entries lie, in a legend of that width.
    std::vector<QRect> places(int width) const;

    std::vector<LegendEntry> m_entries;
    PlotColours m_colours;
    QStringList m_values;
};

} // namespace palimpsest

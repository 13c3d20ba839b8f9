// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/plots/plot_legend.h"

#include "widgets/style/elided_names.h"
#include "widgets/style/plain_text.h"

#include <QHelpEvent>
#include <QToolTip>
#include <qcustomplot.h>

#include <algorithm>

namespace palimpsest {

namespace {

constexpr int kSwatch = 28;
constexpr int kSwatchGap = 6;
constexpr int kValueGap = 5;
constexpr int kEntryGap = 18;
constexpr int kMargin = 8;
constexpr int kTop = 4;
constexpr int kLeastWidth = 200; // names give way first

} // namespace

PlotLegend::PlotLegend(QWidget* parent) : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void PlotLegend::setColours(const PlotColours& colours)
{
    m_colours = colours;
    update();
}

void PlotLegend::setEntries(std::vector<LegendEntry> entries)
{
    m_entries = std::move(entries);
    m_values.clear();
    updateGeometry();
    update();
}

void PlotLegend::setValues(QStringList values)
{
    m_values = std::move(values);
    update();
}

int PlotLegend::lineHeight() const
{
    return fontMetrics().height() + 3;
}

/// What an entry takes without its name.
int PlotLegend::widthBeside(const LegendEntry& entry) const
{
    const int swatch = kSwatch + kSwatchGap;
    return entry.widestValue.isEmpty()
               ? swatch
               : swatch + kValueGap + fontMetrics().horizontalAdvance(entry.widestValue);
}

int PlotLegend::entryWidth(const LegendEntry& entry) const
{
    return widthBeside(entry) + fontMetrics().horizontalAdvance(entry.name);
}

QStringList PlotLegend::shownNames(int width) const
{
    QStringList names;
    int room = width - 2 * kMargin;
    for (const LegendEntry& entry : m_entries) {
        names << entry.name;
        room = std::min(room, width - 2 * kMargin - widthBeside(entry));
    }
    return elidedApart(names, fontMetrics(), room);
}

std::vector<QRect> PlotLegend::places(int width) const
{
    std::vector<QRect> places;
    QPoint corner(kMargin, kTop);
    for (const LegendEntry& entry : m_entries) {
        const QSize size(std::min(entryWidth(entry), width - 2 * kMargin), lineHeight());
        if (corner.x() > kMargin && corner.x() + size.width() > width - kMargin) {
            corner = QPoint(kMargin, corner.y() + lineHeight());
        }
        places.emplace_back(corner, size);
        corner.rx() += size.width() + kEntryGap;
    }
    return places;
}

int PlotLegend::heightForWidth(int width) const
{
    const std::vector<QRect> all = places(width);
    return (all.empty() ? kTop : all.back().y()) + lineHeight();
}

QSize PlotLegend::sizeHint() const
{
    int width = 2 * kMargin;
    for (const LegendEntry& entry : m_entries) {
        width += entryWidth(entry) + kEntryGap;
    }
    return {width, kTop + lineHeight()};
}

QSize PlotLegend::minimumSizeHint() const
{
    int widest = 0;
    for (const LegendEntry& entry : m_entries) {
        widest = std::max(widest, entryWidth(entry));
    }
    return {std::min(widest + 2 * kMargin, kLeastWidth), kTop + lineHeight()};
}

bool PlotLegend::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip) {
        return QWidget::event(event);
    }
    const auto* help = static_cast<QHelpEvent*>(event);
    const std::vector<QRect> all = places(width());
    const QStringList names = shownNames(width());
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        if (all[i].contains(help->pos()) && names[static_cast<qsizetype>(i)] != m_entries[i].name) {
            QToolTip::showText(help->globalPos(), plainTip(m_entries[i].name), this, all[i]);
            return true;
        }
    }
    QToolTip::hideText();
    return true;
}

void PlotLegend::paintEvent(QPaintEvent*)
{
    QCPPainter painter(this);
    painter.fillRect(rect(), m_colours.background);
    const std::vector<QRect> all = places(width());
    const QStringList names = shownNames(width());
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const QString& name = names[static_cast<qsizetype>(i)];
        const LegendEntry& entry = m_entries[i];
        QRect place = all[i];
        painter.save();
        painter.setAntialiasing(true);
        entry.drawSwatch(painter, QRectF(place.topLeft(), QSizeF(kSwatch, place.height())));
        painter.restore();

        place.setLeft(place.left() + kSwatch + kSwatchGap);
        painter.setPen(m_colours.ink);
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, name);
        if (static_cast<qsizetype>(i) < m_values.size()) {
            place.setLeft(place.left() + fontMetrics().horizontalAdvance(name) + kValueGap);
            painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                             m_values[static_cast<qsizetype>(i)]);
        }
    }
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/plots/order_bars.h"

#include "widgets/plots/order_plot.h"
#include "widgets/plots/plot_legend.h"
#include "widgets/plots/value_tip.h"
#include "widgets/style/palette.h"

#include <QVBoxLayout>

namespace palimpsest {

namespace {

constexpr QSizeF kSwatch(16.0, 10.0);

} // namespace

struct OrderBars::State
{
    PlotLegend* legend = nullptr;
    OrderPlot* plot = nullptr;

    void updateLegend() const;
    QString tooltip(int order) const;
    QString description() const;
};

void OrderBars::State::updateLegend() const
{
    std::vector<LegendEntry> entries;
    const PlotColours& colours = plot->colours();
    for (const OrderSeries& kind : plot->series()) {
        const QColor fill = palette::mixed(colours.background, kind.colour, kind.fill);
        entries.push_back(
            {kind.name, {}, [hue = kind.colour, fill](QCPPainter& painter, const QRectF& place) {
                 QRectF swatch({}, kSwatch);
                 swatch.moveCenter(place.center());
                 painter.setPen(QPen(hue, 1.2));
                 painter.setBrush(fill);
                 painter.drawRect(swatch);
             }});
    }
    legend->setColours(colours);
    legend->setEntries(std::move(entries));
}

QString OrderBars::State::tooltip(int order) const
{
    std::vector<TipLine> lines;
    for (const OrderSeries& kind : plot->series()) {
        const double height = kind.heights[static_cast<std::size_t>(order - 1)];
        lines.push_back({kind.colour, kind.name, QString::number(height, 'f', 3)});
    }
    return valueTip(tr("order %1").arg(order), lines);
}

QString OrderBars::State::description() const
{
    QStringList orders;
    for (int order = 1; order <= plot->orderCount(); ++order) {
        QStringList kinds;
        for (const OrderSeries& kind : plot->series()) {
            const double height = kind.heights[static_cast<std::size_t>(order - 1)];
            kinds << QStringLiteral("%1 %2").arg(kind.name, QString::number(height, 'f', 2));
        }
        orders << tr("order %1: %2").arg(order).arg(kinds.join(QStringLiteral(", ")));
    }
    return orders.join(QStringLiteral("; "));
}

OrderBars::OrderBars(QWidget* parent) : QWidget(parent), m_state(std::make_unique<State>())
{
    m_state->legend = new PlotLegend(this);
    m_state->plot = new OrderPlot(this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_state->legend);
    layout->addWidget(m_state->plot, 1);
    setFocusProxy(m_state->plot);

    m_state->plot->setAccessibleName(tr("Knowledge by order"));
    m_state->plot->restyled = [this] { m_state->updateLegend(); };
    m_state->plot->describe = [this](int order) { return m_state->tooltip(order); };
    m_state->plot->orderChosen = [this](int order) { emit orderChosen(order); };
    setAmounts(KnowledgeAmounts(), 0.0);
}

OrderBars::~OrderBars() = default;

void OrderBars::setAmounts(const KnowledgeAmounts& byOrder, double top)
{
    m_state->plot->setSeries(orderSeries(byOrder), top);
    m_state->plot->setAccessibleDescription(m_state->description());
}

} // namespace palimpsest

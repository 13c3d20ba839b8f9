// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/plots/order_plot.h"

#include "widgets/plots/plot_axes.h"
#include "widgets/plots/screen_style.h"
#include "widgets/style/palette.h"

#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace palimpsest {

namespace {

constexpr double kBarWidth = 0.26; // of the room of an order
constexpr int kLeftMargin = 54;
constexpr int kRightMargin = 14;
constexpr int kTopMargin = 8;

} // namespace

OrderPlot::OrderPlot(QWidget* parent)
    : QCustomPlot(parent), m_group(new QCPBarsGroup(this)), m_mark(new QCPItemRect(this))
{
    setLocale(QLocale::c()); // as the numbers beside it
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumSize(200, 120);
    setAutoAddPlottableToLegend(false);
    axisRect()->setMinimumMargins(QMargins(kLeftMargin, kTopMargin, kRightMargin, 0));
    xAxis->grid()->setVisible(false);
    m_group->setSpacingType(QCPBarsGroup::stPlotCoords);
    m_group->setSpacing(0.0);
    m_mark->setLayer(QStringLiteral("background"));
    m_mark->setPen(Qt::NoPen);
    m_mark->setVisible(false);
    m_mark->topLeft->setTypeX(QCPItemPosition::ptPlotCoords);
    m_mark->topLeft->setTypeY(QCPItemPosition::ptAxisRectRatio);
    m_mark->bottomRight->setTypeX(QCPItemPosition::ptPlotCoords);
    m_mark->bottomRight->setTypeY(QCPItemPosition::ptAxisRectRatio);
}

int OrderPlot::orderCount() const
{
    return m_series.empty() ? 0 : static_cast<int>(m_series.front().heights.size());
}

void OrderPlot::setSeries(std::vector<OrderSeries> series, double top)
{
    m_series = std::move(series);
    xAxis->setRange(0.5, std::max(1, orderCount()) + 0.5);
    setTickStep(xAxis, std::max(1.0, niceStep(orderCount(), 12)));
    setAmountRange(yAxis, top > 0.0 ? top : largestHeight(m_series));
    mark(std::min(m_marked, orderCount()));
    restyle();
}

void OrderPlot::restyle()
{
    m_colours = plotColours(palette());
    setBackground(QBrush(m_colours.background));
    m_mark->setBrush(palette::mixed(m_colours.background, m_colours.line, 0.35));
    for (QCPAxis* axis : {xAxis, yAxis}) {
        styleScreenAxis(axis, font(), m_colours);
    }
    xAxis->setTickLength(0, 0);
    xAxis->setLabel(QCoreApplication::translate("Figure", "order (number of parts)"));
    yAxis->setLabel(QCoreApplication::translate("Figure", "strength"));
    addBars();
    replot(rpQueuedReplot);
    if (restyled) {
        restyled();
    }
}

void OrderPlot::addBars()
{
    clearPlottables();
    for (const OrderSeries& kind : m_series) {
        auto* bars = new QCPBars(xAxis, yAxis);
        bars->setBarsGroup(m_group);
        bars->setWidth(kBarWidth);
        bars->setPen(QPen(kind.colour, 1.2));
        bars->setBrush(palette::mixed(m_colours.background, kind.colour, kind.fill));
        for (std::size_t i = 0; i < kind.heights.size(); ++i) {
            bars->addData(static_cast<double>(i + 1), kind.heights[i]);
        }
    }
}

int OrderPlot::orderAt(const QPointF& position) const
{
    const int order = static_cast<int>(std::lround(xAxis->pixelToCoord(position.x())));
    const QRect axes = axisRect()->rect();
    const bool isInside = position.x() >= axes.left() && position.x() <= axes.right();
    return isInside && order >= 1 && order <= orderCount() ? order : 0;
}

void OrderPlot::mark(int order)
{
    if (order == m_marked) {
        return;
    }
    m_marked = order;
    m_mark->setVisible(order > 0);
    m_mark->topLeft->setCoords(order - 0.5, 0.0);
    m_mark->bottomRight->setCoords(order + 0.5, 1.0);
    replot(rpQueuedReplot);
}

void OrderPlot::choose(int order)
{
    if (order > 0) {
        orderChosen(order);
    }
}

void OrderPlot::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton) {
        choose(orderAt(event->position()));
    }
}

void OrderPlot::mouseMoveEvent(QMouseEvent* event)
{
    const int order = orderAt(event->position());
    mark(order);
    setCursor(order > 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (order > 0) {
        QToolTip::showText(event->globalPosition().toPoint(), describe(order), this);
    } else {
        QToolTip::hideText();
    }
}

void OrderPlot::mouseDoubleClickEvent(QMouseEvent* event)
{
    event->accept(); // its first click has chosen
}

void OrderPlot::wheelEvent(QWheelEvent* event)
{
    event->ignore(); // for the area that the plot may scroll in
}

void OrderPlot::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        mark(std::max(1, m_marked - 1));
        break;
    case Qt::Key_Right:
        mark(std::min(orderCount(), m_marked + 1));
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        choose(m_marked);
        break;
    default:
        QCustomPlot::keyPressEvent(event);
    }
}

void OrderPlot::leaveEvent(QEvent* event)
{
    mark(0);
    QCustomPlot::leaveEvent(event);
}

void OrderPlot::focusOutEvent(QFocusEvent* event)
{
    mark(0);
    QCustomPlot::focusOutEvent(event);
}

void OrderPlot::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        restyle();
    }
    QCustomPlot::changeEvent(event);
}

} // namespace palimpsest

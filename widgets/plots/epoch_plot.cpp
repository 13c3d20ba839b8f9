// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/plots/epoch_plot.h"

#include "widgets/plots/epoch_line.h"
#include "widgets/plots/epoch_ticks.h"
#include "widgets/plots/marked_line.h"
#include "widgets/plots/plot_axes.h"
#include "widgets/plots/screen_style.h"

#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <limits>

namespace palimpsest {

namespace {

constexpr double kMarker = 6.0;
constexpr double kMarkerRoom = 9.0; // where curves have less, only some points are marked
constexpr double kGrip = 6.0;       // the cursor tells of the line that near
constexpr int kLeftMargin = 54;
constexpr int kRightMargin = 14;
constexpr int kTopMargin = 8;
constexpr int kAxisHeight = 46; // about what names and label of the lower axis take
constexpr double kBandOpacity = 0.2;
constexpr double kBandEdgeOpacity = 0.4;
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

} // namespace

EpochPlot::EpochPlot(QWidget* parent) : QCustomPlot(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumSize(220, 120);
    setAutoAddPlottableToLegend(false);
    layer(QStringLiteral("overlay"))->setMode(QCPLayer::lmBuffered);
    axisRect()->setMinimumMargins(QMargins(kLeftMargin, kTopMargin, kRightMargin, 0));
    xAxis->grid()->setVisible(false);
    setLocale(QLocale::c()); // as the numbers beside it
    new EpochLine(this);
    connect(this, &QCustomPlot::afterReplot, this, [this] { m_isDrawn = true; });
}

void EpochPlot::setPanel(CurvePanel panel, std::vector<int> epochs, const QString& hint)
{
    m_panel = std::move(panel);
    m_epochs = std::move(epochs);
    m_hint = hint;
    m_hovered.reset();
    if (!m_epochs.empty()) {
        m_epoch = std::min(m_epoch, m_epochs.size() - 1);
    }
    const bool isEmpty = m_panel.series.empty();
    for (QCPAxis* axis : {xAxis, yAxis}) {
        axis->setVisible(!isEmpty);
    }
    if (!isEmpty) {
        const std::pair<int, int> range = epochRange(m_panel, m_epochs);
        xAxis->setRange(range.first - epochPadding(range), range.second + epochPadding(range));
        if (m_panel.isShare) {
            setShareRange(yAxis);
        } else {
            setAmountRange(yAxis, m_panel.top);
        }
    }
    restyle();
}

void EpochPlot::restyle()
{
    m_colours = plotColours(palette());
    setBackground(QBrush(m_colours.background));
    for (QCPAxis* axis : {xAxis, yAxis}) {
        styleScreenAxis(axis, font(), m_colours);
    }
    addCurves();
    fitLabels(size());
    replot(rpQueuedReplot);
    if (restyled) {
        restyled();
    }
}

void EpochPlot::addCurves()
{
    clearPlottables();
    for (const CurveSeries& series : m_panel.series) {
        addBand(series);
    }
    for (const CurveSeries& series : m_panel.series) {
        auto* line = new MarkedLine(xAxis, yAxis);
        line->setPen(screenPen(series.style, m_colours));
        line->setScatterStyle(screenMarker(series.style, m_colours, kMarker));
        const CurvePoints points = pointsOf(series, m_epochs);
        for (std::size_t i = 0; i < points.epochs.size(); ++i) {
            line->addData(points.epochs[i], points.values[i].value_or(kNaN));
        }
    }
}

void EpochPlot::addBand(const CurveSeries& series)
{
    const CurvePoints points = pointsOf(series, m_epochs);
    if (!hasNulls(points)) {
        return;
    }
    QCPGraph* low = addGraph();
    QCPGraph* high = addGraph();
    const double width = epochBarWidth(epochRange(m_panel, m_epochs));
    for (const BandPoint& edge : bandPoints(points, width)) {
        low->addData(edge.x, edge.band ? edge.band->low : kNaN);
        high->addData(edge.x, edge.band ? edge.band->high : kNaN);
    }
    const QColor hue = onScreen(series.style.colour, m_colours);
    const auto faint = [&hue](double opacity) {
        return QColor(hue.red(), hue.green(), hue.blue(), static_cast<int>(255 * opacity));
    };
    for (QCPGraph* edge : {low, high}) {
        edge->setPen(QPen(faint(kBandEdgeOpacity), 1.0));
    }
    high->setBrush(faint(kBandOpacity));
    high->setChannelFillGraph(low);
}

/// Chooses what of names and markers there is room for in a plot of that size.
void EpochPlot::fitLabels(QSize size)
{
    if (m_epochs.empty()) {
        return;
    }
    const int width = std::max(1, size.width() - kLeftMargin - kRightMargin);
    const QFontMetrics labels(xAxis->labelFont());
    xAxis->setLabel(labels.elidedText(m_panel.xLabel, Qt::ElideMiddle, width));
    yAxis->setLabel(labels.elidedText(m_panel.yLabel, Qt::ElideMiddle,
                                      size.height() - kTopMargin - kAxisHeight));
    const double perEpoch = width / xAxis->range().size();
    const QFontMetrics metrics(xAxis->tickLabelFont());
    const double nameWidth = metrics.horizontalAdvance(QString::number(m_epochs.back())) + 10.0;
    const std::vector<bool> named = namedEpochs(m_epochs, perEpoch, nameWidth);
    const QSharedPointer<QCPAxisTickerText> ticker(new QCPAxisTickerText);
    for (std::size_t i = 0; i < m_epochs.size(); ++i) {
        ticker->addTick(m_epochs[i], named[i] ? QString::number(m_epochs[i]) : QString());
    }
    xAxis->setTicker(ticker);

    const double perPoint = perEpoch * xAxis->range().size() / static_cast<double>(m_epochs.size());
    for (int i = 0; i < graphCount(); ++i) {
        graph(i)->setScatterSkip(static_cast<int>(kMarkerRoom / perPoint));
    }
}

void EpochPlot::setEpoch(std::size_t index)
{
    if (index != m_epoch && index < m_epochs.size()) {
        m_epoch = index;
        replotLine();
    }
}

void EpochPlot::replotLine() const
{
    if (m_isDrawn) {
        layer(QStringLiteral("overlay"))->replot();
    }
}

void EpochPlot::choose(std::size_t index)
{
    if (index != m_epoch && index < m_epochs.size()) {
        setEpoch(index);
        epochChosen(index);
    }
}

void EpochPlot::hover(std::optional<std::size_t> index)
{
    if (index != m_hovered) {
        m_hovered = index;
        replotLine();
    }
}

double EpochPlot::positionOf(std::size_t index) const
{
    return xAxis->coordToPixel(m_epochs[index]);
}

std::size_t EpochPlot::epochAt(const QPointF& position) const
{
    return nearestEpoch(m_epochs, xAxis->pixelToCoord(position.x()));
}

void EpochPlot::resizeEvent(QResizeEvent* event)
{
    fitLabels(event->size());
    QCustomPlot::resizeEvent(event);
}

void EpochPlot::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && !m_epochs.empty()) {
        m_isDragging = true;
        QToolTip::hideText();
        choose(epochAt(event->position()));
    }
}

void EpochPlot::mouseMoveEvent(QMouseEvent* event)
{
    if (m_epochs.empty()) {
        return;
    }
    const std::size_t index = epochAt(event->position());
    if (m_isDragging) {
        hover(std::nullopt);
        choose(index);
        return;
    }
    const bool isNearLine = std::abs(event->position().x() - positionOf(m_epoch)) <= kGrip;
    setCursor(isNearLine ? Qt::SizeHorCursor : Qt::ArrowCursor);
    hover(index);
    QToolTip::showText(event->globalPosition().toPoint(), describe(index), this);
}

void EpochPlot::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton) {
        m_isDragging = false;
    }
}

void EpochPlot::mouseDoubleClickEvent(QMouseEvent* event)
{
    mousePressEvent(event);
}

void EpochPlot::wheelEvent(QWheelEvent* event)
{
    event->ignore(); // for the area that the plot may scroll in
}

void EpochPlot::keyPressEvent(QKeyEvent* event)
{
    const std::size_t last = m_epochs.empty() ? 0 : m_epochs.size() - 1;
    switch (event->key()) {
    case Qt::Key_Left:
        choose(m_epoch > 0 ? m_epoch - 1 : 0);
        break;
    case Qt::Key_Right:
        choose(std::min(m_epoch + 1, last));
        break;
    case Qt::Key_Home:
        choose(0);
        break;
    case Qt::Key_End:
        choose(last);
        break;
    default:
        QCustomPlot::keyPressEvent(event);
    }
}

void EpochPlot::leaveEvent(QEvent* event)
{
    hover(std::nullopt);
    QCustomPlot::leaveEvent(event);
}

void EpochPlot::focusInEvent(QFocusEvent* event)
{
    replotLine();
    QCustomPlot::focusInEvent(event);
}

void EpochPlot::focusOutEvent(QFocusEvent* event)
{
    replotLine();
    QCustomPlot::focusOutEvent(event);
}

void EpochPlot::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        restyle();
    }
    QCustomPlot::changeEvent(event);
}

} // namespace palimpsest

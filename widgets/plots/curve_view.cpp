// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/plots/curve_view.h"

#include "widgets/plots/epoch_plot.h"
#include "widgets/plots/plot_legend.h"
#include "widgets/plots/screen_style.h"
#include "widgets/plots/value_tip.h"

#include <QVBoxLayout>

namespace palimpsest {

namespace {

constexpr double kSwatchMarker = 7.0;
constexpr int kNullOpacity = 60;

/// "1.23", "–" where there is none.
QString numberText(std::optional<double> value, int decimals)
{
    return value ? QString::number(*value, 'f', decimals) : QStringLiteral("–");
}

QString bandText(const Band& band, int decimals)
{
    return QStringLiteral("%1–%2").arg(numberText(band.low, decimals),
                                       numberText(band.high, decimals));
}

LegendEntry nullEntry(const QColor& hue, const PlotColours& colours)
{
    return {nullName(), {}, [hue, &colours](QCPPainter& painter, const QRectF& place) {
                QColor fill = onScreen(hue, colours);
                fill.setAlpha(kNullOpacity);
                painter.fillRect(
                    place.adjusted(0, place.height() / 2 - 4, 0, 4 - place.height() / 2), fill);
            }};
}

} // namespace

struct CurveView::State
{
    PlotLegend* legend = nullptr;
    EpochPlot* plot = nullptr;

    void updateLegend() const;
    void updateReadout() const;
    QStringList valuesAt(std::size_t epoch) const;
    QString readoutAt(std::size_t epoch) const;
    QString epochName(std::size_t epoch) const;
    QString tooltip(std::size_t epoch) const;
};

QStringList CurveView::State::valuesAt(std::size_t epoch) const
{
    QStringList values;
    for (const CurveSeries& series : plot->panel().series) {
        values << numberText(series.values[epoch], plot->panel().decimals);
    }
    return values;
}

QString CurveView::State::readoutAt(std::size_t epoch) const
{
    const QStringList values = valuesAt(epoch);
    QStringList texts;
    for (qsizetype i = 0; i < values.size(); ++i) {
        const CurveSeries& series = plot->panel().series[static_cast<std::size_t>(i)];
        texts << QStringLiteral("%1 %2").arg(series.name, values[i]);
    }
    return texts.join(QStringLiteral(" · "));
}

/// "epoch 6" or "step 600", of ratios "epoch 6 beside scratch/4".
QString CurveView::State::epochName(std::size_t epoch) const
{
    const std::vector<QString>& beside = plot->panel().beside;
    const QString name =
        QStringLiteral("%1 %2").arg(plot->panel().count).arg(plot->epochs()[epoch]);
    return beside.empty() || beside[epoch].isEmpty() ? name
                                                     : tr("%1 beside %2").arg(name, beside[epoch]);
}

QString CurveView::State::tooltip(std::size_t epoch) const
{
    const CurvePanel& panel = plot->panel();
    std::vector<TipLine> lines;
    for (const CurveSeries& series : panel.series) {
        QString value = numberText(series.values[epoch], panel.decimals + 1);
        if (!series.nulls.empty() && series.nulls[epoch]) {
            value += tr("  (null %1)").arg(bandText(*series.nulls[epoch], panel.decimals + 1));
        }
        lines.push_back({series.style.colour, series.name, value});
    }
    return valueTip(epochName(epoch), lines);
}

void CurveView::State::updateLegend() const
{
    std::vector<LegendEntry> entries;
    const CurvePanel& panel = plot->panel();
    const PlotColours& colours = plot->colours();
    const double widest = panel.isShare ? 0.0 : largestValue(panel);
    for (const CurveSeries& series : panel.series) {
        entries.push_back(
            {series.name, numberText(widest, panel.decimals),
             [style = series.style, &colours](QCPPainter& painter, const QRectF& place) {
                 painter.setPen(screenPen(style, colours));
                 painter.drawLine(
                     QLineF(place.left(), place.center().y(), place.right(), place.center().y()));
                 const QCPScatterStyle marker = screenMarker(style, colours, kSwatchMarker);
                 marker.applyTo(&painter, QPen());
                 marker.drawShape(&painter, place.center());
             }});
        if (hasNulls(pointsOf(series, plot->epochs()))) {
            entries.push_back(nullEntry(series.style.colour, colours));
        }
    }
    legend->setColours(colours);
    legend->setEntries(std::move(entries));
    legend->setVisible(!panel.series.empty());
}

void CurveView::State::updateReadout() const
{
    if (plot->panel().series.empty()) {
        plot->setAccessibleDescription({});
        return;
    }
    QStringList shown;
    const QStringList values = valuesAt(plot->epoch());
    for (qsizetype i = 0; i < values.size(); ++i) {
        shown << values[i];
        const CurveSeries& series = plot->panel().series[static_cast<std::size_t>(i)];
        if (hasNulls(pointsOf(series, plot->epochs()))) {
            shown << QString(); // the entry of its null
        }
    }
    legend->setValues(shown);
    plot->setAccessibleDescription(
        QStringLiteral("%1: %2").arg(epochName(plot->epoch()), readoutAt(plot->epoch())));
}

CurveView::CurveView(QWidget* parent) : QWidget(parent), m_state(std::make_unique<State>())
{
    m_state->legend = new PlotLegend(this);
    m_state->plot = new EpochPlot(this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_state->legend);
    layout->addWidget(m_state->plot, 1);
    setFocusProxy(m_state->plot);
    setAutoFillBackground(true);

    m_state->plot->describe = [this](std::size_t epoch) { return m_state->tooltip(epoch); };
    m_state->plot->restyled = [this] {
        m_state->updateLegend();
        m_state->updateReadout();
    };
    m_state->plot->epochChosen = [this](std::size_t epoch) {
        m_state->updateReadout();
        emit epochChosen(epoch);
    };
    clear();
}

CurveView::~CurveView() = default;

void CurveView::setCurves(CurveKind kind, const Study& study, const Analysis& analysis,
                          std::optional<std::size_t> sample)
{
    CurvePanel panel = curvePanel(kind, study, analysis, sample);
    std::vector<int> epochs;
    for (const EpochKnowledge& epoch : analysis.curve) {
        epochs.push_back(epoch.epoch);
    }
    if (panel.series.empty()) {
        epochs.clear();
    }
    m_state->plot->setAccessibleName(tr("Curves: %1").arg(panel.yLabel));
    m_state->plot->setPanel(std::move(panel), std::move(epochs), whyEmpty(kind, study, analysis));
}

void CurveView::clear(const QString& why)
{
    m_state->plot->setAccessibleName(tr("Curves"));
    m_state->plot->setPanel({}, {}, why);
}

void CurveView::setEpoch(std::size_t index)
{
    if (index != m_state->plot->epoch()) {
        m_state->plot->setEpoch(index);
        m_state->updateReadout();
    }
}

QString CurveView::readout() const
{
    return m_state->plot->panel().series.empty() ? QString()
                                                 : m_state->readoutAt(m_state->plot->epoch());
}

} // namespace palimpsest

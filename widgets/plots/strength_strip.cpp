// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/plots/strength_strip.h"

#include "widgets/plots/plot_colours.h"
#include "widgets/plots/strength_scale.h"
#include "widgets/style/palette.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>

namespace palimpsest {

namespace {

constexpr double kMargin = 8.0;
constexpr double kGap = 6.0;
constexpr double kGrip = 7.0; // the line is grabbed that near
constexpr double kSwatch = 14.0;
constexpr double kKeptShade = 0.6; // of the ink
constexpr double kNoiseShade = 0.25;
constexpr int kPlotHeight = 92;
constexpr std::array<double, 5> kDecades = {1.0, 0.1, 0.01, 0.001, 0.0001};

/// "5 %", with three digits at most.
QString percent(double share)
{
    return QString::number(100.0 * share, 'g', 3) + QStringLiteral("\u00a0%");
}

/// A noise floor with two digits: "0.0024 %".
QString floorText(double share)
{
    constexpr double kLeast = 1e-6;
    return share < kLeast ? QStringLiteral("< ") + percent(kLeast)
                          : percent(QString::number(share, 'g', 2).toDouble());
}

QString grouped(std::size_t number)
{
    return QLocale(QLocale::English, QLocale::UnitedKingdom)
        .toString(static_cast<qulonglong>(number));
}

} // namespace

struct StrengthStrip::State
{
    StrengthStrip* strip = nullptr;
    StrengthShares reference;
    StrengthShares later;
    std::optional<StrengthNoise> noise; ///< of `later`
    double tau = 0.05;
    double tauBefore = 0.0; ///< where a drag began
    bool isDragging = false;

    QRectF area() const;
    StrengthScale scale() const { return {.top = area().top(), .bottom = area().bottom()}; }
    bool isNearTau(double y) const { return std::abs(y - scale().position(tau)) <= kGrip; }
    QString countText(const StrengthShares& strengths) const;
    QString noiseText() const;
    void describe() const;
    void moveTo(double moved);
    void choose(double chosen);

    void drawTitle(QPainter& painter, const PlotColours& colours) const;
    void drawDecades(QPainter& painter, const PlotColours& colours) const;
    void drawReference(QPainter& painter, const PlotColours& colours) const;
    void drawLater(QPainter& painter, const PlotColours& colours) const;
    void drawNoise(QPainter& painter, const PlotColours& colours) const;
    void drawTau(QPainter& painter, const PlotColours& colours) const;
};

/// Where strengths are drawn: below the title, right of the names of decades.
QRectF StrengthStrip::State::area() const
{
    const QFontMetrics metrics = strip->fontMetrics();
    const double left = kMargin + metrics.horizontalAdvance(percent(kDecades.back())) + kGap;
    const double top = kMargin + metrics.height() + 1.5 * kGap;
    return {QPointF(left, top),
            QPointF(std::max(left + 1.0, strip->width() - kMargin),
                    std::max(top + 1.0, strip->height() - kMargin - metrics.height() / 2.0))};
}

QString StrengthStrip::State::countText(const StrengthShares& strengths) const
{
    return tr("%1 of %2 kept").arg(grouped(keptCount(strengths, tau)), grouped(strengths.size()));
}

void StrengthStrip::State::describe() const
{
    if (later.empty() && reference.empty()) {
        strip->setAccessibleDescription(tr("τ %1").arg(percent(tau)));
        strip->setToolTip({});
        return;
    }
    const QString counts =
        tr("this epoch %1, reference %2").arg(countText(later), countText(reference));
    const QString heard = tr("τ %1: %2").arg(percent(tau), counts);
    strip->setAccessibleDescription(noise ? tr("%1, %2").arg(heard, noiseText()) : heard);
    QString tip = tr("Patterns stronger than τ = %1 of the largest are salient: %2.\n"
                     "Drag the line or press the up and down keys to move τ.")
                      .arg(percent(tau), counts);
    if (noise) {
        tip += tr("\nIn single precision v is off by σ = %1, at most %2 as far as seen. An "
                  "interaction of all parts\nweaker than %3 of the largest (3σ·2^{n/2}) is noise.")
                   .arg(noise->ofValues.sigma, 0, 'g', 2)
                   .arg(noise->ofValues.bound, 0, 'g', 2)
                   .arg(floorText(noise->floor));
    }
    strip->setToolTip(tip);
}

QString StrengthStrip::State::noiseText() const
{
    return noise ? tr("noise %1").arg(floorText(noise->floor)) : QString();
}

void StrengthStrip::State::moveTo(double moved)
{
    tau = moved;
    describe();
    strip->update();
}

void StrengthStrip::State::choose(double chosen)
{
    if (chosen != tau) {
        moveTo(chosen);
        emit strip->tauChosen(tau);
    }
}

void StrengthStrip::State::drawTitle(QPainter& painter, const PlotColours& colours) const
{
    const QFontMetricsF metrics(painter.font());
    QRectF line(kMargin, kMargin, strip->width() - 2 * kMargin, metrics.height());
    if (!later.empty()) {
        painter.setPen(colours.ink);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, countText(later));
        line.setRight(line.right() - metrics.horizontalAdvance(countText(later)) - 2 * kGap);
    }
    const QString laterName = tr("this epoch");
    const QString referenceName = tr("reference");
    const double y = line.center().y();
    QRectF text = line;
    painter.fillRect(QRectF(line.left(), y - 4, kSwatch, 8),
                     palette::mixed(colours.background, colours.ink, kKeptShade));
    text.setLeft(text.left() + kSwatch + kGap);
    painter.setPen(colours.faintInk);
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, laterName);
    text.setLeft(text.left() + metrics.horizontalAdvance(laterName) + 2 * kGap);
    if (text.width() < kSwatch + kGap + metrics.horizontalAdvance(referenceName)) {
        return;
    }
    painter.setPen(QPen(colours.ink, 1.4));
    painter.drawLine(QPointF(text.left(), y), QPointF(text.left() + kSwatch, y));
    text.setLeft(text.left() + kSwatch + kGap);
    painter.setPen(colours.faintInk);
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, referenceName);
}

void StrengthStrip::State::drawDecades(QPainter& painter, const PlotColours& colours) const
{
    const QRectF plot = area();
    const QFontMetricsF metrics(painter.font());
    for (const double decade : kDecades) {
        const double y = std::round(scale().position(decade)) + 0.5;
        painter.setPen(QPen(decade == kDecades.back() ? colours.line : colours.grid, 1.0));
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter.setPen(colours.faintInk);
        painter.drawText(QRectF(kMargin, y - metrics.height() / 2, plot.left() - kGap - kMargin,
                                metrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter, percent(decade));
    }
}

void StrengthStrip::State::drawReference(QPainter& painter, const PlotColours& colours) const
{
    const QRectF plot = area();
    const std::vector<double> heights = columnHeights(reference, static_cast<int>(plot.width()));
    QPainterPath path;
    for (std::size_t i = 0; i < heights.size(); ++i) {
        const QPointF point(plot.left() + static_cast<double>(i), scale().position(heights[i]));
        if (i == 0) {
            path.moveTo(point);
        } else {
            path.lineTo(point);
        }
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colours.ink, 1.4));
    painter.drawPath(path);
}

/// Columns above τ are darker: they are what is kept.
void StrengthStrip::State::drawLater(QPainter& painter, const PlotColours& colours) const
{
    const QRectF plot = area();
    const std::vector<double> heights = columnHeights(later, static_cast<int>(plot.width()));
    const double left = std::round(plot.left());
    for (std::size_t i = 0; i < heights.size(); ++i) {
        QColor shade = colours.ink;
        shade.setAlphaF(static_cast<float>(heights[i] > tau ? kKeptShade : kNoiseShade));
        const double y = scale().position(heights[i]);
        painter.fillRect(QRectF(left + static_cast<double>(i), y, 1.0, plot.bottom() - y), shade);
    }
}

/// What lies below the floor hatched, and the floor as a number above it, for it often is lower
/// than the scale goes.
void StrengthStrip::State::drawNoise(QPainter& painter, const PlotColours& colours) const
{
    if (!noise) {
        return;
    }
    constexpr double kLeast = 3.0;
    const QRectF plot = area();
    const double top = std::min(scale().position(noise->floor), plot.bottom() - kLeast);
    painter.fillRect(QRectF(QPointF(plot.left(), top), plot.bottomRight()),
                     QBrush(colours.faintInk, Qt::BDiagPattern));
    const QFontMetricsF metrics(painter.font());
    const QSizeF size(metrics.horizontalAdvance(noiseText()) + kGap, metrics.height());
    const QRectF text(plot.right() - size.width(), top - size.height(), size.width(),
                      size.height());
    QColor plate = colours.background; // strengths lie behind
    plate.setAlphaF(0.85F);
    painter.fillRect(text, plate);
    painter.setPen(colours.faintInk);
    painter.drawText(text, Qt::AlignRight | Qt::AlignVCenter, noiseText());
}

/// The line across, and its handle at the right, where patterns are weak.
void StrengthStrip::State::drawTau(QPainter& painter, const PlotColours& colours) const
{
    const QRectF plot = area();
    const QFontMetricsF metrics(painter.font());
    const double y = std::round(scale().position(tau)) + 0.5;
    const QString name = tr("τ %1").arg(percent(tau));
    const double width = metrics.horizontalAdvance(name) + 14.0;
    const QRectF tag(plot.right() - width, y - metrics.height() / 2 - 1.5, width,
                     metrics.height() + 3.0);
    painter.setPen(QPen(colours.ink, 1.5));
    painter.drawLine(QPointF(plot.left(), y), QPointF(tag.left(), y));

    const QPalette& look = strip->palette();
    const bool isMarked = strip->hasFocus() || isDragging;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(isMarked ? look.color(QPalette::Highlight) : colours.ink);
    painter.drawRoundedRect(tag, 4, 4);
    painter.setPen(isMarked ? look.color(QPalette::HighlightedText) : colours.background);
    painter.drawText(tag, Qt::AlignCenter, name);
}

StrengthStrip::StrengthStrip(QWidget* parent) : QWidget(parent), m_state(std::make_unique<State>())
{
    m_state->strip = this;
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setMinimumSize(180, sizeHint().height() - kPlotHeight / 3);
    setAccessibleName(tr("Strengths of patterns and the threshold τ"));
    m_state->describe();
}

StrengthStrip::~StrengthStrip() = default;

void StrengthStrip::setStrengths(const StrengthShares& reference, const StrengthShares& later)
{
    m_state->reference = reference;
    m_state->later = later;
    m_state->describe();
    update();
}

void StrengthStrip::setNoise(const std::optional<StrengthNoise>& noise)
{
    m_state->noise = noise;
    m_state->describe();
    update();
}

void StrengthStrip::setTau(double tau)
{
    if (tau != m_state->tau && !m_state->isDragging) {
        m_state->moveTo(tau);
    }
}

double StrengthStrip::tau() const
{
    return m_state->tau;
}

void StrengthStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const PlotColours colours = plotColours(palette());
    painter.fillRect(rect(), colours.background);
    QFont small = font();
    small.setPointSizeF(0.9 * QFontInfo(small).pointSizeF());
    painter.setFont(small);
    m_state->drawTitle(painter, colours);
    m_state->drawDecades(painter, colours);
    painter.setRenderHint(QPainter::Antialiasing);
    m_state->drawReference(painter, colours);
    painter.setRenderHint(QPainter::Antialiasing, false);
    m_state->drawLater(painter, colours);
    m_state->drawNoise(painter, colours);
    m_state->drawTau(painter, colours);
}

void StrengthStrip::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && m_state->isNearTau(event->position().y())) {
        m_state->isDragging = true;
        m_state->tauBefore = m_state->tau;
        update();
    }
}

void StrengthStrip::mouseMoveEvent(QMouseEvent* event)
{
    const double y = event->position().y();
    setCursor(m_state->isDragging || m_state->isNearTau(y) ? Qt::SizeVerCursor : Qt::ArrowCursor);
    if (!m_state->isDragging) {
        return;
    }
    const double moved = legibleTau(m_state->scale().share(y));
    if (moved != m_state->tau) {
        m_state->moveTo(moved);
        emit tauMoved(moved);
    }
}

void StrengthStrip::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !m_state->isDragging) {
        return;
    }
    m_state->isDragging = false;
    update();
    if (m_state->tau != m_state->tauBefore) {
        emit tauChosen(m_state->tau);
    }
}

void StrengthStrip::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Up:
        m_state->choose(steppedTau(m_state->tau, 1));
        break;
    case Qt::Key_Down:
        m_state->choose(steppedTau(m_state->tau, -1));
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

QSize StrengthStrip::sizeHint() const
{
    return {320, kPlotHeight + 2 * fontMetrics().height() + 24};
}

} // namespace palimpsest

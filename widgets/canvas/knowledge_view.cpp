// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/canvas/knowledge_view.h"

#include "widgets/canvas/overlay_marks.h"
#include "widgets/canvas/part_drawing.h"
#include "widgets/pictures/to_qimage.h"
#include "widgets/style/plain_text.h"
#include "widgets/style/status_colour.h"
#include "widgets/style/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace palimpsest {

namespace {

constexpr double kLitOpacity = 0.62;
constexpr double kFaintOpacity = 0.08; // below hatching
constexpr double kDimOpacity = 0.5;
constexpr double kDimWordOpacity = 0.2; // words are to be read all the same
constexpr double kHatch = 9.0;          // from line to line
constexpr double kOutline = 1.2;
constexpr double kThickOutline = 2.6;
constexpr double kHalo = 1.8; // how much wider the dark line below an outline is
const QColor kOutlineColour(255, 255, 255, 225);
const QColor kHaloColour(0, 0, 0, 110);

} // namespace

KnowledgeView::KnowledgeView(QWidget* parent) : PictureView(parent) {}

void KnowledgeView::setSample(const Image& picture, const Image& baseline, const LabelMap& parts)
{
    if (parts != m_parts) {
        m_parts = parts;
        m_borders = outlines(m_parts, PartSet::first(m_parts.partCount()));
        m_amounts = KnowledgeAmounts();
        setPattern(std::nullopt, PatternStatus::NotSalient, 0.0);
        setHidden({});
        point(-1);
    }
    m_original = picture.width > 0 ? toQImage(picture) : QImage();
    m_baseline = baseline.width > 0 ? toQImage(baseline).convertToFormat(kOverlayFormat) : QImage();
    showPicture();
    changed();
}

void KnowledgeView::setWords(bool areWords)
{
    m_areWords = areWords;
    changed();
}

void KnowledgeView::setAmounts(const KnowledgeAmounts& byPart, const std::array<double, 3>& largest)
{
    m_amounts = byPart;
    m_largest = largest;
    changed();
}

void KnowledgeView::setOverlay(OverlayKind kind)
{
    if (kind != m_overlay) {
        m_overlay = kind;
        showPicture();
        changed();
    }
}

void KnowledgeView::setPattern(std::optional<PatternId> pattern, PatternStatus status,
                               double effect)
{
    if (pattern != m_pattern) {
        m_pattern = pattern;
        const PartSet parts = pattern ? pattern->parts : PartSet();
        m_patternLines = outlines(m_parts, parts);
        m_patternAnchor = anchorOf(m_parts, parts);
        if (m_areWords && m_patternAnchor) { // its middle has letters
            m_patternAnchor = upperRightOf(m_parts, parts, *m_patternAnchor);
        }
    }
    m_status = status;
    m_effect = effect;
    changed();
}

void KnowledgeView::setHidden(const PartSet& hidden)
{
    if (hidden != m_hidden) {
        m_hidden = hidden;
        m_hiddenLines = outlines(m_parts, hidden);
    }
    changed();
}

/// The picture itself where only parts are outlined; below amounts and patterns a faded one.
void KnowledgeView::showPicture()
{
    const bool isPlain = m_overlay == OverlayKind::Parts || m_original.isNull();
    setPicture(isPlain ? m_original : fadedPicture(m_original, themeColours().canvas));
}

void KnowledgeView::changed()
{
    m_overlayImage = QImage();
    update();
}

const std::vector<double>* KnowledgeView::shownAmounts() const
{
    const std::vector<double>* amounts = nullptr;
    switch (m_overlay) {
    case OverlayKind::Preserved:
        amounts = &m_amounts.preserved;
        break;
    case OverlayKind::Discarded:
        amounts = &m_amounts.discarded;
        break;
    case OverlayKind::New:
        amounts = &m_amounts.gained;
        break;
    case OverlayKind::Parts:
    case OverlayKind::Pattern:
        break;
    }
    return amounts != nullptr && amounts->size() == m_parts.parts.size() ? amounts : nullptr;
}

double KnowledgeView::shownLargest() const
{
    return m_largest[m_overlay == OverlayKind::Preserved   ? 0
                     : m_overlay == OverlayKind::Discarded ? 1
                                                           : 2];
}

QColor KnowledgeView::shownHue() const
{
    return m_overlay == OverlayKind::Preserved   ? palette::kPreserved
           : m_overlay == OverlayKind::Discarded ? palette::kDiscarded
                                                 : palette::kNew;
}

QImage KnowledgeView::overlayImage() const
{
    const std::size_t count = m_parts.parts.size();
    std::vector<QColor> colours(count, QColor(Qt::transparent));
    QColor outside(Qt::transparent);
    if (const std::vector<double>* amounts = shownAmounts()) {
        colours = partTints(*amounts, shownLargest(), shownHue());
    } else if (m_overlay == OverlayKind::Pattern && m_pattern) {
        outside = withOpacity(themeColours().canvas, m_areWords ? kDimWordOpacity : kDimOpacity);
        const double opacity = m_pattern->isOr ? kFaintOpacity : kLitOpacity;
        for (std::size_t i = 0; i < count; ++i) {
            const bool isLit = m_pattern->parts.contains(static_cast<int>(i));
            colours[i] = isLit ? withOpacity(palette::statusColour(m_status), opacity) : outside;
        }
    }
    QImage overlay = paintedParts(m_parts, colours, outside);
    if (m_areWords && m_original.size() == overlay.size()) {
        const bool isPattern = m_overlay == OverlayKind::Pattern && m_pattern;
        drawInk(overlay, m_original, m_parts,
                isPattern ? m_pattern->parts : PartSet::first(m_parts.partCount()));
    }
    fillHidden(overlay);
    return overlay;
}

void KnowledgeView::fillHidden(QImage& overlay) const
{
    if (m_hidden.empty() || m_baseline.size() != overlay.size()) {
        return;
    }
    const std::vector<bool> isHidden = chosenLabels(m_parts, m_hidden);
    const std::uint8_t* label = m_parts.labels.data();
    for (int y = 0; y < overlay.height(); ++y) {
        auto* to = reinterpret_cast<QRgb*>(overlay.scanLine(y));
        const auto* from = reinterpret_cast<const QRgb*>(m_baseline.constScanLine(y));
        for (int x = 0; x < overlay.width(); ++x, ++label) {
            if (isHidden[*label]) {
                to[x] = from[x];
            }
        }
    }
}

void KnowledgeView::paintOver(QPainter& painter)
{
    if (m_parts.parts.empty()) {
        return;
    }
    if (m_overlayImage.isNull()) {
        m_overlayImage = overlayImage();
    }
    const QRectF target(transform().toView({0, 0}), QSizeF(picture().size()) * transform().zoom());
    painter.setRenderHint(QPainter::SmoothPixmapTransform, transform().zoom() < 1.0);
    painter.drawImage(target, m_overlayImage);
    if (m_overlay == OverlayKind::Pattern && m_pattern && m_pattern->isOr) {
        drawHatching(painter, target);
    }
    drawOutlines(painter);
    drawHidden(painter);
    if (m_overlay == OverlayKind::Pattern && m_pattern) {
        drawPattern(painter);
    }
    drawLines(painter, m_pointedLines, QPen(kHaloColour, kThickOutline + kHalo));
    drawLines(painter, m_pointedLines, QPen(kOutlineColour, kThickOutline));
    if (shownAmounts() != nullptr) {
        drawTintScale(painter, size(), shownLargest(), shownHue());
    }
}

void KnowledgeView::drawLines(QPainter& painter, const std::vector<QLineF>& lines,
                              const QPen& pen) const
{
    QList<QLineF> placed;
    placed.reserve(static_cast<qsizetype>(lines.size()));
    for (const QLineF& line : lines) {
        placed << QLineF(transform().toView(line.p1()), transform().toView(line.p2()));
    }
    QPen square = pen;
    square.setCapStyle(Qt::SquareCap);
    painter.setPen(square);
    painter.drawLines(placed);
}

/// Light on a dark halo: seen on any picture.
void KnowledgeView::drawOutlines(QPainter& painter) const
{
    drawLines(painter, m_borders, QPen(kHaloColour, kOutline + kHalo));
    drawLines(painter, m_borders, QPen(kOutlineColour, kOutline));
}

void KnowledgeView::drawHidden(QPainter& painter) const
{
    drawLines(painter, m_hiddenLines, QPen(QColor(0, 0, 0), kThickOutline));
    QPen dashes(QColor(255, 255, 255), kThickOutline);
    dashes.setDashPattern({1.5, 2.5});
    drawLines(painter, m_hiddenLines, dashes);
}

/// Slanted lines over the parts of the pattern, as wide on screen whatever the zoom.
void KnowledgeView::drawHatching(QPainter& painter, const QRectF& target) const
{
    std::vector<QColor> lit(m_parts.parts.size(), QColor(Qt::transparent));
    for (std::size_t i = 0; i < lit.size(); ++i) {
        const auto part = static_cast<int>(i);
        if (m_pattern->parts.contains(part) && !m_hidden.contains(part)) {
            lit[i] = Qt::black;
        }
    }
    QImage hatching(size() * devicePixelRatioF(), QImage::Format_ARGB32_Premultiplied);
    hatching.setDevicePixelRatio(devicePixelRatioF());
    hatching.fill(Qt::transparent);
    QPainter lines(&hatching);
    lines.setRenderHint(QPainter::Antialiasing);
    lines.setPen(QPen(palette::statusColour(m_status), 0.45 * kHatch));
    const double length = width() + height();
    for (double x = 0.0; x < length; x += kHatch) {
        lines.drawLine(QPointF(x, 0), QPointF(x - height(), height()));
    }
    lines.setCompositionMode(QPainter::CompositionMode_DestinationIn);
    QImage where(hatching.size(), QImage::Format_ARGB32_Premultiplied);
    where.setDevicePixelRatio(devicePixelRatioF());
    where.fill(Qt::transparent);
    QPainter(&where).drawImage(target, paintedParts(m_parts, lit, Qt::transparent));
    lines.drawImage(QPointF(), where);
    lines.end();
    painter.drawImage(QPointF(), hatching);
}

void KnowledgeView::drawPattern(QPainter& painter) const
{
    drawLines(painter, m_patternLines, QPen(kOutlineColour, kThickOutline + kHalo));
    drawLines(painter, m_patternLines, QPen(palette::statusColour(m_status), kThickOutline));
    if (m_patternAnchor && m_effect != 0.0) {
        drawSign(painter, transform().toView(*m_patternAnchor), palette::statusColour(m_status),
                 m_effect > 0.0);
    }
}

QString KnowledgeView::describe(int part) const
{
    if (part < 0) {
        return {};
    }
    const auto index = static_cast<std::size_t>(part);
    QString text = QString::fromStdString(m_parts.parts[index].name);
    if (m_hidden.contains(part)) {
        text = tr("%1 (hidden)").arg(text);
    }
    if (m_amounts.preserved.size() != m_parts.parts.size()) {
        return text;
    }
    const auto number = [](double amount) { return QString::number(amount, 'f', 2); };
    return tr("%1: preserved %2 · discarded %3 · new %4")
        .arg(text, number(m_amounts.preserved[index]), number(m_amounts.discarded[index]),
             number(m_amounts.gained[index]));
}

void KnowledgeView::point(int part)
{
    if (part != m_pointed) {
        m_pointed = part;
        PartSet chosen;
        if (part >= 0) {
            chosen.insert(part);
        }
        m_pointedLines = outlines(m_parts, chosen);
        updateCursor();
        update();
        emit pointed(describe(part));
    }
}

void KnowledgeView::pressed(QPointF position, Qt::MouseButton button, Qt::KeyboardModifiers)
{
    if (button == Qt::LeftButton) {
        m_pressed = partAtPosition(m_parts, position);
    }
}

void KnowledgeView::moved(QPointF position, Qt::MouseButtons, Qt::KeyboardModifiers)
{
    point(partAtPosition(m_parts, position));
}

void KnowledgeView::released(QPointF position, Qt::MouseButton button)
{
    if (button != Qt::LeftButton) {
        return;
    }
    const int part = partAtPosition(m_parts, position);
    if (part >= 0 && part == m_pressed) {
        emit partClicked(part);
    }
    m_pressed = -1;
}

void KnowledgeView::doubleClicked(QPointF position)
{
    m_pressed = partAtPosition(m_parts, position); // two quick clicks are two clicks
}

bool KnowledgeView::event(QEvent* event)
{
    switch (event->type()) {
    case QEvent::ToolTip: {
        const auto* help = static_cast<QHelpEvent*>(event);
        QToolTip::showText(help->globalPos(), plainTip(describe(m_pointed)), this);
        return true;
    }
    case QEvent::Leave:
        point(-1);
        break;
    case QEvent::PaletteChange:
        showPicture();
        changed();
        break;
    default:
        break;
    }
    return PictureView::event(event);
}

QCursor KnowledgeView::idleCursor() const
{
    return m_pointed >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor;
}

} // namespace palimpsest

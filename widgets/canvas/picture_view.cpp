// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/canvas/picture_view.h"

#include "widgets/style/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <cmath>
#include <utility>

namespace palimpsest {

namespace {

constexpr double kMargin = 16.0;
constexpr double kStep = 1.25; // of zoomIn and zoomOut
constexpr double kWheelStep = 1.15;
constexpr double kWheelNotch = 120.0;

} // namespace

PictureView::PictureView(QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumSize(160, 160);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void PictureView::setPicture(const QImage& picture)
{
    if (!picture.isNull() && picture.cacheKey() == m_shownKey) {
        return;
    }
    m_shownKey = picture.cacheKey();
    m_scaled = {};
    const bool sizeDiffers = picture.size() != m_picture.size();
    // The format that is drawn fastest.
    m_picture = picture.convertToFormat(
        picture.hasAlphaChannel() ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
    if (sizeDiffers) {
        zoomToFit();
    }
    update();
}

void PictureView::zoomIn()
{
    zoomBy(kStep, QRectF(rect()).center());
}

void PictureView::zoomOut()
{
    zoomBy(1.0 / kStep, QRectF(rect()).center());
}

void PictureView::zoomToFit()
{
    m_isFitted = true;
    if (!m_picture.isNull()) {
        m_transform.fit(m_picture.size(), size(), kMargin);
    }
    transformChanged();
}

void PictureView::zoomToPixels()
{
    zoomBy(1.0 / m_transform.zoom(), QRectF(rect()).center());
}

void PictureView::zoomTo(const QRectF& area)
{
    if (m_picture.isNull() || area.isEmpty()) {
        return;
    }
    m_isFitted = false;
    m_transform.fit(area.size(), size(), kMargin);
    m_transform.pan(-area.topLeft() * m_transform.zoom());
    transformChanged();
}

void PictureView::zoomBy(double factor, QPointF anchor)
{
    m_isFitted = false;
    m_transform.zoomAt(anchor, factor);
    m_transform.keepInView(m_picture.size(), size());
    transformChanged();
}

void PictureView::transformChanged()
{
    m_scaled = {};
    update();
    emit transformed();
    if (!m_isPanning) {
        pointAgain();
    }
}

void PictureView::pointAgain()
{
    if (m_pointer && !m_picture.isNull() && isVisible()) {
        moved(m_transform.toPicture(m_pointer->position), m_pointer->buttons, m_pointer->keys);
    }
}

std::optional<QPointF> PictureView::pointedAt() const
{
    return m_pointer && !m_picture.isNull()
               ? std::optional(m_transform.toPicture(m_pointer->position))
               : std::nullopt;
}

bool PictureView::noteKeys(Qt::KeyboardModifiers keys)
{
    return m_pointer && std::exchange(m_pointer->keys, keys) != keys;
}

/// What a pointer that rests does may hang on the keys that are held.
void PictureView::holdKeys(Qt::KeyboardModifiers keys)
{
    if (noteKeys(keys) && !m_isPanning) {
        pointAgain();
    }
}

void PictureView::panBy(QPointF pixels)
{
    m_isFitted = false;
    m_transform.pan(pixels);
    m_transform.keepInView(m_picture.size(), size());
    transformChanged();
}

void PictureView::updateCursor()
{
    if (m_isPanning) {
        setCursor(Qt::ClosedHandCursor);
    } else if (m_spaceHeld) {
        setCursor(Qt::OpenHandCursor);
    } else {
        setCursor(idleCursor());
    }
}

void PictureView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), themeColours().canvas);
    if (m_picture.isNull()) {
        return;
    }
    painter.drawPixmap(0, 0, scaledPicture());
    painter.setRenderHint(QPainter::Antialiasing);
    paintOver(painter);
}

/// Scaled once, as large pictures take longer for that than a frame may.
const QPixmap& PictureView::scaledPicture()
{
    if (m_scaled.isNull() || m_scaled.devicePixelRatio() != devicePixelRatio()) {
        m_scaled = QPixmap(size() * devicePixelRatio());
        m_scaled.setDevicePixelRatio(devicePixelRatio());
        m_scaled.fill(Qt::transparent);
        QPainter painter(&m_scaled);
        const QRectF target(m_transform.toView({0, 0}),
                            QSizeF(m_picture.size()) * m_transform.zoom());
        // Large pixels stay squares: parts are drawn along them.
        painter.setRenderHint(QPainter::SmoothPixmapTransform, m_transform.zoom() < 1.0);
        painter.drawImage(target, m_picture);
    }
    return m_scaled;
}

void PictureView::resizeEvent(QResizeEvent*)
{
    if (m_isFitted) {
        zoomToFit();
    } else {
        m_transform.keepInView(m_picture.size(), size());
        transformChanged();
    }
}

void PictureView::wheelEvent(QWheelEvent* event)
{
    zoomBy(std::pow(kWheelStep, event->angleDelta().y() / kWheelNotch), event->position());
}

void PictureView::mousePressEvent(QMouseEvent* event)
{
    if (m_picture.isNull()) {
        return;
    }
    if (event->button() == Qt::MiddleButton || m_spaceHeld) {
        m_isPanning = true;
        m_lastPosition = event->position();
        updateCursor();
    } else {
        pressed(m_transform.toPicture(event->position()), event->button(), event->modifiers());
    }
}

void PictureView::mouseMoveEvent(QMouseEvent* event)
{
    m_pointer = Pointer{event->position(), event->buttons(), event->modifiers()};
    if (m_isPanning) {
        panBy(event->position() - std::exchange(m_lastPosition, event->position()));
    } else if (!m_picture.isNull()) {
        moved(m_transform.toPicture(event->position()), event->buttons(), event->modifiers());
    }
}

void PictureView::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_isPanning) {
        m_isPanning = false;
        updateCursor();
    } else if (!m_picture.isNull()) {
        released(m_transform.toPicture(event->position()), event->button());
    }
}

void PictureView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (!m_picture.isNull() && event->button() == Qt::LeftButton && !m_spaceHeld) {
        doubleClicked(m_transform.toPicture(event->position()));
    }
}

void PictureView::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomIn();
        break;
    case Qt::Key_Minus:
        zoomOut();
        break;
    case Qt::Key_Space:
        if (!event->isAutoRepeat()) {
            m_spaceHeld = true;
            updateCursor();
        }
        break;
    case Qt::Key_Shift:
    case Qt::Key_Control:
    case Qt::Key_Alt:
        holdKeys(event->modifiers());
        QWidget::keyPressEvent(event);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void PictureView::keyReleaseEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        m_spaceHeld = false;
        updateCursor();
    } else {
        holdKeys(event->modifiers());
        QWidget::keyReleaseEvent(event);
    }
}

void PictureView::focusOutEvent(QFocusEvent* event)
{
    m_spaceHeld = false;
    m_isPanning = false;
    updateCursor();
    QWidget::focusOutEvent(event);
}

void PictureView::leaveEvent(QEvent* event)
{
    m_pointer.reset();
    QWidget::leaveEvent(event);
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/canvas/key_cursor_view.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace palimpsest {

namespace {

constexpr double kMargin = 16.0; // between the cursor and the border of the view

/// Of an arrow key.
QPoint directionOf(int key)
{
    switch (key) {
    case Qt::Key_Left:
        return {-1, 0};
    case Qt::Key_Right:
        return {1, 0};
    case Qt::Key_Up:
        return {0, -1};
    default:
        return {0, 1};
    }
}

} // namespace

void KeyCursorView::setPicture(const QImage& picture)
{
    if (picture.size() != this->picture().size()) {
        m_cursor.reset();
    }
    PictureView::setPicture(picture);
}

std::optional<QPointF> KeyCursorView::keyCursor() const
{
    return m_cursor ? std::optional(m_cursor->position) : std::nullopt;
}

std::optional<QPointF> KeyCursorView::pointedAt() const
{
    return m_cursor ? m_cursor->position : PictureView::pointedAt();
}

void KeyCursorView::pointAgain()
{
    if (m_heldAt) {
        m_heldAt = pointedAt().value_or(*m_heldAt);
    }
    if (!m_cursor) {
        PictureView::pointAgain();
    } else if (isVisible()) {
        moved(m_cursor->position, m_heldAt ? Qt::LeftButton : Qt::NoButton, m_cursor->keys);
    }
}

bool KeyCursorView::noteKeys(Qt::KeyboardModifiers keys)
{
    const bool isOther = PictureView::noteKeys(keys);
    return m_cursor ? std::exchange(m_cursor->keys, keys) != keys : isOther;
}

/// From where it or the mouse is, else from the middle of the view, by pixels or, where the screen
/// cannot show these apart, by as many as it can. The tool is not told of Shift, which it may heed
/// itself.
void KeyCursorView::lead(const QKeyEvent& event)
{
    if (picture().isNull()) {
        return;
    }
    constexpr double kFar = 10.0;
    const bool isFar = event.modifiers().testFlag(Qt::ShiftModifier);
    const double step = std::ceil(1.0 / transform().zoom()) * (isFar ? kFar : 1.0);
    const QPointF middle = transform().toPicture(QRectF(rect()).center());
    const QPointF from = pixelAt(pointedAt().value_or(middle));
    m_cursor = Cursor{pixelAt(from + step * QPointF(directionOf(event.key()))),
                      event.modifiers() & (Qt::ControlModifier | Qt::AltModifier)};
    showCursor();
}

/// The centre of the pixel there, or of the nearest one.
QPointF KeyCursorView::pixelAt(QPointF position) const
{
    const auto centre = [](double at, int side) {
        return std::clamp(std::floor(at), 0.0, side - 1.0) + 0.5;
    };
    return {centre(position.x(), picture().width()), centre(position.y(), picture().height())};
}

/// Pans where it would be out of view.
void KeyCursorView::showCursor()
{
    const auto outside = [](double at, int side) {
        const double most = std::max(kMargin, side - kMargin);
        return std::clamp(at, std::min(kMargin, side / 2.0), most) - at;
    };
    const QPointF at = transform().toView(m_cursor->position);
    const QPointF by(outside(at.x(), width()), outside(at.y(), height()));
    if (by.isNull()) {
        update();
        pointAgain();
    } else {
        panBy(by);
    }
}

/// While Space is held, arrow keys drag.
void KeyCursorView::press(const QKeyEvent& event)
{
    if (!event.isAutoRepeat()) {
        m_heldAt = m_cursor->position;
        pressed(*m_heldAt, Qt::LeftButton, event.modifiers());
    }
}

/// Whether Space was the button.
bool KeyCursorView::letGo()
{
    const auto at = std::exchange(m_heldAt, std::nullopt);
    if (at) {
        released(*at, Qt::LeftButton);
    }
    return at.has_value();
}

void KeyCursorView::mousePressEvent(QMouseEvent* event)
{
    m_cursor.reset();
    PictureView::mousePressEvent(event);
}

void KeyCursorView::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF at = transform().toPicture(event->position());
    if (m_cursor && PictureView::pointedAt() == at) {
        return; // the mouse rests, as when a window comes to lie elsewhere
    }
    m_cursor.reset();
    if (m_heldAt && !isPanning()) {
        m_heldAt = at;
    }
    PictureView::mouseMoveEvent(event);
}

void KeyCursorView::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
        lead(*event);
        break;
    case Qt::Key_Space:
        if (m_cursor) {
            press(*event);
            break;
        }
        [[fallthrough]];
    default:
        PictureView::keyPressEvent(event);
    }
}

void KeyCursorView::keyReleaseEvent(QKeyEvent* event)
{
    const bool isSpace = event->key() == Qt::Key_Space && !event->isAutoRepeat();
    if (!isSpace || !letGo()) {
        PictureView::keyReleaseEvent(event);
    }
}

void KeyCursorView::focusOutEvent(QFocusEvent* event)
{
    letGo();
    PictureView::focusOutEvent(event);
}

} // namespace palimpsest

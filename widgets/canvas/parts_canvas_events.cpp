// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a canvas makes of mouse and keys.

#include "widgets/canvas/parts_canvas.h"
#include "widgets/canvas/parts_canvas_state.h"

#include <QKeyEvent>
#include <QWheelEvent>

#include <utility>

namespace palimpsest {

namespace {

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

void PartsCanvas::pressed(QPointF position, Qt::MouseButton button, Qt::KeyboardModifiers keys)
{
    m_state->keys = keys;
    if (button == Qt::RightButton) {
        finish();
    } else if (button == Qt::LeftButton) {
        m_state->pressedAt = position;
        take(m_state->tool().press(scene(), pointerAt(position)));
    }
}

void PartsCanvas::moved(QPointF position, Qt::MouseButtons, Qt::KeyboardModifiers keys)
{
    m_state->keys = keys;
    if (m_state->pressedAt) {
        m_state->pressedAt = position;
    }
    m_state->said.reset(); // other texts may stand in its place since
    take(m_state->tool().move(scene(), pointerAt(position)));
}

void PartsCanvas::released(QPointF position, Qt::MouseButton button)
{
    if (button == Qt::LeftButton && m_state->pressedAt) { // not ended before
        m_state->pressedAt = position;
        endStroke();
    }
}

void PartsCanvas::doubleClicked(QPointF position)
{
    take(m_state->tool().doubleClick(scene(), pointerAt(position)));
}

void PartsCanvas::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        finish();
        break;
    case Qt::Key_Escape:
        dismiss();
        break;
    case Qt::Key_Backspace:
        takeBackPoint();
        break;
    case Qt::Key_Delete:
        deleteSelected();
        break;
    case Qt::Key_M:
        mirrorGhost();
        break;
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
        leadCursor(*event);
        break;
    case Qt::Key_Space:
        if (keyCursor()) {
            pressAtCursor(*event);
            break;
        }
        [[fallthrough]];
    default:
        PictureView::keyPressEvent(event);
    }
}

/// With Shift ten steps at once; the tool is not told of that key, which it may heed itself.
void PartsCanvas::leadCursor(const QKeyEvent& event)
{
    constexpr int kFar = 10;
    const bool isFar = event.modifiers().testFlag(Qt::ShiftModifier);
    leadKeyCursor(directionOf(event.key()) * (isFar ? kFar : 1),
                  event.modifiers() & (Qt::ControlModifier | Qt::AltModifier));
}

/// Space is the button of the cursor: while it is held, arrow keys drag.
void PartsCanvas::pressAtCursor(const QKeyEvent& event)
{
    if (!event.isAutoRepeat()) {
        m_state->isHeldByKey = true;
        pressed(*keyCursor(), Qt::LeftButton, event.modifiers());
    }
}

void PartsCanvas::keyReleaseEvent(QKeyEvent* event)
{
    const bool isSpace = event->key() == Qt::Key_Space && !event->isAutoRepeat();
    if (isSpace && std::exchange(m_state->isHeldByKey, false)) {
        endStroke();
    } else {
        PictureView::keyReleaseEvent(event);
    }
}

void PartsCanvas::focusOutEvent(QFocusEvent* event)
{
    if (std::exchange(m_state->isHeldByKey, false)) {
        endStroke();
    }
    PictureView::focusOutEvent(event);
}

void PartsCanvas::wheelEvent(QWheelEvent* event)
{
    GhostTool* ghost = m_state->tools.ghost();
    const bool isShifted = event->modifiers().testFlag(Qt::ShiftModifier);
    const bool zooms = !isShifted && (ghost == nullptr || event->modifiers() != Qt::NoModifier);
    if (zooms) {
        PictureView::wheelEvent(event);
        return;
    }
    const int steps = m_state->notches(event->angleDelta());
    if (ghost == nullptr) {
        stepToolOption(steps);
    } else if (steps != 0) {
        isShifted ? ghost->turnBy(steps) : ghost->scaleBy(steps);
        update();
    }
}

void PartsCanvas::leaveEvent(QEvent* event)
{
    if (!keyCursor()) {
        m_state->tool().leave();
        m_state->said.reset();
        update();
        emit pointed({});
    }
    PictureView::leaveEvent(event);
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a canvas makes of mouse and keys.

#include "widgets/canvas/parts_canvas.h"
#include "widgets/canvas/parts_canvas_state.h"

#include <QKeyEvent>
#include <QWheelEvent>

namespace palimpsest {

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
    default:
        PictureView::keyPressEvent(event);
    }
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
    m_state->tool().leave();
    m_state->said.reset();
    update();
    emit pointed({});
    PictureView::leaveEvent(event);
}

} // namespace palimpsest

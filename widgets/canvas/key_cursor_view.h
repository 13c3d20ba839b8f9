// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/canvas/picture_view.h"

#include <QPoint>

#include <optional>

namespace palimpsest {

/// A picture on which keys do what a mouse does: arrows lead a cursor, with Shift ten steps at
/// once, and Space is its left button. It stands in the place of the mouse until that is moved.
class KeyCursorView : public PictureView
{
    Q_OBJECT

public:
    using PictureView::PictureView;

    void setPicture(const QImage& picture) override;

protected:
    /// The centre of a pixel of the picture; none while the mouse points.
    std::optional<QPointF> keyCursor() const;

    void pointAgain() override;
    std::optional<QPointF> pointedAt() const override;
    bool noteKeys(Qt::KeyboardModifiers keys) override;

    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void lead(const QKeyEvent& event);
    QPointF pixelAt(QPointF position) const;
    void showCursor();
    void press(const QKeyEvent& event);
    bool letGo();

    struct Cursor
    {
        QPointF position; ///< on the picture
        Qt::KeyboardModifiers keys;
    };
    std::optional<Cursor> m_cursor;
    std::optional<QPointF> m_heldAt; ///< where the pointer is, while Space is its button
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/pictures/image.h"
#include "widgets/canvas/view_transform.h"

#include <QImage>
#include <QPixmap>
#include <QWidget>

#include <optional>

namespace palimpsest {

/// A picture that can be zoomed (wheel, + and −), fitted and panned (middle button, or any
/// button while Space is held). Subclasses draw on top of it and take the other mouse events, in
/// coordinates of the picture.
class PictureView : public QWidget
{
    Q_OBJECT

public:
    explicit PictureView(QWidget* parent = nullptr);

    /// Shows `picture`, fitted when its size differs from the one before. A null image shows
    /// nothing, and the same image again costs nothing.
    virtual void setPicture(const QImage& picture);
    const QImage& picture() const { return m_picture; }
    const ViewTransform& transform() const { return m_transform; }

    /// Shows an area of the picture as large as the view lets it be.
    void zoomTo(const QRectF& area);

public slots:
    void zoomIn();
    void zoomOut();
    void zoomToFit();
    void zoomToPixels(); ///< a pixel of the view per pixel of the picture

signals:
    void transformed();

protected:
    /// Draws over the picture; the painter is in view coordinates.
    virtual void paintOver(QPainter& painter) = 0;

    /// The left or right button at a position of the picture, which may lie outside of it.
    virtual void pressed(QPointF position, Qt::MouseButton button, Qt::KeyboardModifiers keys) = 0;
    virtual void moved(QPointF position, Qt::MouseButtons buttons, Qt::KeyboardModifiers keys) = 0;
    virtual void released(QPointF position, Qt::MouseButton button) = 0;
    virtual void doubleClicked(QPointF) {}

    /// moved() once more, as what is under the pointer is something else now, though it rests.
    virtual void pointAgain();
    /// Where on the picture the pointer is, which may be outside of it; none while it is elsewhere.
    virtual std::optional<QPointF> pointedAt() const;
    /// Notes what keys are held with a pointer that rests. Whether they are others than before.
    virtual bool noteKeys(Qt::KeyboardModifiers keys);

    void panBy(QPointF pixels); ///< of the view
    bool isPanning() const { return m_isPanning; }

    /// The cursor while nothing is panned.
    virtual QCursor idleCursor() const { return Qt::ArrowCursor; }
    void updateCursor();

    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void zoomBy(double factor, QPointF anchor);
    void holdKeys(Qt::KeyboardModifiers keys);
    void transformChanged();
    const QPixmap& scaledPicture();

    QImage m_picture;
    qint64 m_shownKey = 0; ///< of the image that m_picture was made of
    QPixmap m_scaled;      ///< the picture as it lies in the view, or null
    ViewTransform m_transform;
    bool m_isFitted = true; ///< stays fitted when the view is resized
    bool m_spaceHeld = false;
    bool m_isPanning = false;
    QPointF m_lastPosition;

    /// Where a mouse was moved last.
    struct Pointer
    {
        QPointF position; ///< in the view
        Qt::MouseButtons buttons;
        Qt::KeyboardModifiers keys;
    };
    std::optional<Pointer> m_pointer; ///< while it is in the view
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/style/wrapped_text.h"

#include <QWheelEvent>

#include <cmath>
#include <memory>

namespace palimpsest {

WrappedText::WrappedText(QWidget* parent) : QTextEdit(parent)
{
    setReadOnly(true);
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
    document()->setDocumentMargin(0);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setCursorWidth(0); // nobody writes there
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

int WrappedText::heightForWidth(int width) const
{
    return sizeAt(width).height();
}

QSize WrappedText::sizeHint() const
{
    constexpr double kUnbroken = -1.0;
    return {sizeAt(kUnbroken).width(), fontMetrics().height()};
}

/// What the text takes when its lines are no longer than `width`, in pixels, whatever they are now.
QSize WrappedText::sizeAt(double width) const
{
    ensurePolished(); // the style has a say in the font
    const std::unique_ptr<QTextDocument> laidOut(document()->clone());
    laidOut->setTextWidth(width);
    return {static_cast<int>(std::ceil(laidOut->idealWidth())),
            static_cast<int>(std::ceil(laidOut->size().height()))};
}

QSize WrappedText::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 20, fontMetrics().height()};
}

void WrappedText::wheelEvent(QWheelEvent* event)
{
    event->ignore(); // all of it is seen
}

} // namespace palimpsest

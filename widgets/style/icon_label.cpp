// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/style/icon_label.h"

#include "widgets/style/svg_icon_engine.h"

#include <QPainter>

namespace palimpsest {

IconLabel::IconLabel(int side, QWidget* parent) : QWidget(parent)
{
    setFixedSize(side, side);
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

void IconLabel::setIcon(const QString& name, const QColor& colour)
{
    m_name = name;
    m_colour = colour;
    update();
}

void IconLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const qreal scale = devicePixelRatioF();
    QPixmap pixmap = iconPixmap(m_name, (QSizeF(size()) * scale).toSize(), m_colour);
    pixmap.setDevicePixelRatio(scale);
    painter.drawPixmap(0, 0, pixmap);
}

} // namespace palimpsest

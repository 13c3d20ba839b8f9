// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/style/part_colours.h"

#include <QPainter>
#include <QPixmap>
#include <QString>

#include <array>
#include <cstddef>

namespace palimpsest {

namespace {

// Found by a search for the set of 20 whose nearest two are furthest apart, for full and for
// red–green deficient sight; then ordered so that each is as far as can be from those before it.
constexpr std::array<QRgb, kPartColours> kColours = {
    0xff3b4df0, 0xfff2d847, 0xffb23b19, 0xffe2acfa, 0xff24b6a1, 0xffaf2288, 0xff137f1f,
    0xfff4b1a8, 0xff62b811, 0xff4efc96, 0xff64f0f4, 0xfffe6a00, 0xff22a7f9, 0xff4e63ae,
    0xfff9256d, 0xffad36d8, 0xfffa4dc7, 0xff217872, 0xffae799a, 0xff9f8a51};

} // namespace

QColor partColour(int part)
{
    return QColor::fromRgb(kColours[static_cast<std::size_t>(part) % kColours.size()]);
}

QColor partColour(const PartStyle& style, int part)
{
    return style.colour.empty() ? partColour(part) : QColor(QString::fromStdString(style.colour));
}

QColor partColour(const WordPart& words, int part)
{
    return partColour(PartStyle{words.label, words.colour}, part);
}

Drawing withColours(Drawing drawing)
{
    for (std::size_t part = 0; part < drawing.parts.size(); ++part) {
        PartStyle& style = drawing.parts[part];
        style.colour = partColour(style, static_cast<int>(part)).name().toStdString();
    }
    return drawing;
}

QIcon partSwatch(const QColor& colour)
{
    constexpr int kSide = 16;
    constexpr int kSharpness = 2; // for screens of twice the density
    QPixmap pixmap(kSharpness * kSide, kSharpness * kSide);
    pixmap.setDevicePixelRatio(kSharpness);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QColor(0, 0, 0, 70), 1.0));
    painter.setBrush(colour);
    painter.drawRoundedRect(QRectF(0.5, 0.5, kSide - 1.0, kSide - 1.0), 3.0, 3.0);
    painter.end();
    QIcon icon;
    for (const QIcon::Mode mode : {QIcon::Normal, QIcon::Selected, QIcon::Active}) {
        icon.addPixmap(pixmap, mode); // a chosen row must not tint it
    }
    return icon;
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/style/svg_icon_engine.h"

#include <QFile>
#include <QGuiApplication>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <algorithm>
#include <utility>

namespace palimpsest {

namespace {

QString iconPath(const QString& name)
{
    return QStringLiteral(":/icons/%1.svg").arg(name);
}

QPixmap drawn(const QString& name, const QSize& size, const QColor& colour)
{
    QFile file(iconPath(name));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    QSvgRenderer renderer(file.readAll().replace("currentColor", colour.name().toLatin1()));
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    const qreal side = std::min(size.width(), size.height());
    renderer.render(&painter,
                    QRectF((size.width() - side) / 2, (size.height() - side) / 2, side, side));
    painter.end();
    return QPixmap::fromImage(image);
}

QColor colourOf(QIcon::Mode mode)
{
    const QPalette palette = QGuiApplication::palette();
    switch (mode) {
    case QIcon::Disabled:
        return palette.color(QPalette::Disabled, QPalette::WindowText);
    case QIcon::Selected:
        return palette.color(QPalette::Active, QPalette::HighlightedText);
    default:
        return palette.color(QPalette::Active, QPalette::WindowText);
    }
}

} // namespace

bool hasIcon(const QString& name)
{
    return QFile::exists(iconPath(name));
}

QPixmap iconPixmap(const QString& name, const QSize& size, const QColor& colour)
{
    if (size.isEmpty()) {
        return {};
    }
    const QString key = QStringLiteral("palimpsest icon %1 %2 %3 %4")
                            .arg(name)
                            .arg(size.width())
                            .arg(size.height())
                            .arg(colour.rgba());
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = drawn(name, size, colour);
        QPixmapCache::insert(key, pixmap);
    }
    return pixmap;
}

SvgIconEngine::SvgIconEngine(QString name) : m_name(std::move(name)) {}

void SvgIconEngine::paint(QPainter* painter, const QRect& rect, QIcon::Mode mode,
                          QIcon::State state)
{
    const qreal scale = painter->device()->devicePixelRatioF();
    QPixmap icon = pixmap((QSizeF(rect.size()) * scale).toSize(), mode, state);
    icon.setDevicePixelRatio(scale);
    QPointF corner = rect.topLeft();
    const QTransform toDevice = painter->deviceTransform();
    if (toDevice.type() <= QTransform::TxScale) { // between device pixels it would be resampled
        corner = toDevice.inverted().map(QPointF(toDevice.map(corner).toPoint()));
    }
    painter->drawPixmap(corner, icon);
}

QPixmap SvgIconEngine::pixmap(const QSize& size, QIcon::Mode mode, QIcon::State)
{
    return iconPixmap(m_name, size, colourOf(mode));
}

bool SvgIconEngine::isNull()
{
    return !hasIcon(m_name);
}

QString SvgIconEngine::key() const
{
    return QStringLiteral("palimpsest");
}

QIconEngine* SvgIconEngine::clone() const
{
    return new SvgIconEngine(*this);
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QIconEngine>
#include <QString>

namespace palimpsest {

/// Whether there is an icon `:/icons/NAME.svg`.
bool hasIcon(const QString& name);

/// The icon `:/icons/NAME.svg` with its currentColor replaced by `colour`, as large as fits into
/// the middle of `size` device pixels. Drawn once per size and colour.
QPixmap iconPixmap(const QString& name, const QSize& size, const QColor& colour);

/// Takes its colour from the palette of the program whenever it is painted, so that icons follow
/// the theme without being made again.
class SvgIconEngine : public QIconEngine
{
public:
    explicit SvgIconEngine(QString name);

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override;
    bool isNull() override;
    QString key() const override;
    QIconEngine* clone() const override;

private:
    QString m_name;
};

} // namespace palimpsest

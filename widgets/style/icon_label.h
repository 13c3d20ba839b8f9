// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>
#include <QString>
#include <QWidget>

namespace palimpsest {

/// One icon in a colour of its own, painted when it is shown: sharp on every screen.
class IconLabel : public QWidget
{
    Q_OBJECT

public:
    /// `side` is in points of the screen, before scaling.
    explicit IconLabel(int side, QWidget* parent = nullptr);

    void setIcon(const QString& name, const QColor& colour);
    QString iconName() const { return m_name; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_name;
    QColor m_colour;
};

} // namespace palimpsest

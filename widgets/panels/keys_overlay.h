// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/commands/key_list.h"

#include <QRectF>
#include <QString>
#include <QWidget>

#include <vector>

namespace palimpsest {

/// All keys on a translucent sheet over a window. Any key or click closes it, and it deletes
/// itself.
class KeysOverlay : public QWidget
{
    Q_OBJECT

public:
    /// Covers `window` and follows its size.
    KeysOverlay(const std::vector<KeyEntry>& entries, QWidget* window);

    /// What the keys stand on, in the middle of the window.
    QRectF card() const;

protected:
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    struct Group
    {
        QString name;
        std::vector<KeyEntry> entries;
    };
    using Column = std::vector<const Group*>;

    double keysWidth() const;
    double columnWidth() const;
    double heightOf(const Group& group) const;
    double heightOf(const Column& column) const;
    QSizeF cardSize(const std::vector<Column>& columns) const; ///< before it is made to fit
    double fittingScale(const QSizeF& card) const;
    std::vector<Column> columnsUpTo(double height) const;
    std::vector<Column> columns() const;
    void paintGroup(QPainter& painter, QPointF corner, const Group& group) const;

    std::vector<Group> m_groups;
};

} // namespace palimpsest

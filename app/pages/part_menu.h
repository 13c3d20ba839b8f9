// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QObject>

#include <functional>

class QAction;
class QPoint;
class QWidget;

namespace palimpsest {

/// What a right click offers where parts are worked on, and so does the key for menus. A right
/// click that finishes what is being drawn offers nothing.
class PartMenu : public QObject
{
    Q_OBJECT

public:
    using Groups = QList<QList<QAction*>>;

    /// For `area` and what it holds, whose object this becomes; of `groups` it shows what can be
    /// done then.
    PartMenu(QWidget& area, std::function<bool()> isDrawing, std::function<Groups()> groups);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void show(const QPoint& at);

    QWidget& m_area;
    std::function<bool()> m_isDrawing;
    std::function<Groups()> m_groups;
    bool m_finishes = false; ///< the press that a menu may follow
};

} // namespace palimpsest

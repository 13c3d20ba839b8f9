// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/part_menu.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QMenu>
#include <QMouseEvent>

#include <utility>

namespace palimpsest {

PartMenu::PartMenu(QWidget& area, std::function<bool()> isDrawing, std::function<Groups()> groups)
    : QObject(&area), m_area(area), m_isDrawing(std::move(isDrawing)), m_groups(std::move(groups))
{
    area.installEventFilter(this);
    for (QWidget* child : area.findChildren<QWidget*>()) {
        child->installEventFilter(this); // which may finish something at the press
    }
}

bool PartMenu::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::MouseButtonPress) {
        m_finishes = static_cast<QMouseEvent*>(event)->button() == Qt::RightButton && m_isDrawing();
    } else if (event->type() == QEvent::ContextMenu) {
        const auto* asked = static_cast<QContextMenuEvent*>(event);
        if (asked->reason() != QContextMenuEvent::Mouse || !m_finishes) {
            show(asked->globalPos());
        }
        return true;
    }
    return QObject::eventFilter(watched, event);
}

void PartMenu::show(const QPoint& at)
{
    auto* menu = new QMenu(&m_area);
    menu->setObjectName("partMenu");
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const QList<QAction*>& group : m_groups()) {
        for (QAction* action : group) {
            if (action->isEnabled() && action->isVisible()) {
                menu->addAction(action);
            }
        }
        menu->addSeparator();
    }
    menu->popup(at);
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/part_menu.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QMouseEvent>

#include <utility>

namespace palimpsest {

PartMenu::PartMenu(QWidget& area, std::function<bool()> isDrawing,
                   std::function<Content(const Place&)> content)
    : QObject(&area), m_area(area), m_isDrawing(std::move(isDrawing)), m_content(std::move(content))
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
        const bool isByMouse = asked->reason() == QContextMenuEvent::Mouse;
        if (!isByMouse || !m_finishes) {
            show(asked->globalPos(), isByMouse ? Place(asked->globalPos()) : std::nullopt);
        }
        return true;
    }
    return QObject::eventFilter(watched, event);
}

void PartMenu::show(const QPoint& at, const Place& asked)
{
    auto* menu = new QMenu(&m_area);
    menu->setObjectName("partMenu");
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const Content content = m_content(asked);
    addGroups(*menu, usable(content.here));
    menu->addSeparator();
    addGroups(*menu->addMenu(tr("More")), usable(content.more));
    menu->popup(at);
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/panels/flow_bar.h"

#include "widgets/style/flow_layout.h"

#include <QAction>
#include <QToolButton>

namespace palimpsest {

FlowBar::FlowBar(QWidget* parent) : QWidget(parent)
{
    setAttribute(Qt::WA_StyledBackground);
    auto* layout = new FlowLayout(this);
    layout->setContentsMargins(6, 3, 6, 4);
    layout->setSpacing(4);
}

QToolButton* FlowBar::addButton(QAction* action)
{
    auto* button = new QToolButton;
    button->setDefaultAction(action);
    button->setIconSize({20, 20});
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::NoFocus);
    addField(button);
    const auto follow = [button, action] { button->setVisible(action->isVisible()); };
    connect(action, &QAction::visibleChanged, button, follow);
    follow();
    return button;
}

void FlowBar::addField(QWidget* field)
{
    layout()->addWidget(field);
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/panels/ghost_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace palimpsest {

GhostBar::GhostBar(QWidget* parent) : QWidget(parent), m_text(new QLabel)
{
    m_text->setObjectName(QStringLiteral("ghostText"));
    m_text->setWordWrap(true);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 12, 6);
    layout->addWidget(m_text, 1);
    const auto add = [&](const char* name, const QString& text, auto signal) {
        auto* button = new QPushButton(text);
        button->setObjectName(QLatin1String(name));
        button->setFocusPolicy(Qt::TabFocus); // the picture keeps its keys
        connect(button, &QPushButton::clicked, this, signal);
        layout->addWidget(button);
    };
    add("keepGhost", tr("Keep (Enter)"), &GhostBar::kept);
    add("mirrorGhostButton", tr("Mirror (M)"), &GhostBar::mirrored);
    add("dropGhost", tr("Drop (Esc)"), &GhostBar::dropped);
}

void GhostBar::setText(const QString& text)
{
    m_text->setText(tr("%1 Drag to move them; corners or the wheel scale, the round handle or "
                       "the wheel with Shift turns.")
                        .arg(text));
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/panels/empty_state.h"

#include "widgets/style/icon_label.h"
#include "widgets/style/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace palimpsest {

namespace {

constexpr int kIconSide = 56;
constexpr int kTextWidth = 420; ///< a line that the eye finds back from
constexpr double kTitleScale = 1.4;

} // namespace

EmptyState::EmptyState(QWidget* parent)
    : QWidget(parent), m_icon(new IconLabel(kIconSide)), m_title(new QLabel),
      m_sentence(new QLabel), m_buttons{new QPushButton, new QPushButton}
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(0);
    column->addStretch(2);
    column->addWidget(m_icon, 0, Qt::AlignHCenter);
    column->addSpacing(16);
    for (QLabel* label : {m_title, m_sentence}) {
        label->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        // Aligned in the middle, labels that wrap are too low for their text; so they fill a row.
        auto* row = new QHBoxLayout;
        row->addStretch(1);
        label->setMaximumWidth(kTextWidth);
        row->addWidget(label, 100);
        row->addStretch(1);
        column->addLayout(row);
        column->addSpacing(8);
    }
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    row->addStretch();
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        row->addWidget(m_buttons[i]);
        m_buttons[i]->hide();
        connect(m_buttons[i], &QPushButton::clicked, this, [this, i] {
            if (const auto action = m_actions[i]) { // a copy: it may set other content
                action();
            }
        });
    }
    row->addStretch();
    m_buttons[0]->setDefault(true);
    column->addSpacing(12);
    column->addLayout(row);
    column->addStretch(3);
    applyLook();
}

void EmptyState::setContent(const QString& icon, const QString& title, const QString& sentence,
                            const QString& firstButton, std::function<void()> firstAction,
                            const QString& secondButton, std::function<void()> secondAction)
{
    m_icon->setIcon(icon, themeColours().faintText);
    m_title->setText(title);
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    m_buttons[0]->setText(firstButton);
    m_buttons[1]->setText(secondButton);
    for (QPushButton* button : m_buttons) {
        button->setVisible(!button->text().isEmpty());
    }
    m_actions = {std::move(firstAction), std::move(secondAction)};
}

void EmptyState::applyLook()
{
    const QColor faint = themeColours().faintText;
    m_icon->setIcon(m_icon->iconName(), faint);
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, faint);
    m_sentence->setPalette(colours);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * kTitleScale);
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
}

void EmptyState::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        applyLook();
    }
}

} // namespace palimpsest

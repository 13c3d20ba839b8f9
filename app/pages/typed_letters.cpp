// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/typed_letters.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QWidget>

#include <chrono>

namespace palimpsest {

namespace {

bool isTyped(const QKeyEvent& key)
{
    constexpr auto kCommands = Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier;
    const bool isText = key.text().size() == 1 && key.text().front().isPrint();
    return (isText || key.key() == Qt::Key_Backspace) && !(key.modifiers() & kCommands);
}

} // namespace

TypedLetters::TypedLetters(QWidget* page) : QObject(page), m_page(page)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(std::chrono::seconds(2));
    connect(&m_pause, &QTimer::timeout, this, &TypedLetters::end);
}

void TypedLetters::swallow(const QAction& command)
{
    m_key = command.shortcut().isEmpty() ? 0 : command.shortcut()[0].key();
    m_pause.start();
    qApp->installEventFilter(this); // as keys of the page hold wherever the focus is
}

void TypedLetters::end()
{
    m_pause.stop();
    qApp->removeEventFilter(this);
}

bool TypedLetters::eventFilter(QObject* watched, QEvent* event)
{
    const auto* widget = qobject_cast<QWidget*>(watched);
    if (widget == nullptr) {
        return false;
    }
    if (event->type() == QEvent::MouseButtonPress) {
        end();
        return false;
    }
    if (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress) {
        return false;
    }
    const auto& key = static_cast<const QKeyEvent&>(*event);
    if (key.key() == m_key || key.key() == Qt::Key_Shift) {
        return false;
    }
    const bool isHere = m_page->isVisible() && widget->window() == m_page->window() &&
                        qobject_cast<const QLineEdit*>(widget) == nullptr;
    if (!isHere || !isTyped(key)) {
        end();
        return false;
    }
    m_pause.start();
    event->accept();
    return true;
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/command_palette.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QPointer>
#include <QVBoxLayout>

#include <algorithm>

namespace palimpsest {

namespace {

constexpr QSize kUsualSize(560, 420);
constexpr int kTop = 90; ///< below the top of the window

/// What the row runs. It may be gone by then, as entries of recent studies are.
using Command = QPointer<QAction>;

/// Text of an action in a menu, without mnemonic and keys.
QString plainText(const QAction& action)
{
    QString text = action.text().section(QLatin1Char('\t'), 0, 0);
    return text.remove(QLatin1Char('&'));
}

/// Keys as they stand in its menu.
QString keysOf(const QAction& action)
{
    const QString told = action.text().section(QLatin1Char('\t'), 1);
    return told.isEmpty() ? action.shortcut().toString(QKeySequence::NativeText) : told;
}

} // namespace

CommandPalette::CommandPalette(const QMenuBar& menus, QWidget* parent)
    : QDialog(parent, Qt::Popup), m_typed(new QLineEdit), m_list(new QListWidget)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Find a command"));
    m_typed->setPlaceholderText(tr("Type a part of a command’s name"));
    m_typed->setAccessibleName(tr("Find a command"));
    m_typed->setClearButtonEnabled(true);
    m_typed->installEventFilter(this);
    m_list->setAccessibleName(tr("Commands"));
    m_list->setFocusPolicy(Qt::NoFocus); // keys go on being typed
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 10, 10, 10);
    layout->addWidget(m_typed);
    layout->addWidget(m_list);
    addMenu(menus.actions(), {});
    connect(m_typed, &QLineEdit::textChanged, this, &CommandPalette::narrow);
    connect(m_typed, &QLineEdit::returnPressed, this, &CommandPalette::run);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::run);
    narrow({});
    resize(kUsualSize.boundedTo(parent->size()));
    move(parent->mapToGlobal(QPoint((parent->width() - width()) / 2, kTop)));
    m_typed->setFocus();
}

void CommandPalette::addMenu(const QList<QAction*>& actions, const QString& path)
{
    for (QAction* action : actions) {
        const QString name = plainText(*action);
        if (action->menu() != nullptr) {
            addMenu(action->menu()->actions(), path + name + QStringLiteral(" › "));
        } else if (!action->isSeparator() && action->isVisible() && !name.isEmpty()) {
            const QString keys = keysOf(*action);
            auto* item = new QListWidgetItem(
                action->icon(),
                path + name + (keys.isEmpty() ? QString() : QStringLiteral("   ") + keys), m_list);
            item->setData(Qt::UserRole, QVariant::fromValue(Command(action)));
            item->setFlags(action->isEnabled() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable
                                               : Qt::NoItemFlags);
        }
    }
}

/// Every word that is typed must stand in the name, in any order.
void CommandPalette::narrow(const QString& typed)
{
    const QStringList words = typed.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    QListWidgetItem* first = nullptr;
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem* item = m_list->item(row);
        const bool fits = std::ranges::all_of(words, [&](const QString& word) {
            return item->text().contains(word, Qt::CaseInsensitive);
        });
        item->setHidden(!fits);
        if (fits && first == nullptr && item->flags().testFlag(Qt::ItemIsEnabled)) {
            first = item;
        }
    }
    m_list->setCurrentItem(first);
}

void CommandPalette::step(int by)
{
    for (int row = m_list->currentRow() + by; row >= 0 && row < m_list->count(); row += by) {
        const QListWidgetItem* item = m_list->item(row);
        if (!item->isHidden() && item->flags().testFlag(Qt::ItemIsEnabled)) {
            m_list->setCurrentRow(row);
            return;
        }
    }
}

void CommandPalette::run()
{
    const QListWidgetItem* item = m_list->currentItem();
    if (item == nullptr) {
        return;
    }
    const Command command = item->data(Qt::UserRole).value<Command>();
    close(); // before the command, which may ask something
    if (command != nullptr) {
        command->trigger();
    }
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_typed && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down) {
            step(key == Qt::Key_Up ? -1 : 1);
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/command_palette.h"

#include <QAction>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPointer>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace palimpsest {

namespace {

constexpr QSize kUsualSize(560, 420);
constexpr int kTop = 90;                      ///< below the top of the window
const QString kUnder = QStringLiteral(" › "); ///< between a menu and what it holds

/// What the row runs. It may be gone by then, as entries of recent studies are.
using Command = QPointer<QAction>;

/// Text of an action in a menu, without mnemonic and keys.
QString plainText(const QAction& action)
{
    QString text = action.text().section(QLatin1Char('\t'), 0, 0);
    return text.remove(QLatin1Char('&')).trimmed();
}

/// Of the size of icons, so that names stand below one another.
QIcon noIcon()
{
    QPixmap nothing(16, 16);
    nothing.fill(Qt::transparent);
    return nothing;
}

/// Keys as they stand in its menu.
QString keysOf(const QAction& action)
{
    const QString told = action.text().section(QLatin1Char('\t'), 1);
    return told.isEmpty() ? action.shortcut().toString(QKeySequence::NativeText) : told;
}

} // namespace

CommandPalette::CommandPalette(const QMenuBar& menus, QWidget* parent)
    : QDialog(parent, Qt::Popup), m_typed(new QLineEdit), m_list(new QTreeWidget)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Find a command"));
    m_typed->setPlaceholderText(tr("Type a part of a command’s name"));
    m_typed->setAccessibleName(tr("Find a command"));
    m_typed->setClearButtonEnabled(true);
    m_typed->installEventFilter(this);
    m_list->setAccessibleName(tr("Commands"));
    m_list->setFocusPolicy(Qt::NoFocus); // keys go on being typed
    m_list->setColumnCount(2);
    m_list->setHeaderHidden(true);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 10, 10, 10);
    layout->addWidget(m_typed);
    layout->addWidget(m_list);
    addMenu(menus.actions(), {}, true);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    connect(m_typed, &QLineEdit::textChanged, this, &CommandPalette::narrow);
    connect(m_typed, &QLineEdit::returnPressed, this, &CommandPalette::run);
    connect(m_list, &QTreeWidget::itemClicked, this, &CommandPalette::run);
    narrow({});
    resize(kUsualSize.boundedTo(parent->size()));
    move(parent->mapToGlobal(QPoint((parent->width() - width()) / 2, kTop)));
    m_typed->setFocus();
}

/// The actions of a menu know nothing of the menu, which may be of another page. Menus that are
/// filled when they are shown have no commands of a name that somebody could know.
void CommandPalette::addMenu(const QList<QAction*>& actions, const QString& path, bool isEnabled)
{
    for (QAction* action : actions) {
        const QString name = plainText(*action);
        if (action->menu() != nullptr) {
            if (!action->menu()->property("isFilledWhenShown").toBool()) {
                addMenu(action->menu()->actions(), path + name + kUnder,
                        isEnabled && action->isEnabled());
            }
        } else if (!action->isSeparator() && action->isVisible() && !name.isEmpty()) {
            auto* item = new QTreeWidgetItem(m_list, {path + name, keysOf(*action)});
            item->setIcon(0, action->icon().isNull() ? noIcon() : action->icon());
            item->setData(0, Qt::UserRole, QVariant::fromValue(Command(action)));
            item->setDisabled(!isEnabled || !action->isEnabled());
        }
    }
}

/// Every word that is typed must stand in the name, in any order. One whose own name has them all
/// is chosen before those that have some in the names of their menus.
void CommandPalette::narrow(const QString& typed)
{
    const QStringList words = typed.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const auto hasAll = [&words](const QString& name) {
        return std::ranges::all_of(
            words, [&](const QString& word) { return name.contains(word, Qt::CaseInsensitive); });
    };
    QTreeWidgetItem* first = nullptr;
    QTreeWidgetItem* best = nullptr;
    for (int row = 0; row < m_list->topLevelItemCount(); ++row) {
        QTreeWidgetItem* item = m_list->topLevelItem(row);
        const bool fits = hasAll(item->text(0));
        item->setHidden(!fits);
        if (fits && !item->isDisabled()) {
            first = first == nullptr ? item : first;
            const bool isNamedSo = hasAll(item->text(0).section(kUnder, -1));
            best = best == nullptr && isNamedSo ? item : best;
        }
    }
    m_list->setCurrentItem(best != nullptr ? best : first);
}

void CommandPalette::step(int by)
{
    const int last = m_list->topLevelItemCount() - 1;
    for (int row = m_list->indexOfTopLevelItem(m_list->currentItem()) + by; row >= 0 && row <= last;
         row += by) {
        QTreeWidgetItem* item = m_list->topLevelItem(row);
        if (!item->isHidden() && !item->isDisabled()) {
            m_list->setCurrentItem(item);
            return;
        }
    }
}

void CommandPalette::run()
{
    const QTreeWidgetItem* item = m_list->currentItem();
    if (item == nullptr) {
        return;
    }
    const Command command = item->data(0, Qt::UserRole).value<Command>();
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

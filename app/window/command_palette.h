// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>
#include <QList>

class QAction;
class QLineEdit;
class QMenuBar;
class QTreeWidget;

namespace palimpsest {

/// A list of all commands that is narrowed by typing: Up and Down choose, Enter runs, Esc closes.
/// Commands that cannot run now are grey.
class CommandPalette : public QDialog
{
    Q_OBJECT

public:
    /// Of what the menus hold. It deletes itself when it is closed.
    CommandPalette(const QMenuBar& menus, QWidget* parent);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void addMenu(const QList<QAction*>& actions, const QString& path, bool isEnabled);
    void narrow(const QString& typed);
    void step(int by);
    void run();

    QLineEdit* m_typed;
    QTreeWidget* m_list;
};

} // namespace palimpsest

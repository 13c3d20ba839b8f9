// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QTimer>

class QAction;
class QWidget;

namespace palimpsest {

/// Keeps letters that are typed for a name which is not asked for, as it was refused, from being
/// commands of a page.
class TypedLetters : public QObject
{
    Q_OBJECT

public:
    explicit TypedLetters(QWidget* page);

    /// From now on what is typed does nothing, until two seconds pass without it, another key, as
    /// Esc, or a click. The key of `command` goes on saying why it was refused.
    void swallow(const QAction& command);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void end();

    QWidget* m_page;
    QTimer m_pause;
    int m_key = 0; ///< of the command
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/document/study_session.h"

#include <QString>
#include <QWidget>

#include <cstddef>
#include <set>
#include <string>

class QAction;
class QLabel;
class QPushButton;

namespace palimpsest {

/// What is said of parts of one kind of sample while stored values lock them.
struct LockTexts
{
    QString state;   ///< "Outlines are locked: …"
    QString unlock;  ///< of the command
    QString refusal; ///< why an attempt did nothing, as a sentence
};

/// Whether the parts of the chosen sample are locked, as values of them are stored, and the bar
/// that says so.
class PartsLock : public QWidget
{
    Q_OBJECT

public:
    explicit PartsLock(StudySession& session, QWidget* parent = nullptr);

    QAction* unlockAction() const { return m_unlock; }
    void setTexts(const LockTexts& texts);

    // Of the chosen sample, which there must be.

    /// While values are read nobody knows.
    bool mayHaveValues() const;
    bool isLocked() const;
    bool isLocked(std::size_t sample) const; ///< of any
    /// Whether the file of the parts cannot be used, so that it is left as it is.
    bool isBroken() const;
    /// Shows whether it is locked.
    void refresh();

signals:
    void changed(); ///< by the user

private:
    void keep(bool isUnlocked);

    StudySession& m_session;
    QLabel* m_text;
    QPushButton* m_button;
    QAction* m_unlock;
    std::set<std::string> m_unlocked; ///< ids of samples that may be redrawn
};

} // namespace palimpsest

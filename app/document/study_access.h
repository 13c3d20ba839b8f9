// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/study_lock.h"

#include <QObject>
#include <QString>

#include <filesystem>
#include <memory>

namespace palimpsest {

/// Whether the window may edit a study or only look at it: the lock is taken at the first edit and
/// given back when the study is closed.
class StudyAccess : public QObject
{
    Q_OBJECT

public:
    explicit StudyAccess(std::filesystem::path folder, QObject* parent = nullptr);

    /// Takes the lock unless it is had. False, with refused, when it cannot be had.
    bool start();
    bool isEditing() const { return m_lock != nullptr; }

    /// Whether the lock is still had; otherwise regain takes it again, if it is free, or says why
    /// it cannot be had.
    bool isHeld() const { return m_lock && m_lock->isHeld(); }
    QString regain();

    /// Who else edits the study, or why nobody can; empty when this window may.
    const QString& obstacle() const { return m_obstacle; }

    /// Whether the other editor has given no sign of life for so long that it may be asked whether
    /// to take over. Taking over fails, with refused, when it has given one meanwhile.
    bool isSilent() const { return m_isSilent; }
    bool takeOver();

    /// Looks at the lock, which nobody has done yet when this is made.
    void look();

signals:
    void changed(); ///< obstacle or isSilent, or the lock was taken
    void refused(const QString& why);
    void tookOver(const QString& predecessor); ///< the lock of a program that is gone

private:
    bool isWithout(const QString& problem);
    QString take(StudyLock::Silence silence);
    void setObstacle(const QString& obstacle, bool isSilent);

    std::filesystem::path m_folder;
    LockWatch m_watch;
    std::unique_ptr<StudyLock> m_lock;
    QString m_obstacle;
    bool m_isSilent = false;
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/study_access.h"

namespace palimpsest {

StudyAccess::StudyAccess(std::filesystem::path folder, QObject* parent)
    : QObject(parent), m_folder(std::move(folder)), m_watch(m_folder)
{
}

bool StudyAccess::start()
{
    return m_lock != nullptr || isWithout(take(StudyLock::Silence::Respected));
}

QString StudyAccess::regain()
{
    look();
    return m_lock || !m_obstacle.isEmpty() ? m_obstacle : take(StudyLock::Silence::Respected);
}

bool StudyAccess::takeOver()
{
    look();
    return isWithout(
        take(m_isSilent ? StudyLock::Silence::TakenOver : StudyLock::Silence::Respected));
}

/// Says a problem with the lock, if there is one. Whether there is none.
bool StudyAccess::isWithout(const QString& problem)
{
    if (!problem.isEmpty()) {
        emit refused(problem);
    }
    return problem.isEmpty();
}

/// Why it could not be taken, or nothing.
QString StudyAccess::take(StudyLock::Silence silence)
{
    try {
        m_lock = std::make_unique<StudyLock>(m_folder, silence);
    } catch (const Error& error) {
        look();
        return QString::fromUtf8(error.what());
    }
    m_obstacle.clear();
    m_isSilent = false;
    emit changed(); // what was said of a lock that could not be had holds no more
    if (!m_lock->predecessor().empty()) {
        emit tookOver(QString::fromStdString(m_lock->predecessor()));
    }
    return {};
}

void StudyAccess::look()
{
    if (m_lock && !m_lock->isHeld()) {
        m_lock.reset(); // somebody has said that this window is gone, or has removed the file
    }
    if (m_lock) {
        return;
    }
    const LockReport report = m_watch.look();
    const bool isFree = report.state == LockState::Free || report.state == LockState::Abandoned;
    setObstacle(isFree ? QString() : QString::fromStdString(report.sentence),
                report.state == LockState::Silent);
}

void StudyAccess::setObstacle(const QString& obstacle, bool isSilent)
{
    if (obstacle != m_obstacle || isSilent != m_isSilent) {
        m_obstacle = obstacle;
        m_isSilent = isSilent;
        emit changed();
    }
}

} // namespace palimpsest

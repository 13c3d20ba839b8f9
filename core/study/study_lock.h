// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/study/standing_lock.h"

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>

namespace palimpsest {

/// Someone else edits the study.
class StudyInUse : public NotWritable
{
public:
    using NotWritable::NotWritable;
};

/// The right to edit a study, which one program has at a time, as FOLDER/study.lock says. Whoever
/// only looks at a study takes none. A sign of life is written every ten seconds.
class StudyLock
{
public:
    enum class Silence {
        Respected,
        TakenOver, ///< a person has said that an editor is gone which a LockWatch calls silent
    };

    /// Takes the lock, also that of a process of this computer that is gone. Throws StudyInUse when
    /// another has it, NotWritable when the folder cannot be written.
    explicit StudyLock(const std::filesystem::path& folder, Silence silence = Silence::Respected);
    ~StudyLock();
    StudyLock(const StudyLock&) = delete;
    StudyLock& operator=(const StudyLock&) = delete;

    /// False once another has taken it over or removed it.
    bool isHeld() const;

    /// Whose lock was taken over, as a sentence; empty when it was free.
    const std::string& predecessor() const { return m_predecessor; }

private:
    void take(Silence silence);
    bool removeAbandoned(Silence silence, std::string& obstacle);
    void write();
    void keepRenewing();

    std::filesystem::path m_path;
    int m_file = -1;
    StudyEditor m_self;
    std::string m_predecessor;
    std::mutex m_mutex;
    std::condition_variable m_ending;
    bool m_isEnding = false;
    std::thread m_renewal;
};

} // namespace palimpsest

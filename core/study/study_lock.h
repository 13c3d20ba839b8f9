// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/study/editing_process.h"

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace palimpsest {

/// Name of the file that says who edits a study, in the study's folder.
inline constexpr const char* kStudyLockName = "study.lock";

/// Who edits a study, as its study.lock says.
struct StudyEditor
{
    EditingProcess process;
    std::string program;
    std::string since;   ///< UTC, "2026-11-28T20:34:00Z"
    std::string renewed; ///< last sign of life, in the same form

    bool operator==(const StudyEditor&) const = default;
};

enum class LockState {
    Free,
    Held,
    Abandoned, ///< its process on this computer is gone
    Silent,    ///< without a sign of life for a minute: may be taken over when a person says so
    Unusable,  ///< no file, so neither followed nor replaced
};

/// What study.lock says.
struct LockReport
{
    LockState state = LockState::Free;
    std::optional<StudyEditor> editor; ///< none when it is free or cannot be read
    std::string sentence;              ///< who edits, or what is wrong; empty when it is free

    bool operator==(const LockReport&) const = default;
};

/// Looks at FOLDER/study.lock without changing anything.
LockReport lookAtLock(const std::filesystem::path& folder);

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
        TakenOver, ///< a person has said that the silent editor is gone
    };

    /// Takes the lock, also that of a process of this computer that is gone. Throws StudyInUse when
    /// another has it, NotWritable when the folder cannot be written.
    explicit StudyLock(const std::filesystem::path& folder, Silence silence = Silence::Respected);
    ~StudyLock();
    StudyLock(const StudyLock&) = delete;
    StudyLock& operator=(const StudyLock&) = delete;

    /// False once another has taken it over.
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

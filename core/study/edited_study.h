// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/seen_file.h"
#include "core/study/study.h"
#include "core/study/study_lock.h"

#include <filesystem>
#include <memory>

namespace palimpsest {

/// Takes the lock of a study, for which it waits a moment when another has it. Throws StudyInUse,
/// NotWritable.
std::unique_ptr<StudyLock> lockSoon(const std::filesystem::path& folder);

/// A study while one edit is made: locked, read, changed, written, with nobody's work overwritten.
class EditedStudy
{
public:
    /// Throws StudyInUse and NotWritable as lockSoon does, BadFile as readStudy does.
    explicit EditedStudy(std::filesystem::path folder);

    const Study& study() const { return m_study; }

    /// Whose lock was taken over, as StudyLock says it.
    const std::string& predecessor() const { return m_lock->predecessor(); }

    /// Writes study.json. Throws NotWritable, also when it is no more what was read.
    void write(const Study& after);

private:
    std::filesystem::path m_folder;
    std::unique_ptr<StudyLock> m_lock;
    SeenFiles m_seen;
    Study m_study;
};

} // namespace palimpsest

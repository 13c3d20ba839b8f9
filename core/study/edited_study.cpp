// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/edited_study.h"

#include "core/base/files.h"
#include "core/study/study_file.h"

#include <chrono>
#include <thread>

namespace palimpsest {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kPatience{2500};
constexpr std::chrono::milliseconds kPause{50};

} // namespace

std::unique_ptr<StudyLock> lockSoon(const std::filesystem::path& folder)
{
    const Clock::time_point deadline = Clock::now() + kPatience;
    while (true) {
        try {
            return std::make_unique<StudyLock>(folder);
        } catch (const StudyInUse& error) {
            if (Clock::now() >= deadline) {
                throw StudyInUse(std::string(error.what()) + " Nothing was changed.");
            }
        }
        std::this_thread::sleep_for(kPause);
    }
}

EditedStudy::EditedStudy(std::filesystem::path folder) : m_folder(std::move(folder))
{
    readStudy(m_folder); // what is no study gets no lock
    m_lock = lockSoon(m_folder);
    m_seen.look(studyPath(m_folder));
    m_study = readStudy(m_folder);
}

void EditedStudy::write(const Study& after)
{
    if (!m_lock->isHeld() || !m_seen.mayReplace(studyPath(m_folder))) {
        throw NotWritable(quoted(studyPath(m_folder)) +
                          " was changed by another program meanwhile, so it was left as it is. "
                          "Do this again.");
    }
    writeStudy(m_folder, after);
    m_seen.look(studyPath(m_folder));
}

} // namespace palimpsest

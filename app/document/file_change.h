// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/document/edit_history.h"
#include "core/study/file_edits.h"
#include "core/study/study_change.h"

#include <functional>

namespace palimpsest {

/// An edit that files go along with, which moves them with every undo and redo.
class FileChange : public Reversible
{
public:
    /// Moves the files and changes the study. False where they cannot be moved.
    using Act = std::function<bool(const FileEdit& files, const StudyChange& change, bool isUndo)>;

    FileChange(const Study& before, FileEdit edit, Act act);

    bool redo() override { return m_act(m_files, m_change, false); }
    bool undo() override { return m_act(m_files, m_change, true); }
    std::size_t bytes() const override;

private:
    StudyChange m_change;
    FileEdit m_files; ///< without the study after it, which the change holds
    Act m_act;
};

} // namespace palimpsest

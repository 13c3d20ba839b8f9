// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/pages/page_editor.h"
#include "core/study/file_edits.h"

#include <functional>
#include <optional>
#include <string>

class QMenu;

namespace palimpsest {

/// Renames and removes what a study consists of: the chosen sample, and the checkpoint that
/// `chosen` says, with its run, whose role can be another too. New names are asked for; what is
/// removed comes back by undo.
class StudyRemovals : public PageEditor
{
    Q_OBJECT

public:
    /// `chosen` is asked only while the study has checkpoints.
    StudyRemovals(StudySession& session, Dialogs& dialogs, std::function<CheckpointIndex()> chosen,
                  QWidget* page);

    void renameSample();
    void removeSample();
    void renameRun();
    void changeRole();
    void removeRun();
    void changeEpoch();
    void removeCheckpoint();

    /// Puts what can be done with the chosen ones into a menu.
    void offerSample(QMenu* menu);
    void offerCheckpoint(QMenu* menu);

signals:
    void removed(const QString& what); ///< a sentence; undo brings it back

private:
    void offer(QMenu* menu, const QString& icon, const QString& text, void (StudyRemovals::*run)());
    bool hasSample() const;
    bool hasCheckpoint() const;
    const std::string& chosenSample() const;
    const std::string& chosenRun() const;
    /// Asks for another name of something, or gives up; `rename` throws where one does not do.
    std::optional<QString> askForName(const QString& title, const QString& question,
                                      const std::string& before,
                                      const std::function<void(const std::string&)>& rename);
    /// Makes an edit that files go along with; whether it was made.
    bool changeFiles(const QString& what, const std::function<FileEdit(const Study&)>& edit);

    std::function<CheckpointIndex()> m_chosen;
};

} // namespace palimpsest

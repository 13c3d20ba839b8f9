// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/dialogs/dialogs.h"
#include "app/document/study_session.h"

#include <QObject>

#include <filesystem>
#include <functional>
#include <vector>

namespace palimpsest {

class NoticeBar;

/// Sees to it that no work is lost or overwritten unseen: says who else edits the open study and
/// what others have changed in it, asks which of two versions to keep, and offers edits that a
/// program has left behind.
class StudyGuard : public QObject
{
    Q_OBJECT

public:
    /// Unsaved edits are kept below `recovery`. Questions belong to `window`.
    StudyGuard(StudySession& session, Dialogs& dialogs, NoticeBar& notices,
               std::filesystem::path recovery, QWidget* window);

    /// Saves the open study, asking where others have changed what is to be written. Whether all of
    /// it is saved.
    bool save();

    /// Offers what was left behind of the study that has just been opened.
    void offerLeftEdits();
    /// Asks what becomes of removed files that undo does not bring back. What goes on waiting is
    /// offered in a notice, until it is dismissed.
    void offerBin();

    /// Names studies of which something was left behind; `open` opens one.
    void nameLeftStudies(const std::function<void(const std::filesystem::path&)>& open);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void attach();
    void showFailure(const QString& why, Attempt at);
    void forgetFailures(Attempt of);
    void showAccess();
    void showConflict();
    bool resolveConflict();
    void takeOver();
    void settle(const std::vector<BinnedFiles>& binned, bool putsBack);
    void noteBin();
    void offer(const LeftEdits& left);
    void restore(const LeftEdits& left);

    StudySession& m_session;
    Dialogs& m_dialogs;
    NoticeBar& m_notices;
    std::filesystem::path m_recovery;
    QWidget* m_window;
    QString m_obstacle; ///< why the study can only be looked at, as the notice says it
    bool m_wasLookingOnly = false;
    bool m_hasOfferedBin = false; ///< of the open study
    bool m_isAsking = false;      ///< one question at a time
};

/// Makes an edit of what is being typed, as leaving its field does.
void commitTyped();

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/document/draft_store.h"
#include "app/document/open_study.h"
#include "app/document/study_access.h"
#include "core/study/recovery_draft.h"

#include <QDateTime>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QTimer>

#include <filesystem>

namespace palimpsest {

/// Writes the edits of an open study within a second, and keeps them for recovery until then. What
/// others have changed meanwhile it does not overwrite until it is decided which to keep.
class StudySaver : public QObject
{
    Q_OBJECT

public:
    /// Unsaved edits and drafts are kept below `recovery`, if that is given.
    StudySaver(OpenStudy& open, StudyAccess& access, DraftStore& drafts,
               std::filesystem::path recovery);

    /// There is something new to save.
    void edited();

    /// Writes what nothing is in the way of. Whether that was all. What is left is tried again
    /// after a while.
    bool save();

    /// What differs between edits and files of others that are in their way, in lines.
    const QStringList& conflict() const { return m_conflictLines; }
    QString conflictTimes() const;

    /// Saves over the others' files, which are set aside in the folder that is returned.
    /// Throws NotWritable.
    std::filesystem::path keepMine();
    /// Gives up the edits that others' files are in the way of, and sets them aside likewise.
    /// Throws NotWritable, BadFile.
    std::filesystem::path giveUpMine();

signals:
    void dirtyChanged();
    void drawingsSaved();
    void saveFailed(const QString& why);
    void saved(); ///< all there is to save
    void conflictChanged();

private:
    void keepSoon();
    void keepForRecovery();
    UnsavedEdits kept();
    void setConflict(UnsavedEdits conflict);
    SeenFiles lookedAt(const UnsavedEdits& edits) const;
    void writeParts(const Sample& sample);
    QString writeAll();

    OpenStudy& m_open;
    StudyAccess& m_access;
    DraftStore& m_drafts;
    UnsavedEdits m_conflict; ///< edits whose files others have changed
    QStringList m_conflictLines;
    QDateTime m_lastEdit;
    RecoveryDraft m_recovery;
    QString m_draftProblem; ///< why unsaved edits are not kept, as it was said
    QTimer m_autosave;
    QTimer m_draft;
};

} // namespace palimpsest

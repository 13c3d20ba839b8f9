// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/document/edit_history.h"
#include "app/document/sample_sheet.h"
#include "app/document/study_access.h"
#include "core/study/file_edits.h"
#include "core/study/recovery_draft.h"
#include "core/study/seen_file.h"
#include "core/study/unsaved_edits.h"

#include <QDateTime>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QTimer>

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace palimpsest {

/// A study and the parts of its pictures, by sample.
struct PreparedStudy
{
    Study study;
    std::map<std::string, Drawing> parts;
};

/// A study that is open, with what was changed and not yet saved. Edits are commands on a stack per
/// sample and one for the study; they are saved within a second, and kept for recovery until then.
/// Opening writes nothing; the first edit takes the lock of the study. What other programs write
/// meanwhile is taken in, unless unsaved edits are in its way: then nothing is written until it is
/// decided which to keep.
class StudyDocument : public QObject
{
    Q_OBJECT

public:
    /// Reads study.json. Unsaved edits are kept below `recovery`, if that is given. Throws BadFile.
    explicit StudyDocument(std::filesystem::path folder, std::filesystem::path recovery = {},
                           QObject* parent = nullptr);
    ~StudyDocument() override;

    const std::filesystem::path& folder() const { return m_folder; }
    const Study& study() const { return m_study; }

    /// Picture and parts of a sample, read when first asked for.
    const SampleSheet& sheet(std::size_t sample);

    /// Whether edits are possible, for which the lock is taken; refused says why not. To be asked
    /// before files are made for an edit; the edits themselves ask as well.
    bool startEditing();
    StudyAccess& access() { return m_access; }

    void changeStudy(Study after, const QString& what);
    /// How pictures are prepared, and their parts on what is seen then, by sample. Undo brings back
    /// the parts of before; what was drawn since comes back with redo, which is told.
    void changePreparation(Study after, std::map<std::string, Drawing> parts, const QString& what);
    void changeDrawing(std::size_t sample, Drawing after, const QString& what);
    void changeWords(std::size_t sample, SentenceParts after, const QString& what);

    /// An edit that files go along with, which saves what there is to save before and after. What
    /// goes to the bin stays there until the document is closed, so that undo brings it back.
    /// Refused says why it could not be done; nothing is changed then.
    void changeFiles(FileEdit edit, const QString& what);
    /// Has what undo may put there again, but nothing that waits there now, go when the document is
    /// closed.
    void emptyAtClose(const std::filesystem::path& bin);

    /// Undo and redo of this group act on the stack that was activated last.
    QUndoGroup& undoGroup() { return m_history.group(); }
    const EditHistory& history() const { return m_history; }
    void activateStudy();
    void activateSample(std::size_t sample);

    bool isDirty() const;

    /// Writes what was changed. False when something could not be written; saveFailed says what, or
    /// conflictChanged that others have changed it. It stays dirty, and is tried again after a
    /// while.
    bool save();

    /// Looks for what other programs have changed and takes it in. Whether there was something.
    bool lookOutside();

    /// What differs between unsaved edits and files that others have changed meanwhile, in lines;
    /// empty when nothing is in the way of saving.
    const QStringList& conflict() const { return m_conflictLines; }
    QString conflictTimes() const; ///< a sentence on when the two were changed
    /// Saves the edits; the others' files are set aside in the folder that is returned.
    /// Throws NotWritable.
    std::filesystem::path keepMine();
    /// Takes the others' files; the edits are set aside. Throws NotWritable, BadFile.
    std::filesystem::path takeTheirs();

    /// Makes edits that were left behind edits of this document and saves them; files that they
    /// replace are set aside in the folder that is returned. None when they cannot be saved.
    std::optional<std::filesystem::path> restore(const UnsavedEdits& edits);

signals:
    void studyChanged(const palimpsest::Study& before);
    void drawingChanged(std::size_t sample); ///< or the parts of a sentence
    void dirtyChanged();
    void drawingsSaved(); ///< so that stored values may hold no more
    void saveFailed(const QString& why);
    void saved();                     ///< all there is to save; what saveFailed said holds no more
    void refused(const QString& why); ///< an edit
    void told(const QString& what);   ///< of an edit that did more than is seen
    void tookIn(const QStringList& differences); ///< what others have changed
    void conflictChanged();

private:
    bool moveFilesOf(const FileEdit& edit, bool isUndo);
    void emptyOwnBins();
    void emptyOwnBin(const std::filesystem::path& bin);
    void takeBack(std::size_t sample);
    void forgetHidden();
    void setStudy(const Study& study);
    PreparedStudy swapPrepared(PreparedStudy next);
    void setDrawing(const std::string& sampleId, const Drawing& drawing);
    void setWords(const std::string& sampleId, const SentenceParts& words);
    void partsEdited(const std::string& sampleId);
    void edited();
    void keepForRecovery();
    UnsavedEdits unsaved() const;
    SeenFiles lookedAt(const UnsavedEdits& edits) const;
    void forget(const UnsavedEdits& edits);
    void setConflict(UnsavedEdits conflict);
    void writeParts(const Sample& sample);
    QString writeAll();
    bool isFolderThere();
    std::vector<std::string> takeInStudy();
    std::vector<std::string> takeInSheets();
    std::vector<std::string> takeInSheet(std::size_t sample);
    void dropOldSheets(const Study& before);
    void dropSheet(const std::string& sampleId);

    std::filesystem::path m_folder;
    SeenFiles m_seen;
    Study m_study;
    StudyAccess m_access;
    SheetReader m_reader;
    std::map<std::string, SampleSheet> m_sheets; ///< by sample id
    std::set<std::string> m_dirtyDrawings;       ///< sample ids, of removed samples too
    bool m_isStudyDirty = false;
    UnsavedEdits m_conflict; ///< edits whose files others have changed
    QStringList m_conflictLines;
    QDateTime m_lastEdit;
    QString m_absence; ///< why the study's folder cannot be looked into, as it was said
    std::optional<SeenFile> m_unreadable; ///< study.json of others that was complained of
    EditHistory m_history;
    std::set<std::filesystem::path> m_bins; ///< of removals that stand
    RecoveryDraft m_recovery;
    QString m_draftProblem; ///< why unsaved edits are not kept, as it was said
    QTimer m_autosave;
    QTimer m_draft;
    QTimer m_watch;
};

} // namespace palimpsest

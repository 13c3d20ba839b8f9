// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/document/draft_step.h"
#include "app/document/outside_changes.h"
#include "app/document/own_additions.h"
#include "app/document/own_bins.h"
#include "app/document/study_saver.h"
#include "app/document/taken_parts.h"
#include "core/study/file_edits.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

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

    const std::filesystem::path& folder() const { return m_open.folder(); }
    const Study& study() const { return m_open.study(); }

    /// Picture and parts of a sample, read when first asked for.
    const SampleSheet& sheet(std::size_t sample) { return m_open.sheet(sample); }
    bool hasSheet(const std::string& sampleId) const { return m_open.hasSheet(sampleId); }
    /// Takes one that was read elsewhere, of the study as it is. False when there is one, which may
    /// hold edits.
    bool takeSheet(std::size_t sample, SeenSheet seen);
    /// Position of a sample; none when it was removed.
    std::optional<std::size_t> placeOf(const std::string& sampleId) const;
    /// What models see of a sample. Throws as maskedPictures does.
    MaskedPictures shown(std::size_t sample) { return m_open.shown(sample); }

    /// Whether edits are possible, for which the lock is taken; refused says why not. To be asked
    /// before files are made for an edit; the edits themselves ask as well.
    bool startEditing();
    StudyAccess& access() { return m_access; }

    void changeStudy(Study after, const QString& what);
    /// How pictures are prepared, and their parts on what is seen then, by sample. Undo brings back
    /// the parts of before; what was drawn since comes back with redo, which is told.
    void changePreparation(Study after, std::map<std::string, Drawing> parts, const QString& what);
    void changeDrawing(std::size_t sample, Drawing after, const QString& what,
                       SpentDraft spent = {});
    /// What a tool had begun on a sample was dropped; undo gives it back.
    void dropDraft(std::size_t sample, const QString& what, SpentDraft spent);
    /// The drawings of several samples as one edit, which undo on one of them takes back on all
    /// that were not edited since. Whether it was made.
    bool changeDrawings(std::vector<TakenParts> taken, const QString& what);
    void changeWords(std::size_t sample, SentenceParts after, const QString& what);

    /// An edit that files go along with, which saves what there is to save before and after. What
    /// goes to the bin stays there until the bins are emptied, so that undo brings it back.
    /// Refused says why it could not be done; nothing is changed then.
    void changeFiles(FileEdit edit, const QString& what);
    /// Files of NewFiles for an edit, which go with the bins where nothing leads to them by then.
    void noteAdded(const std::vector<std::filesystem::path>& files) { m_additions.add(files); }
    /// What waits in the bin of the study, but for what was removed here and undo may bring back.
    std::vector<BinnedFiles> strandedFiles() const { return m_bins.others(); }
    /// What was removed here, or left by additions that were undone, goes for good, once study.json
    /// says so: for a user who closes the study. After any other end it is offered back.
    void emptyBins();

    /// Undo and redo of this group act on the stack that was activated last.
    QUndoGroup& undoGroup() { return m_open.history().group(); }
    const EditHistory& history() const { return m_open.history(); }
    /// Those of the study, whichever stack is active.
    const QUndoStack& studySteps() { return m_open.history().steps(kStudyEdits); }
    const QUndoStack& stepsOf(const std::string& id) { return m_open.history().steps(id); }
    void activateStudy();
    void activateSample(std::size_t sample);

    DraftStore& drafts() { return m_drafts; }

    bool isDirty() const { return m_open.isDirty(); }
    /// Writes what was changed. False when something could not be written: saveFailed says what, or
    /// conflictChanged that others have changed it, and it is tried again after a while.
    bool save() { return m_saver.save(); }

    /// Looks for what other programs have changed and takes it in. Whether there was something.
    bool lookOutside() { return m_outside.look(); }

    /// What differs between unsaved edits and files that others have changed meanwhile, in lines;
    /// empty when nothing is in the way of saving.
    const QStringList& conflict() const { return m_saver.conflict(); }
    /// A sentence on when the two were changed.
    QString conflictTimes() const { return m_saver.conflictTimes(); }
    /// Saves the edits; the others' files are set aside in the folder that is returned.
    /// Throws NotWritable.
    std::filesystem::path keepMine() { return m_saver.keepMine(); }
    /// Takes the others' files; the edits are set aside. Throws NotWritable, BadFile.
    std::filesystem::path takeTheirs();

    /// Makes edits that were left behind edits of this document and saves them; files that they
    /// replace are set aside in the folder that is returned. None when they cannot be saved.
    std::optional<std::filesystem::path> restore(const UnsavedEdits& edits);

signals:
    void studyChanged(const palimpsest::Study& before);
    void drawingChanged(std::size_t sample); ///< or the parts of a sentence
    void dirtyChanged();
    void drawingsSaved(); ///< so that stored values may hold no more, or others have made some
    void saveFailed(const QString& why);
    void saved();                     ///< all there is to save; what saveFailed said holds no more
    void refused(const QString& why); ///< an edit
    void told(const QString& what);   ///< of an edit that did more than is seen
    void tookIn(const QStringList& differences); ///< what others have changed
    void conflictChanged();
    void strandedChanged(); ///< undo or redo has had to do with what was put back

private:
    friend class JointEdits;

    void connectFiles();
    void takeBack(std::size_t sample);
    std::unique_ptr<Reversible> studyEdit(const Study& after);
    std::unique_ptr<Reversible> drawingEdit(const std::string& sampleId, const Drawing& after);
    std::unique_ptr<Reversible> wordsEdit(const std::string& sampleId, const SentenceParts& after);
    void keep(const std::string& stack, const QString& what, std::unique_ptr<Reversible> edit);
    void setStudy(const Study& study);
    void partsEdited(const std::string& sampleId);
    void followPutBack(const std::filesystem::path& bin, bool isUndo);
    bool moveFilesOf(const FileEdit& edit, bool isUndo);

    StudyAccess m_access;
    OpenStudy m_open;
    DraftStore m_drafts;
    StudySaver m_saver;
    OutsideChanges m_outside;
    OwnBins m_bins;
    OwnAdditions m_additions;
};

} // namespace palimpsest

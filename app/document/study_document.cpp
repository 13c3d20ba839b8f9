// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/study_document.h"

#include "app/document/file_change.h"
#include "app/document/preparation_change.h"
#include "app/document/study_edit.h"
#include "app/document/value_edit.h"
#include "app/document/words_change.h"
#include "core/base/error.h"
#include "core/parts/drawing_change.h"
#include "core/study/study_file.h"
#include "widgets/style/counted.h"

#include <memory>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

StudyDocument::StudyDocument(fs::path folder, fs::path recovery, QObject* parent)
    : QObject(parent), m_access(folder), m_open(std::move(folder)),
      m_saver(m_open, m_access, m_drafts, std::move(recovery)),
      m_outside(m_open, m_access, m_saver), m_bins(m_open.folder()), m_additions(m_open.folder())
{
    connect(&m_access, &StudyAccess::refused, this, &StudyDocument::refused);
    connectFiles();
}

StudyDocument::~StudyDocument() = default;

bool StudyDocument::takeSheet(std::size_t sample, SeenSheet seen)
{
    return m_open.takeSheet(study().samples[sample], std::move(seen));
}

std::optional<std::size_t> StudyDocument::placeOf(const std::string& sampleId) const
{
    return m_open.placeOf(sampleId);
}

void StudyDocument::emptyBins()
{
    if (isDirty()) {
        return;
    }
    m_bins.empty();
    if (m_access.isEditing()) {
        try {
            m_additions.removeUnnamed(readStudy(folder())); // others may have changed it
        } catch (const Error&) {
            return; // nobody knows what it leads to
        }
    }
}

void StudyDocument::connectFiles()
{
    connect(&m_saver, &StudySaver::dirtyChanged, this, &StudyDocument::dirtyChanged);
    connect(&m_saver, &StudySaver::drawingsSaved, this, &StudyDocument::drawingsSaved);
    connect(&m_saver, &StudySaver::saveFailed, this, &StudyDocument::saveFailed);
    connect(&m_saver, &StudySaver::saved, this, &StudyDocument::saved);
    connect(&m_saver, &StudySaver::conflictChanged, this, &StudyDocument::conflictChanged);
    connect(&m_outside, &OutsideChanges::studyChanged, this, &StudyDocument::studyChanged);
    connect(&m_outside, &OutsideChanges::drawingChanged, this, &StudyDocument::drawingChanged);
    connect(&m_outside, &OutsideChanges::sheetsChanged, this, &StudyDocument::drawingsSaved);
    connect(&m_outside, &OutsideChanges::valuesChanged, this, &StudyDocument::drawingsSaved);
    connect(&m_outside, &OutsideChanges::tookIn, this, &StudyDocument::tookIn);
    connect(&m_outside, &OutsideChanges::failed, this, &StudyDocument::saveFailed);
    connect(&m_outside, &OutsideChanges::cameBack, this, &StudyDocument::saved);
}

bool StudyDocument::startEditing()
{
    if (m_access.isEditing()) {
        return true;
    }
    if (!m_access.start()) {
        return false;
    }
    if (lookOutside()) { // what was to be edited is not what stands there
        emit refused(tr("Another program has changed the study meanwhile. What it wrote is shown "
                        "now; do your edit again."));
        return false;
    }
    return true;
}

void StudyDocument::changeStudy(Study after, const QString& what)
{
    if (after == study()) {
        return;
    }
    if (!startEditing()) {
        emit studyChanged(Study(study())); // what shows the edit goes back
        return;
    }
    keep(kStudyEdits, what, studyEdit(after));
}

std::unique_ptr<Reversible> StudyDocument::studyEdit(const Study& after)
{
    return std::make_unique<StudyEdit>([this]() -> const Study& { return study(); }, after,
                                       [this](const Study& next) { setStudy(next); });
}

void StudyDocument::keep(const std::string& stack, const QString& what,
                         std::unique_ptr<Reversible> edit)
{
    if (stack == kStudyEdits) {
        // Samples that undo has taken away cannot come back once something else is done, and
        // another may get their name.
        m_open.dropHiddenSheets();
    }
    if (!m_open.history().push(stack, what, std::move(edit))) {
        emit told(tr("This step (%1) takes more memory than undo may keep, so it cannot be taken "
                     "back.")
                      .arg(what));
    }
}

void StudyDocument::setStudy(const Study& study)
{
    const Study before = m_open.edit(study);
    emit studyChanged(before);
    m_saver.edited();
}

void StudyDocument::changePreparation(Study after, std::map<std::string, Drawing> parts,
                                      const QString& what)
{
    if (after == study() || !startEditing()) {
        return;
    }
    const auto tell = [this](std::size_t drawn) {
        emit told(counted(drawn,
                          tr("1 sample has the parts of the other preparation again. What was "
                             "drawn meanwhile comes back when this step is taken back."),
                          tr("%1 samples have the parts of the other preparation again. What was "
                             "drawn meanwhile comes back when this step is taken back.")));
    };
    const auto swap = [this](PreparedStudy next) {
        PreparedStudy before = m_open.editPreparation(std::move(next));
        emit studyChanged(before.study);
        m_saver.edited();
        return before;
    };
    keep(kStudyEdits, what,
         std::make_unique<PreparationChange>(PreparedStudy{std::move(after), std::move(parts)},
                                             swap, tell));
}

void StudyDocument::changeDrawing(std::size_t sample, Drawing after, const QString& what,
                                  SpentDraft spent)
{
    const SampleSheet& before = sheet(sample);
    if (!before.partsProblem.isEmpty()) {
        return;
    }
    if (after == before.drawing) {
        if (spent.exchange) {
            dropDraft(sample, what, std::move(spent));
        }
        return;
    }
    const std::string id = study().samples[sample].id;
    if (!startEditing()) {
        takeBack(sample);
        if (spent.exchange) {
            spent.exchange(id, spent.draft);
        }
        return;
    }
    std::unique_ptr<Reversible> edit = drawingEdit(id, after);
    keep(id, what,
         spent.exchange ? std::make_unique<DraftStep>(std::move(spent), m_open.history().nameOf(id),
                                                      std::move(edit))
                        : std::move(edit));
}

void StudyDocument::dropDraft(std::size_t sample, const QString& what, SpentDraft spent)
{
    const std::string id = study().samples[sample].id;
    keep(id, what, std::make_unique<DraftStep>(std::move(spent), m_open.history().nameOf(id)));
}

std::unique_ptr<Reversible> StudyDocument::drawingEdit(const std::string& id, const Drawing& after)
{
    const auto now = m_open.history().nameOf(id);
    const auto put = [this, now](const Drawing& drawing) {
        m_open.editDrawing(*now, drawing);
        partsEdited(*now);
    };
    return std::make_unique<ValueEdit<Drawing>>(
        [this, now]() -> const Drawing& { return m_open.sheetOf(*now).drawing; }, after, put);
}

bool StudyDocument::changeDrawings(std::vector<TakenParts> taken, const QString& what)
{
    if (!startEditing()) {
        return false;
    }
    std::vector<EditHistory::OneOfSeveral> edits;
    for (TakenParts& parts : taken) {
        const SampleSheet& before = sheet(parts.sample);
        if (parts.drawing != before.drawing && before.partsProblem.isEmpty()) {
            const std::string& id = study().samples[parts.sample].id;
            m_open.addKeys(id, std::move(parts.otherKeys));
            edits.push_back({id, drawingEdit(id, parts.drawing)});
        }
    }
    const auto staying = [this](std::size_t count) {
        emit told(counted(count, tr("1 sample was edited since and stays as it is."),
                          tr("%1 samples were edited since and stay as they are.")));
    };
    if (!m_open.history().pushTogether(std::move(edits), what, staying)) {
        emit told(tr("This step (%1) takes more memory than undo may keep, so it cannot be taken "
                     "back on all samples.")
                      .arg(what));
    }
    return true;
}

void StudyDocument::changeWords(std::size_t sample, SentenceParts after, const QString& what)
{
    const SampleSheet& before = sheet(sample);
    if (after == before.words || !before.partsProblem.isEmpty()) {
        return;
    }
    if (!startEditing()) {
        takeBack(sample);
        return;
    }
    const std::string id = study().samples[sample].id;
    keep(id, what, wordsEdit(id, after));
}

std::unique_ptr<Reversible> StudyDocument::wordsEdit(const std::string& id,
                                                     const SentenceParts& after)
{
    const auto now = m_open.history().nameOf(id);
    const auto put = [this, now](const SentenceParts& words) {
        m_open.editWords(*now, words);
        partsEdited(*now);
    };
    return std::make_unique<ValueEdit<SentenceParts>>(
        [this, now]() -> const SentenceParts& { return m_open.sheetOf(*now).words; }, after, put);
}

/// What shows an edit that was refused goes back to what stands.
void StudyDocument::takeBack(std::size_t sample)
{
    if (sample < study().samples.size()) { // others may have removed it
        emit drawingChanged(sample);
    }
}

void StudyDocument::partsEdited(const std::string& sampleId)
{
    if (const auto sample = m_open.placeOf(sampleId)) {
        emit drawingChanged(*sample);
    }
    m_saver.edited();
}

void StudyDocument::changeFiles(FileEdit edit, const QString& what)
{
    if (!startEditing()) {
        return;
    }
    if (!save()) {
        emit refused(tr("What was changed before is not saved yet, so files stay where they are. "
                        "Save it first."));
        return;
    }
    const auto act = [this](const FileEdit& files, const StudyChange& change, bool isUndo) {
        FileEdit whole = files;
        whole.after = isUndo ? withoutChange(study(), change) : withChange(study(), change);
        if (!moveFilesOf(whole, isUndo)) {
            return false;
        }
        const Study before = m_open.edit(whole.after);
        if (const auto& renamed = files.renamed) {
            const auto& [from, to] = *renamed;
            m_open.renameSample(isUndo ? to : from, isUndo ? from : to);
            m_drafts.rename(isUndo ? to : from, isUndo ? from : to);
        }
        m_open.dropOldSheets(before); // nobody who is told may see what moved files held
        emit studyChanged(before);
        m_saver.edited();
        const bool isSaved = save();
        if (isUndo && !files.bin.empty()) {
            m_bins.putBackAll(files.bin, isSaved);
        }
        if (!files.from.empty()) {
            followPutBack(files.from, isUndo);
        }
        return true;
    };
    keep(kStudyEdits, what, std::make_unique<FileChange>(study(), std::move(edit), act));
}

/// What was put back and is taken away again by undo was removed by somebody who may not want it to
/// go, so it waits in its bin until that is asked.
void StudyDocument::followPutBack(const fs::path& bin, bool isUndo)
{
    if (isUndo) {
        m_bins.waitsAgain(bin);
    } else {
        m_bins.hasComeBack(bin);
    }
    emit strandedChanged();
}

bool StudyDocument::moveFilesOf(const FileEdit& edit, bool isUndo)
{
    try {
        if (isUndo) {
            m_bins.takeBack(edit);
        } else {
            m_bins.carryOut(edit);
        }
        return true;
    } catch (const std::exception& error) {
        emit refused(QString::fromUtf8(error.what()));
        return false;
    }
}

void StudyDocument::activateStudy()
{
    m_open.history().activate(kStudyEdits);
}

void StudyDocument::activateSample(std::size_t sample)
{
    m_open.history().activate(study().samples[sample].id);
}

fs::path StudyDocument::takeTheirs()
{
    fs::path aside = m_saver.giveUpMine();
    lookOutside();
    save();
    return aside;
}

std::optional<fs::path> StudyDocument::restore(const UnsavedEdits& edits)
{
    if (!startEditing()) {
        return std::nullopt;
    }
    m_drafts.add(edits.drafts);
    fs::path aside = setFilesAside(folder(), edits, "before-restoring");
    if (edits.study) {
        changeStudy(*edits.study, tr("restored edits"));
    }
    for (std::size_t sample = 0; sample < study().samples.size(); ++sample) {
        const std::string& id = study().samples[sample].id;
        if (const auto found = edits.drawings.find(id); found != edits.drawings.end()) {
            changeDrawing(sample, found->second, tr("restored edits"));
        }
        if (const auto found = edits.words.find(id); found != edits.words.end()) {
            changeWords(sample, found->second, tr("restored edits"));
        }
    }
    const bool isSaved = save() && differencesFromFiles(edits, folder()).empty();
    return isSaved ? std::optional(aside) : std::nullopt;
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/study_document.h"

#include "app/document/sentence_picture.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/parts/drawing_change.h"
#include "core/parts/labelme.h"
#include "core/study/study_change.h"
#include "core/study/study_file.h"

#include <QElapsedTimer>

#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::milliseconds kAutosaveDelay{500}; // with the writing, within a second
constexpr std::chrono::milliseconds kRetryDelay{10'000};
constexpr std::chrono::milliseconds kDraftDelay{100};
constexpr int kDraftShare = 10; // keeping drafts takes a tenth of the time at most
constexpr std::chrono::milliseconds kWatchInterval{2000};

enum EditKind { kNeverMerged = -1, kThresholdChange = 1 };

struct WordsChange
{
    SentenceParts before;
    SentenceParts after;
};

SentenceParts withChange(const SentenceParts& /*before*/, const WordsChange& change)
{
    return change.after;
}

SentenceParts withoutChange(const SentenceParts& /*after*/, const WordsChange& change)
{
    return change.before;
}

WordsChange changeBetween(const SentenceParts& before, const SentenceParts& after)
{
    return {before, after};
}

std::size_t bytesOf(const WordsChange& change)
{
    std::size_t bytes = sizeof(WordsChange);
    for (const SentenceParts* parts : {&change.before, &change.after}) {
        bytes += parts->text.size();
        for (const WordPart& part : parts->parts) {
            bytes += sizeof(WordPart) + part.words.size() * sizeof(part.words[0]);
        }
    }
    return bytes;
}

/// An edit of a value of the document, of which what differs is kept.
template<typename Value>
class ValueEdit : public Reversible
{
public:
    using Get = std::function<const Value&()>;
    using Put = std::function<void(const Value&)>;

    ValueEdit(Get get, const Value& after, Put put)
        : m_get(std::move(get)), m_change(changeBetween(m_get(), after)), m_put(std::move(put))
    {
    }

    bool redo() override
    {
        m_put(withChange(m_get(), m_change));
        return true;
    }
    bool undo() override
    {
        m_put(withoutChange(m_get(), m_change));
        return true;
    }
    std::size_t bytes() const override { return bytesOf(m_change); }

protected:
    Get m_get;
    decltype(changeBetween(std::declval<Value>(), std::declval<Value>())) m_change;

private:
    Put m_put;
};

class StudyEdit : public ValueEdit<Study>
{
public:
    StudyEdit(Get get, const Study& after, Put put)
        : ValueEdit(std::move(get), after, std::move(put)), m_kind(kindOf(m_change))
    {
    }

    int kind() const override { return m_kind; }
    void merge(const Reversible& next) override
    {
        const auto& step = static_cast<const StudyEdit&>(next).m_change;
        m_change.after = step.after;
    }
    bool isNothing() const override
    {
        return kindOf(m_change) != kNeverMerged && m_change.before == m_change.after;
    }

    std::vector<std::string> takesAway() const override
    {
        std::vector<std::string> ids;
        for (const Sample& sample : m_change.samples.after) {
            if (std::ranges::find(m_change.samples.before, sample.id, &Sample::id) ==
                m_change.samples.before.end()) {
                ids.push_back(sample.id);
            }
        }
        return ids;
    }

private:
    /// A threshold that is stepped or dragged is one edit.
    static int kindOf(const StudyChange& change)
    {
        Study sameThreshold = change.after;
        sameThreshold.settings.tau = change.before.settings.tau;
        const bool isThreshold = sameThreshold == change.before &&
                                 change.samples == ListChange<Sample>() &&
                                 change.lineages == ListChange<Lineage>();
        return isThreshold ? kThresholdChange : kNeverMerged;
    }

    int m_kind;
};

} // namespace

StudyDocument::StudyDocument(fs::path folder, fs::path recovery, QObject* parent)
    : QObject(parent), m_folder(std::move(folder)), m_access(m_folder), m_reader(m_folder),
      m_recovery(std::move(recovery), m_folder)
{
    m_seen.look(studyPath(m_folder));
    m_study = readStudy(m_folder);
    for (QTimer* timer : {&m_autosave, &m_draft}) {
        timer->setSingleShot(true);
        timer->setTimerType(Qt::PreciseTimer);
    }
    m_draft.setInterval(kDraftDelay);
    connect(&m_autosave, &QTimer::timeout, this, &StudyDocument::save);
    connect(&m_draft, &QTimer::timeout, this, &StudyDocument::keepForRecovery);
    connect(&m_watch, &QTimer::timeout, this, &StudyDocument::lookOutside);
    connect(&m_access, &StudyAccess::refused, this, &StudyDocument::refused);
    m_watch.start(kWatchInterval);
}

StudyDocument::~StudyDocument()
{
    emptyOwnBins();
}

const SampleSheet& StudyDocument::sheet(std::size_t sample)
{
    const Sample& entry = m_study.samples[sample];
    if (const auto known = m_sheets.find(entry.id); known != m_sheets.end()) {
        return known->second;
    }
    m_seen.look(partsPath(m_folder, entry));
    m_seen.look(m_folder / entry.image);
    return m_sheets.emplace(entry.id, m_reader.read(m_study, entry)).first->second;
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
    if (after == m_study) {
        return;
    }
    if (!startEditing()) {
        emit studyChanged(Study(m_study)); // what shows the edit goes back
        return;
    }
    forgetHidden();
    m_history.push(kStudyEdits, what,
                   std::make_unique<StudyEdit>([this]() -> const Study& { return m_study; }, after,
                                               [this](const Study& study) { setStudy(study); }));
}

/// Samples that undo has taken away cannot come back once something else is done, and another may
/// get their name.
void StudyDocument::forgetHidden()
{
    std::erase_if(m_sheets, [this](const auto& sheet) {
        const std::string& id = sheet.first;
        const bool isHidden =
            std::ranges::find(m_study.samples, id, &Sample::id) == m_study.samples.end();
        if (isHidden) {
            m_history.clear(id);
            m_dirtyDrawings.erase(id);
        }
        return isHidden;
    });
}

void StudyDocument::changeDrawing(std::size_t sample, Drawing after, const QString& what)
{
    const SampleSheet& before = sheet(sample);
    if (after == before.drawing || !before.partsProblem.isEmpty()) {
        return;
    }
    if (!startEditing()) {
        takeBack(sample);
        return;
    }
    const std::string id = m_study.samples[sample].id;
    m_history.push(id, what,
                   std::make_unique<ValueEdit<Drawing>>(
                       [this, id]() -> const Drawing& { return m_sheets.at(id).drawing; }, after,
                       [this, id](const Drawing& drawing) { setDrawing(id, drawing); }));
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
    const std::string id = m_study.samples[sample].id;
    m_history.push(id, what,
                   std::make_unique<ValueEdit<SentenceParts>>(
                       [this, id]() -> const SentenceParts& { return m_sheets.at(id).words; },
                       after, [this, id](const SentenceParts& words) { setWords(id, words); }));
}

/// What shows an edit that was refused goes back to what stands.
void StudyDocument::takeBack(std::size_t sample)
{
    if (sample < m_study.samples.size()) { // others may have removed it
        emit drawingChanged(sample);
    }
}

void StudyDocument::setStudy(const Study& study)
{
    const Study before = std::exchange(m_study, study);
    m_isStudyDirty = true;
    emit studyChanged(before);
    edited();
}

void StudyDocument::setDrawing(const std::string& sampleId, const Drawing& drawing)
{
    SampleSheet& sheet = m_sheets.at(sampleId);
    sheet.drawing = drawing;
    sheet.parts = paint(drawing);
    partsEdited(sampleId);
}

void StudyDocument::setWords(const std::string& sampleId, const SentenceParts& words)
{
    SampleSheet& sheet = m_sheets.at(sampleId);
    sheet.words = words;
    sheet.parts = drawSentence(sheet.sentence, words, StudySettings()).parts;
    partsEdited(sampleId);
}

void StudyDocument::partsEdited(const std::string& sampleId)
{
    m_dirtyDrawings.insert(sampleId);
    const auto sample = std::ranges::find(m_study.samples, sampleId, &Sample::id);
    if (sample != m_study.samples.end()) {
        emit drawingChanged(static_cast<std::size_t>(sample - m_study.samples.begin()));
    }
    edited();
}

void StudyDocument::edited()
{
    m_lastEdit = QDateTime::currentDateTime();
    if (!m_autosave.isActive()) { // a later edit does not put off saving the earlier ones
        m_autosave.start(kAutosaveDelay);
    }
    if (!m_draft.isActive()) {
        m_draft.start();
    }
    emit dirtyChanged();
}

void StudyDocument::activateStudy()
{
    m_history.activate(kStudyEdits);
}

void StudyDocument::activateSample(std::size_t sample)
{
    m_history.activate(m_study.samples[sample].id);
}

bool StudyDocument::isDirty() const
{
    return m_isStudyDirty || std::ranges::any_of(m_study.samples, [this](const Sample& sample) {
               return m_dirtyDrawings.contains(sample.id);
           });
}

UnsavedEdits StudyDocument::unsaved() const
{
    UnsavedEdits edits;
    if (m_isStudyDirty) {
        edits.study = m_study;
    }
    for (const Sample& sample : m_study.samples) {
        if (!m_dirtyDrawings.contains(sample.id)) {
            continue;
        }
        const SampleSheet& sheet = m_sheets.at(sample.id);
        if (m_study.tokenisation) {
            edits.words[sample.id] = sheet.words;
        } else {
            edits.drawings[sample.id] = sheet.drawing;
        }
    }
    return edits;
}

void StudyDocument::keepForRecovery()
{
    QElapsedTimer timer;
    timer.start();
    try {
        const UnsavedEdits edits = unsaved();
        m_recovery.keep(edits);
        if (!edits.empty()) { // nothing can be kept anywhere
            m_draftProblem.clear();
        }
    } catch (const Error& error) {
        const QString problem = QString::fromUtf8(error.what());
        if (std::exchange(m_draftProblem, problem) != problem) { // is said once
            emit saveFailed(problem);
        }
    }
    const std::chrono::milliseconds pause(kDraftShare * timer.elapsed());
    m_draft.setInterval(std::clamp(pause, kDraftDelay, kAutosaveDelay));
}

void StudyDocument::writeParts(const Sample& sample)
{
    const SampleSheet& sheet = m_sheets.at(sample.id);
    const fs::path file = partsPath(m_folder, sample);
    if (m_study.tokenisation) {
        writeSentenceParts(file, sheet.words, m_folder);
    } else {
        writeLabelMe(file, sheet.drawing, fs::path("..") / sample.image, m_folder);
    }
    m_seen.look(file);
    m_dirtyDrawings.erase(sample.id);
}

/// Writes everything that nothing is in the way of. What went wrong first, or nothing.
QString StudyDocument::writeAll()
{
    QString problem;
    const auto attempt = [&problem](auto write) {
        try {
            write();
        } catch (const std::exception& error) {
            problem = problem.isEmpty() ? QString::fromUtf8(error.what()) : problem;
        }
    };
    for (const Sample& sample : m_study.samples) {
        const bool isInConflict =
            m_conflict.drawings.contains(sample.id) || m_conflict.words.contains(sample.id);
        if (m_dirtyDrawings.contains(sample.id) && !isInConflict) {
            attempt([&] { writeParts(sample); });
        }
    }
    if (m_isStudyDirty && !m_conflict.study) {
        attempt([&] {
            writeStudy(m_folder, m_study);
            m_seen.look(studyPath(m_folder));
            m_isStudyDirty = false;
        });
    }
    return problem;
}

bool StudyDocument::save()
{
    m_autosave.stop();
    if (!isDirty()) {
        setConflict({});
        keepForRecovery(); // nothing any more
        return true;
    }
    keepForRecovery(); // what is kept is never older than what is saved
    const std::size_t unsavedDrawings = m_dirtyDrawings.size();
    QString problem = m_access.isHeld() ? QString() : m_access.regain();
    if (problem.isEmpty()) {
        setConflict(changedOutside(unsaved(), m_folder, m_seen));
        problem = writeAll();
    }
    keepForRecovery(); // what is left, or nothing
    emit dirtyChanged();
    if (m_dirtyDrawings.size() < unsavedDrawings) {
        emit drawingsSaved();
    }
    if (isDirty()) {
        m_autosave.start(kRetryDelay);
    }
    if (!problem.isEmpty()) {
        emit saveFailed(problem);
    } else if (!isDirty()) {
        emit saved();
    }
    return !isDirty();
}

} // namespace palimpsest

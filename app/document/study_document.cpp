// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/study_document.h"

#include "app/document/sentence_picture.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/parts/labelme.h"
#include "core/study/study_file.h"

#include <QUndoCommand>
#include <QUndoStack>

#include <algorithm>
#include <chrono>
#include <functional>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::seconds kAutosaveDelay{1};
constexpr std::chrono::seconds kRetryDelay{10};
constexpr int kUndoLimit = 5000; // drawings of some 10 kB each: under 128 MB

enum ChangeKind { kNeverMerged = -1, kThresholdChange = 1 };

/// Swaps a value: undo puts the one before back, redo the one after.
template<typename T>
class Change : public QUndoCommand
{
public:
    Change(T before, T after, const QString& what, std::function<void(const T&)> put,
           int kind = kNeverMerged)
        : QUndoCommand(what), m_before(std::move(before)), m_after(std::move(after)),
          m_put(std::move(put)), m_kind(kind)
    {
    }

    int id() const override { return m_kind; }
    bool mergeWith(const QUndoCommand* next) override
    {
        m_after = static_cast<const Change*>(next)->m_after;
        return true;
    }

    void undo() override { m_put(m_before); }
    void redo() override { m_put(m_after); }

private:
    T m_before;
    T m_after;
    std::function<void(const T&)> m_put;
    int m_kind;
};

} // namespace

StudyDocument::StudyDocument(fs::path folder, QObject* parent)
    : QObject(parent), m_folder(std::move(folder)), m_study(readStudy(m_folder)),
      m_studyStack(new QUndoStack(&m_undo))
{
    m_studyStack->setUndoLimit(kUndoLimit);
    m_autosave.setSingleShot(true);
    connect(&m_autosave, &QTimer::timeout, this, &StudyDocument::save);
    activateStudy();
}

StudyDocument::~StudyDocument() = default;

SampleSheet StudyDocument::readSheet(const Sample& sample) const
{
    if (m_study.tokenisation) {
        return readSentenceSheet(sample);
    }
    SampleSheet sheet;
    const Preprocessing& preprocessing = m_study.preprocessing;
    try {
        sheet.picture = fitted(readImage(m_folder / sample.image, preprocessing.channels()),
                               preprocessing, quoted(sample.image));
    } catch (const Error& error) {
        sheet.pictureProblem = QString::fromUtf8(error.what());
    }
    sheet.drawing = {.width = preprocessing.width, .height = preprocessing.height};
    const fs::path file = partsPath(m_folder, sample);
    std::error_code status;
    if (fs::exists(file, status)) {
        try {
            sheet.drawing = readLabelMe(file);
        } catch (const Error& error) {
            sheet.partsProblem = QString::fromUtf8(error.what());
        }
    }
    checkSizes(sheet);
    sheet.parts = paint(sheet.drawing);
    return sheet;
}

SampleSheet StudyDocument::readSentenceSheet(const Sample& sample) const
{
    SampleSheet sheet;
    try {
        if (!m_reader) {
            m_reader.emplace(m_folder, m_study);
        }
        sheet.sentence = m_reader->read(sample.text, sample.tokens);
    } catch (const Error& error) {
        sheet.pictureProblem = QString::fromUtf8(error.what());
        sheet.partsProblem = sheet.pictureProblem; // nobody knows which words there are
        return sheet;
    }
    sheet.words.text = sheet.sentence.text;
    try {
        SentenceParts words = chosenParts(m_folder, sample, sheet.sentence);
        requirePartsOf(sheet.sentence, words);
        sheet.words = std::move(words);
    } catch (const Error& error) {
        sheet.partsProblem = QString::fromUtf8(error.what());
    }
    const MaskedPictures drawn = drawSentence(sheet.sentence, sheet.words, StudySettings());
    sheet.picture = drawn.all;
    sheet.parts = drawn.parts;
    return sheet;
}

MaskedPictures shownPictures(const SampleSheet& sheet, const Study& study)
{
    return study.tokenisation ? drawSentence(sheet.sentence, sheet.words, study.settings)
                              : maskedPictures(sheet.picture, sheet.parts, study);
}

/// What has another size than the models take is kept from everything that draws or masks.
void StudyDocument::checkSizes(SampleSheet& sheet) const
{
    const Preprocessing& size = m_study.preprocessing;
    const auto differs = [&](const auto& of) {
        return of.width != size.width || of.height != size.height;
    };
    const QString wanted = tr("%1 × %2 pixels").arg(size.width).arg(size.height);
    if (sheet.pictureProblem.isEmpty() && differs(sheet.picture)) {
        sheet.pictureProblem =
            tr("The picture has %1 × %2 pixels and the models take %3. Scale it.")
                .arg(sheet.picture.width)
                .arg(sheet.picture.height)
                .arg(wanted);
        sheet.picture = {};
    }
    if (differs(sheet.drawing)) {
        sheet.partsProblem = tr("The parts were drawn on %1 × %2 pixels and the models take %3. "
                                "Delete the file to draw them anew.")
                                 .arg(sheet.drawing.width)
                                 .arg(sheet.drawing.height)
                                 .arg(wanted);
        sheet.drawing = {.width = size.width, .height = size.height};
    }
}

const SampleSheet& StudyDocument::sheet(std::size_t sample)
{
    const Sample& entry = m_study.samples[sample];
    const auto known = m_sheets.find(entry.id);
    return known != m_sheets.end() ? known->second
                                   : m_sheets.emplace(entry.id, readSheet(entry)).first->second;
}

void StudyDocument::changeStudy(Study after, const QString& what)
{
    if (after == m_study) {
        return;
    }
    // A threshold that is stepped or dragged is one change.
    Study sameThreshold = after;
    sameThreshold.settings.tau = m_study.settings.tau;
    const int kind = sameThreshold == m_study ? kThresholdChange : kNeverMerged;
    m_studyStack->push(new Change<Study>(
        m_study, std::move(after), what, [this](const Study& study) { setStudy(study); }, kind));
}

void StudyDocument::changeDrawing(std::size_t sample, Drawing after, const QString& what)
{
    const SampleSheet& before = sheet(sample);
    if (after == before.drawing || !before.partsProblem.isEmpty()) {
        return;
    }
    const std::string id = m_study.samples[sample].id;
    stackOf(id)->push(
        new Change<Drawing>(before.drawing, std::move(after), what,
                            [this, id](const Drawing& drawing) { setDrawing(id, drawing); }));
}

void StudyDocument::changeWords(std::size_t sample, SentenceParts after, const QString& what)
{
    const SampleSheet& before = sheet(sample);
    if (after == before.words || !before.partsProblem.isEmpty()) {
        return;
    }
    const std::string id = m_study.samples[sample].id;
    stackOf(id)->push(
        new Change<SentenceParts>(before.words, std::move(after), what,
                                  [this, id](const SentenceParts& words) { setWords(id, words); }));
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
    m_autosave.start(kAutosaveDelay);
    emit dirtyChanged();
}

QUndoStack* StudyDocument::stackOf(const std::string& sampleId)
{
    QUndoStack*& stack = m_drawingStacks[sampleId];
    if (stack == nullptr) {
        stack = new QUndoStack(&m_undo);
        stack->setUndoLimit(kUndoLimit);
    }
    return stack;
}

void StudyDocument::activateStudy()
{
    m_undo.setActiveStack(m_studyStack);
}

void StudyDocument::activateSample(std::size_t sample)
{
    m_undo.setActiveStack(stackOf(m_study.samples[sample].id));
}

bool StudyDocument::isDirty() const
{
    return m_isStudyDirty || std::ranges::any_of(m_study.samples, [this](const Sample& sample) {
               return m_dirtyDrawings.contains(sample.id);
           });
}

void StudyDocument::writeParts(const Sample& sample) const
{
    const SampleSheet& sheet = m_sheets.at(sample.id);
    const fs::path file = partsPath(m_folder, sample);
    if (m_study.tokenisation) {
        writeSentenceParts(file, sheet.words);
    } else {
        writeLabelMe(file, sheet.drawing, fs::path("..") / sample.image);
    }
}

bool StudyDocument::save()
{
    m_autosave.stop();
    if (!isDirty()) {
        return true;
    }
    QString problem;
    const auto attempt = [&problem](auto write) {
        try {
            write();
            return true;
        } catch (const std::exception& error) {
            problem = problem.isEmpty() ? QString::fromUtf8(error.what()) : problem;
            return false;
        }
    };
    bool wroteDrawings = false;
    for (const Sample& sample : m_study.samples) {
        if (m_dirtyDrawings.contains(sample.id) && attempt([&] { writeParts(sample); })) {
            m_dirtyDrawings.erase(sample.id);
            wroteDrawings = true;
        }
    }
    if (m_isStudyDirty && attempt([&] { writeStudy(m_folder, m_study); })) {
        m_isStudyDirty = false;
    }
    emit dirtyChanged();
    if (wroteDrawings) {
        emit drawingsSaved();
    }
    if (!problem.isEmpty()) {
        m_autosave.start(kRetryDelay);
        emit saveFailed(problem);
    }
    return problem.isEmpty();
}

} // namespace palimpsest

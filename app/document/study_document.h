// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/extraction/sample_inputs.h"
#include "core/parts/drawing.h"
#include "core/samples/image.h"
#include "core/study/study.h"

#include <QObject>
#include <QString>
#include <QTimer>
#include <QUndoGroup>

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>

class QUndoStack;

namespace palimpsest {

/// A sample's picture and parts as the window holds them.
struct SampleSheet
{
    Image picture;
    Drawing drawing;
    LabelMap parts; ///< paint(drawing), or the words of a sentence as drawn in `picture`
    TokenisedSentence sentence; ///< where samples are sentences: `picture` shows its words
    SentenceParts words;        ///< which of them make a part
    QString pictureProblem;     ///< why there is no picture, or empty
    QString partsProblem;       ///< why its parts file is left alone and cannot be edited, or empty
};

/// What models see of a sample. Throws as maskedPictures does.
MaskedPictures shownPictures(const SampleSheet& sheet, const Study& study);

/// A study that is open, with what was changed and not yet saved. Edits are commands on a stack per
/// sample and one for the study; they are saved a second after the last one. Opening writes
/// nothing.
class StudyDocument : public QObject
{
    Q_OBJECT

public:
    /// Reads study.json. Throws BadFile.
    explicit StudyDocument(std::filesystem::path folder, QObject* parent = nullptr);
    ~StudyDocument() override;

    const std::filesystem::path& folder() const { return m_folder; }
    const Study& study() const { return m_study; }

    /// Picture and parts of a sample, read when first asked for.
    const SampleSheet& sheet(std::size_t sample);

    void changeStudy(Study after, const QString& what);
    void changeDrawing(std::size_t sample, Drawing after, const QString& what);
    void changeWords(std::size_t sample, SentenceParts after, const QString& what);

    /// Undo and redo of this group act on the stack that was activated last.
    QUndoGroup& undoGroup() { return m_undo; }
    void activateStudy();
    void activateSample(std::size_t sample);

    bool isDirty() const;

    /// Writes what was changed. False when something could not be written; saveFailed says what,
    /// it stays dirty, and is tried again after a while.
    bool save();

signals:
    void studyChanged(const palimpsest::Study& before);
    void drawingChanged(std::size_t sample); ///< or the parts of a sentence
    void dirtyChanged();
    void drawingsSaved(); ///< so that stored values may hold no more
    void saveFailed(const QString& why);

private:
    QUndoStack* stackOf(const std::string& sampleId);
    void setStudy(const Study& study);
    void setDrawing(const std::string& sampleId, const Drawing& drawing);
    void setWords(const std::string& sampleId, const SentenceParts& words);
    void partsEdited(const std::string& sampleId);
    void writeParts(const Sample& sample) const;
    void edited();
    SampleSheet readSheet(const Sample& sample) const;
    SampleSheet readSentenceSheet(const Sample& sample) const;
    void checkSizes(SampleSheet& sheet) const;

    std::filesystem::path m_folder;
    Study m_study;
    std::map<std::string, SampleSheet> m_sheets; ///< by sample id
    std::set<std::string> m_dirtyDrawings;       ///< sample ids, of removed samples too
    bool m_isStudyDirty = false;
    QUndoGroup m_undo;
    QUndoStack* m_studyStack;
    std::map<std::string, QUndoStack*> m_drawingStacks;
    QTimer m_autosave;
    mutable std::optional<SentenceReader> m_reader; ///< of sentences, once it was needed
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/study_document.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/study/study_file.h"

#include <QDateTime>
#include <QFileInfo>

#include <algorithm>
#include <iterator>

// What other programs write while a study is open, and edits that were left behind.

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

const VersionNames kBeforeAndNow{.first = "before", .second = "now"};

QStringList asText(const std::vector<std::string>& lines)
{
    QStringList text;
    for (const std::string& line : lines) {
        text.append(QString::fromStdString(line));
    }
    return text;
}

bool hasSample(const Study& study, const std::string& id)
{
    return std::ranges::find(study.samples, id, &Sample::id) != study.samples.end();
}

} // namespace

void StudyDocument::setConflict(UnsavedEdits conflict)
{
    const QStringList lines = asText(differencesFromFiles(conflict, m_folder));
    if (lines.isEmpty()) { // others have written the very same
        m_seen = lookedAt(conflict);
        forget(std::exchange(conflict, {}));
    }
    m_conflict = std::move(conflict);
    if (lines != m_conflictLines) {
        m_conflictLines = lines;
        emit conflictChanged();
    }
}

/// These need no saving any more.
void StudyDocument::forget(const UnsavedEdits& edits)
{
    m_isStudyDirty = m_isStudyDirty && !edits.study;
    std::erase_if(m_dirtyDrawings, [&](const std::string& id) {
        return edits.drawings.contains(id) || edits.words.contains(id);
    });
}

/// What was seen, with what stands now where these edits belong.
SeenFiles StudyDocument::lookedAt(const UnsavedEdits& edits) const
{
    SeenFiles seen = m_seen;
    for (const fs::path& file : filesOf(edits, m_folder)) {
        seen.look(file);
    }
    return seen;
}

QString StudyDocument::conflictTimes() const
{
    QDateTime theirs;
    for (const fs::path& file : filesOf(m_conflict, m_folder)) {
        const QDateTime time = QFileInfo(QString::fromStdString(file.string())).lastModified();
        theirs = !theirs.isValid() || time > theirs ? time : theirs;
    }
    return tr("Yours is of %1, the other of %2.")
        .arg(m_lastEdit.toString(QStringLiteral("HH:mm:ss")),
             theirs.toString(QStringLiteral("HH:mm:ss")));
}

/// Whether the study is where it was. A share or a disk that is away for a while is no edit of
/// others; it is said once.
bool StudyDocument::isFolderThere()
{
    QString why;
    try {
        if (!stands(m_folder)) {
            why = tr("%1 is not there at the moment. What you change is kept until it is back.")
                      .arg(QString::fromStdString(quoted(m_folder)));
        }
        stands(studyPath(m_folder));
    } catch (const Error& error) {
        why = QString::fromUtf8(error.what());
    }
    if (!why.isEmpty() && why != m_absence) {
        emit saveFailed(why);
    }
    if (why.isEmpty() && !m_absence.isEmpty() && !isDirty()) {
        emit saved();
    }
    m_absence = why;
    return why.isEmpty();
}

bool StudyDocument::lookOutside()
{
    if (!isFolderThere()) {
        return false;
    }
    m_access.look();
    std::vector<std::string> lines = takeInStudy();
    const std::vector<std::string> ofSheets = takeInSheets();
    lines.insert(lines.end(), ofSheets.begin(), ofSheets.end());
    if (!lines.empty()) {
        emit tookIn(asText(lines));
    }
    return !lines.empty();
}

/// The others' study.json, unless there are edits of ours, which keep it for the next save.
std::vector<std::string> StudyDocument::takeInStudy()
{
    const fs::path file = studyPath(m_folder);
    if (m_isStudyDirty || m_seen.seemsSame(file)) {
        return {};
    }
    const SeenFile now = seenFile(file);
    if (now == m_unreadable) {
        return {};
    }
    try {
        Study theirs = readStudy(m_folder);
        const bool losesEdits = std::ranges::any_of(m_dirtyDrawings, [&](const std::string& id) {
            return hasSample(m_study, id) && !hasSample(theirs, id);
        });
        if (losesEdits) {
            m_isStudyDirty = true; // so that it is asked whose list of samples to keep
            edited();
            return {};
        }
        m_seen.set(file, now);
        const Study before = std::exchange(m_study, std::move(theirs));
        std::vector<std::string> lines = differences(before, m_study, kBeforeAndNow);
        if (!lines.empty()) {
            m_history.clear(kStudyEdits); // it would bring back what others have changed
            dropOldSheets(before);
            emit studyChanged(before);
        }
        return lines;
    } catch (const Error& error) {
        m_unreadable = now; // is said once
        emit saveFailed(QString::fromUtf8(error.what()));
        return {};
    }
}

/// Forgets sheets that the study of others has otherwise or no more.
void StudyDocument::dropOldSheets(const Study& before)
{
    const bool isAllOther = before.preprocessing != m_study.preprocessing ||
                            before.tokenisation != m_study.tokenisation;
    if (isAllOther) {
        m_reader = SheetReader(m_folder);
    }
    for (const Sample& sample : before.samples) {
        const auto now = std::ranges::find(m_study.samples, sample.id, &Sample::id);
        const bool isSame = now != m_study.samples.end() && *now == sample;
        if ((isAllOther || !isSame) && !m_dirtyDrawings.contains(sample.id)) {
            dropSheet(sample.id);
        }
    }
}

void StudyDocument::dropSheet(const std::string& sampleId)
{
    m_sheets.erase(sampleId);
    m_history.clear(sampleId);
}

std::vector<std::string> StudyDocument::takeInSheets()
{
    std::vector<std::string> lines;
    for (std::size_t sample = 0; sample < m_study.samples.size(); ++sample) {
        if (m_sheets.contains(m_study.samples[sample].id)) {
            const std::vector<std::string> ofSheet = takeInSheet(sample);
            lines.insert(lines.end(), ofSheet.begin(), ofSheet.end());
        }
    }
    if (!lines.empty()) {
        emit drawingsSaved();
    }
    return lines;
}

/// A picture or parts of others; parts of ours that are not saved stay as they are.
std::vector<std::string> StudyDocument::takeInSheet(std::size_t sample)
{
    const Sample& entry = m_study.samples[sample];
    const fs::path picture = m_folder / entry.image;
    const fs::path parts = partsPath(m_folder, entry);
    const bool isOurs = m_dirtyDrawings.contains(entry.id);
    const bool isPictureSame = m_study.tokenisation || m_seen.seemsSame(picture);
    if (isPictureSame && (isOurs || m_seen.seemsSame(parts))) {
        return {};
    }
    m_seen.look(picture);
    if (!isOurs) {
        m_seen.look(parts);
    }
    SampleSheet now = m_reader.read(m_study, entry);
    SampleSheet& before = m_sheets.at(entry.id);
    std::vector<std::string> lines;
    if (isOurs) {
        now.drawing = before.drawing;
        now.parts = before.parts;
        now.words = before.words;
    } else if (now.drawing != before.drawing || now.words != before.words ||
               now.partsProblem != before.partsProblem) {
        lines = differences(before.drawing, now.drawing, kBeforeAndNow);
        const auto ofWords = differences(before.words, now.words, kBeforeAndNow);
        lines.insert(lines.end(), ofWords.begin(), ofWords.end());
        if (!now.partsProblem.isEmpty()) {
            lines.push_back("its parts cannot be read");
        }
        m_history.clear(entry.id); // it would bring back what others have changed
    }
    if (!isPictureSame) {
        lines.push_back("another picture");
    }
    before = std::move(now);
    if (!lines.empty()) {
        emit drawingChanged(sample);
    }
    for (std::string& line : lines) {
        line = entry.id + ": " + line;
    }
    return lines;
}

fs::path StudyDocument::keepMine()
{
    // Looked at before they are copied: what changes in between is found by the save.
    SeenFiles seen = lookedAt(m_conflict);
    const fs::path aside = setFilesAside(m_folder, m_conflict, "theirs");
    m_seen = std::move(seen);
    save();
    return aside;
}

fs::path StudyDocument::takeTheirs()
{
    UnsavedEdits mine = changedOutside(unsaved(), m_folder, m_seen); // edited since it was found
    if (mine.study) {
        const Study theirs = readStudy(m_folder); // what cannot be read cannot be taken
        const auto isGone = [&](const auto& entry) { return !hasSample(theirs, entry.first); };
        UnsavedEdits all = unsaved();
        std::ranges::copy_if(all.drawings, std::inserter(mine.drawings, mine.drawings.end()),
                             isGone);
        std::ranges::copy_if(all.words, std::inserter(mine.words, mine.words.end()), isGone);
    }
    const fs::path aside = setAside(m_folder, mine, "mine");
    setConflict({});
    forget(mine);
    lookOutside();
    save();
    return aside;
}

std::optional<fs::path> StudyDocument::restore(const UnsavedEdits& edits)
{
    if (!startEditing()) {
        return std::nullopt;
    }
    fs::path aside = setFilesAside(m_folder, edits, "before-restoring");
    if (edits.study) {
        changeStudy(*edits.study, tr("restored edits"));
    }
    for (std::size_t sample = 0; sample < m_study.samples.size(); ++sample) {
        const std::string& id = m_study.samples[sample].id;
        if (const auto found = edits.drawings.find(id); found != edits.drawings.end()) {
            changeDrawing(sample, found->second, tr("restored edits"));
        }
        if (const auto found = edits.words.find(id); found != edits.words.end()) {
            changeWords(sample, found->second, tr("restored edits"));
        }
    }
    const bool isSaved = save() && differencesFromFiles(edits, m_folder).empty();
    return isSaved ? std::optional(aside) : std::nullopt;
}

} // namespace palimpsest

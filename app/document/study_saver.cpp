// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/study_saver.h"

#include "core/base/error.h"
#include "core/study/study_file.h"
#include "core/study/study_names.h"
#include "widgets/style/string_list.h"

#include <QElapsedTimer>
#include <QFileInfo>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::milliseconds kAutosaveDelay{500}; // with the writing, within a second
constexpr std::chrono::milliseconds kRetryDelay{10'000};
constexpr std::chrono::milliseconds kDraftDelay{100};
constexpr int kDraftShare = 10; // keeping drafts takes a tenth of the time at most

} // namespace

StudySaver::StudySaver(OpenStudy& open, StudyAccess& access, DraftStore& drafts, fs::path recovery)
    : m_open(open), m_access(access), m_drafts(drafts),
      m_recovery(std::move(recovery), m_open.folder())
{
    for (QTimer* timer : {&m_autosave, &m_draft}) {
        timer->setSingleShot(true);
        timer->setTimerType(Qt::PreciseTimer);
    }
    m_draft.setInterval(kDraftDelay);
    connect(&m_autosave, &QTimer::timeout, this, &StudySaver::save);
    connect(&m_draft, &QTimer::timeout, this, &StudySaver::keepForRecovery);
    connect(&m_drafts, &DraftStore::touched, this, &StudySaver::keepSoon);
}

void StudySaver::edited()
{
    m_lastEdit = QDateTime::currentDateTime();
    if (!m_autosave.isActive()) { // a later edit does not put off saving the earlier ones
        m_autosave.start(kAutosaveDelay);
    }
    keepSoon();
    emit dirtyChanged();
}

void StudySaver::keepSoon()
{
    if (!m_draft.isActive()) {
        m_draft.start();
    }
}

bool StudySaver::save()
{
    m_autosave.stop();
    if (!m_open.isDirty()) {
        setConflict({});
        keepForRecovery(); // drafts, or nothing any more
        return true;
    }
    keepForRecovery(); // what is kept is never older than what is saved
    const std::size_t unsavedDrawings = m_open.dirtyParts().size();
    QString problem = m_access.isHeld() ? QString() : m_access.regain();
    if (problem.isEmpty()) {
        setConflict(changedOutside(m_open.unsaved(), m_open.folder(), m_open.seen()));
        problem = writeAll();
    }
    keepForRecovery(); // what is left, drafts, or nothing
    emit dirtyChanged();
    if (m_open.dirtyParts().size() < unsavedDrawings) {
        emit drawingsSaved();
    }
    if (m_open.isDirty()) {
        m_autosave.start(kRetryDelay);
    }
    if (!problem.isEmpty()) {
        emit saveFailed(problem);
    } else if (!m_open.isDirty()) {
        emit saved();
    }
    return !m_open.isDirty();
}

void StudySaver::keepForRecovery()
{
    QElapsedTimer timer;
    timer.start();
    try {
        const UnsavedEdits edits = kept();
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

/// What is not saved, and the drafts of samples that there are.
UnsavedEdits StudySaver::kept()
{
    m_drafts.gather();
    UnsavedEdits edits = m_open.unsaved();
    edits.drafts = m_drafts.all();
    std::erase_if(edits.drafts, [this](const auto& draft) { return !m_open.placeOf(draft.first); });
    return edits;
}

void StudySaver::writeParts(const Sample& sample)
{
    m_open.writeParts(sample);
    m_open.seen().look(partsPath(m_open.folder(), sample));
    m_open.forgetParts(sample.id);
}

/// Writes everything that nothing is in the way of. What went wrong first, or nothing.
QString StudySaver::writeAll()
{
    QString problem;
    const auto attempt = [&problem](auto write) {
        try {
            write();
        } catch (const std::exception& error) {
            problem = problem.isEmpty() ? QString::fromUtf8(error.what()) : problem;
        }
    };
    for (const Sample& sample : m_open.study().samples) {
        const bool isInConflict =
            m_conflict.drawings.contains(sample.id) || m_conflict.words.contains(sample.id);
        if (m_open.dirtyParts().contains(sample.id) && !isInConflict) {
            attempt([&] { writeParts(sample); });
        }
    }
    if (m_open.isStudyDirty() && !m_conflict.study) {
        attempt([&] {
            writeStudy(m_open.folder(), m_open.study());
            m_open.seen().look(studyPath(m_open.folder()));
            m_open.setStudyDirty(false);
        });
    }
    return problem;
}

void StudySaver::setConflict(UnsavedEdits conflict)
{
    const QStringList lines = toStringList(differencesFromFiles(conflict, m_open.folder()));
    if (lines.isEmpty()) { // others have written the very same
        m_open.seen() = lookedAt(conflict);
        m_open.forget(std::exchange(conflict, {}));
    }
    m_conflict = std::move(conflict);
    if (lines != m_conflictLines) {
        m_conflictLines = lines;
        emit conflictChanged();
    }
}

/// What was seen, with what stands now where these edits belong.
SeenFiles StudySaver::lookedAt(const UnsavedEdits& edits) const
{
    SeenFiles seen = m_open.seen();
    for (const fs::path& file : filesOf(edits, m_open.folder())) {
        seen.look(file);
    }
    return seen;
}

QString StudySaver::conflictTimes() const
{
    QDateTime theirs;
    for (const fs::path& file : filesOf(m_conflict, m_open.folder())) {
        const QDateTime time = QFileInfo(QString::fromStdString(file.string())).lastModified();
        theirs = !theirs.isValid() || time > theirs ? time : theirs;
    }
    return tr("Yours is of %1, the other of %2.")
        .arg(m_lastEdit.toString(QStringLiteral("HH:mm:ss")),
             theirs.toString(QStringLiteral("HH:mm:ss")));
}

fs::path StudySaver::keepMine()
{
    // Looked at before they are copied: what changes in between is found by the save.
    SeenFiles seen = lookedAt(m_conflict);
    const fs::path aside = setFilesAside(m_open.folder(), m_conflict, "theirs");
    m_open.seen() = std::move(seen);
    save();
    return aside;
}

fs::path StudySaver::giveUpMine()
{
    UnsavedEdits mine = changedOutside(m_open.unsaved(), m_open.folder(),
                                       m_open.seen()); // edited since it was found
    if (mine.study) {
        const Study theirs = readStudy(m_open.folder()); // what cannot be read cannot be taken
        const auto isGone = [&](const auto& entry) { return !hasSample(theirs, entry.first); };
        UnsavedEdits all = m_open.unsaved();
        std::ranges::copy_if(all.drawings, std::inserter(mine.drawings, mine.drawings.end()),
                             isGone);
        std::ranges::copy_if(all.words, std::inserter(mine.words, mine.words.end()), isGone);
    }
    const fs::path aside = setAside(m_open.folder(), mine, "mine");
    setConflict({});
    m_open.forget(mine);
    return aside;
}

} // namespace palimpsest

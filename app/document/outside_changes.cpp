// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/outside_changes.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/study/study_file.h"
#include "core/study/study_names.h"
#include "core/study/value_unit.h"
#include "widgets/style/string_list.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::milliseconds kWatchInterval{2000};
constexpr int kMostLooks = 5; // at values that go on changing, before they are told
const VersionNames kBeforeAndNow{.first = "before", .second = "now"};

/// Folders whose times tell of units in them, and of packs beside them.
std::set<fs::path> valueFolders(const fs::path& folder, const Study& study)
{
    std::set<fs::path> folders;
    for (const CheckpointIndex& checkpoint : allCheckpoints(study)) {
        const fs::path units = unitFolder(folder, study, checkpoint);
        folders.insert({units, units.parent_path()});
    }
    return folders;
}

/// Of those that are there.
OutsideChanges::ValueStamps stampsOf(const std::set<fs::path>& folders)
{
    OutsideChanges::ValueStamps stamps;
    for (const fs::path& folder : folders) {
        std::error_code status;
        const auto time = fs::last_write_time(folder, status);
        if (!status) {
            stamps.emplace(folder, time);
        }
    }
    return stamps;
}

} // namespace

OutsideChanges::OutsideChanges(OpenStudy& open, StudyAccess& access, StudySaver& saver)
    : m_open(open), m_access(access), m_saver(saver), m_stamps(this)
{
    connect(&m_watch, &QTimer::timeout, this, &OutsideChanges::lookAround);
    m_watch.start(kWatchInterval);
}

/// Whether the study is where it was. A share or a disk that is away for a while is no edit of
/// others; it is said once.
bool OutsideChanges::isFolderThere()
{
    QString why;
    try {
        if (!stands(m_open.folder())) {
            why = tr("%1 is not there at the moment. What you change is kept until it is back.")
                      .arg(QString::fromStdString(quoted(m_open.folder())));
        }
        stands(studyPath(m_open.folder()));
    } catch (const Error& error) {
        why = QString::fromUtf8(error.what());
    }
    if (!why.isEmpty() && why != m_absence) {
        emit failed(why);
    }
    if (why.isEmpty() && !m_absence.isEmpty() && !m_open.isDirty()) {
        emit cameBack();
    }
    m_absence = why;
    return why.isEmpty();
}

bool OutsideChanges::look()
{
    if (!isFolderThere()) {
        return false;
    }
    m_access.look();
    return takeIn([](const Sample&) { return true; });
}

/// Takes in what a worker finds to be other than it was, as soon as it has looked at everything.
void OutsideChanges::lookAround()
{
    if (!isFolderThere()) {
        return;
    }
    m_access.look();
    if (std::exchange(m_isLookingAround, true)) {
        return; // the disk is slow
    }
    m_stamps.post(
        [this, files = m_open.seen().stamps(),
         folders =
             valueFolders(m_open.folder(), m_open.study())](const LatestTask::Request& request) {
            std::set<std::string> others;
            for (const StampedFile& file : files) {
                if (!request.goesOn()) {
                    return;
                }
                if (fileStamp(file.path) != file.stamp) {
                    others.insert(file.path);
                }
            }
            request.deliver([this, others, values = stampsOf(folders)] {
                m_isLookingAround = false;
                lookAtValues(values);
                if (!others.empty() && isFolderThere()) {
                    takeIn([&](const Sample& sample) {
                        return others.contains(m_open.folder() / sample.image) ||
                               others.contains(partsPath(m_open.folder(), sample));
                    });
                }
            });
        },
        [this](const QString& why) {
            m_isLookingAround = false;
            emit failed(why);
        });
}

/// Tells of values that were made, once no more come or after some looks: each time all are read.
void OutsideChanges::lookAtValues(ValueStamps now)
{
    const bool areOthers = m_values && *m_values != now;
    m_values = std::move(now);
    if (areOthers || m_looksSinceValues > 0) {
        ++m_looksSinceValues;
    }
    if (m_looksSinceValues > 0 && (!areOthers || m_looksSinceValues > kMostLooks)) {
        m_looksSinceValues = 0;
        emit valuesChanged();
    }
}

/// The study, and those sheets of samples that may be others now.
bool OutsideChanges::takeIn(const std::function<bool(const Sample&)>& isSuspect)
{
    std::vector<std::string> lines = takeInStudy();
    const std::vector<std::string> ofSheets = takeInSheets(isSuspect);
    lines.insert(lines.end(), ofSheets.begin(), ofSheets.end());
    if (!lines.empty()) {
        emit tookIn(toStringList(lines));
    }
    return !lines.empty();
}

/// The others' study.json, unless there are edits of ours, which keep it for the next save.
std::vector<std::string> OutsideChanges::takeInStudy()
{
    const fs::path file = studyPath(m_open.folder());
    if (m_open.isStudyDirty() || m_open.seen().seemsSame(file)) {
        return {};
    }
    const SeenFile now = seenFile(file);
    if (now == m_unreadable) {
        return {};
    }
    try {
        Study theirs = readStudy(m_open.folder());
        const bool losesEdits =
            std::ranges::any_of(m_open.dirtyParts(), [&](const std::string& id) {
                return hasSample(m_open.study(), id) && !hasSample(theirs, id);
            });
        if (losesEdits) {
            m_open.setStudyDirty(true); // so that it is asked whose list of samples to keep
            m_saver.edited();
            return {};
        }
        m_open.seen().set(file, now);
        const Study before = m_open.takeIn(std::move(theirs));
        std::vector<std::string> lines = differences(before, m_open.study(), kBeforeAndNow);
        if (!lines.empty()) {
            m_open.history().clear(kStudyEdits); // it would bring back what others have changed
            m_open.dropOldSheets(before);
            emit studyChanged(before);
        }
        return lines;
    } catch (const Error& error) {
        m_unreadable = now; // is said once
        emit failed(QString::fromUtf8(error.what()));
        return {};
    }
}

std::vector<std::string>
OutsideChanges::takeInSheets(const std::function<bool(const Sample&)>& isSuspect)
{
    std::vector<std::string> lines;
    for (std::size_t sample = 0; sample < m_open.study().samples.size(); ++sample) {
        const Sample& entry = m_open.study().samples[sample];
        if (m_open.hasSheet(entry.id) && isSuspect(entry)) {
            const std::vector<std::string> ofSheet = takeInSheet(sample);
            lines.insert(lines.end(), ofSheet.begin(), ofSheet.end());
        }
    }
    if (!lines.empty()) {
        emit sheetsChanged();
    }
    return lines;
}

/// A picture or parts of others; parts of ours that are not saved stay as they are.
std::vector<std::string> OutsideChanges::takeInSheet(std::size_t sample)
{
    const Sample& entry = m_open.study().samples[sample];
    const fs::path picture = m_open.folder() / entry.image;
    const fs::path parts = partsPath(m_open.folder(), entry);
    const bool isOurs = m_open.dirtyParts().contains(entry.id);
    const bool isPictureSame = entry.image.empty() || m_open.seen().seemsSame(picture);
    if (isPictureSame && (isOurs || m_open.seen().seemsSame(parts))) {
        return {};
    }
    m_open.seen().look(picture);
    if (!isOurs) {
        m_open.seen().look(parts);
        m_open.forgetBytes(entry.id);
    }
    SampleSheet now = m_open.readAgain(entry);
    SampleSheet& before = m_open.sheet(sample);
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
        m_open.history().clear(entry.id); // it would bring back what others have changed
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

} // namespace palimpsest

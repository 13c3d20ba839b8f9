// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/document/open_study.h"
#include "app/document/study_access.h"
#include "app/document/study_saver.h"
#include "app/jobs/latest_task.h"

#include <QObject>
#include <QString>
#include <QStringList>
#include <QTimer>

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// Looks every other second for what other programs have written into an open study, and takes it
/// in, unless unsaved edits are in its way. There may be ten thousands of files, and slow disks, so
/// their stamps are looked at in a worker.
class OutsideChanges : public QObject
{
    Q_OBJECT

public:
    /// When units of each checkpoint, by their folder, were last made, removed or packed.
    using ValueStamps = std::map<std::filesystem::path, std::filesystem::file_time_type>;

    OutsideChanges(OpenStudy& open, StudyAccess& access, StudySaver& saver);

    /// Looks at all files now, here. Whether there was something.
    bool look();

signals:
    void studyChanged(const palimpsest::Study& before);
    void drawingChanged(std::size_t sample);
    void sheetsChanged(); ///< after the last drawingChanged
    void valuesChanged(); ///< units were made or removed, perhaps here
    void tookIn(const QStringList& differences);
    void failed(const QString& why); ///< once for each reason
    void cameBack();                 ///< the folder, and nothing waits to be saved into it

private:
    bool isFolderThere();
    void lookAround();
    void lookAtValues(ValueStamps now);
    bool takeIn(const std::function<bool(const Sample&)>& isSuspect);
    std::vector<std::string> takeInStudy();
    std::vector<std::string> takeInSheets(const std::function<bool(const Sample&)>& isSuspect);
    std::vector<std::string> takeInSheet(std::size_t sample);

    OpenStudy& m_open;
    StudyAccess& m_access;
    StudySaver& m_saver;
    QString m_absence; ///< why the study's folder cannot be looked into, as it was said
    std::optional<SeenFile> m_unreadable; ///< study.json of others that was complained of
    QTimer m_watch;
    bool m_isLookingAround = false;
    std::optional<ValueStamps> m_values; ///< as they were last seen
    int m_looksSinceValues = 0;          ///< since they were other than told; 0 where they are not
    LatestTask m_stamps;                 ///< last: it ends before what it tells
};

} // namespace palimpsest

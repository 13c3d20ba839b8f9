// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/jobs/latest_task.h"
#include "app/pages/page_editor.h"

#include <functional>
#include <string>
#include <vector>

namespace palimpsest {

struct TakenParts;

/// Gives slivers of parts to their neighbours on many samples, as one edit. What becomes of them is
/// computed on a thread.
class SliverGiving : public PageEditor
{
    Q_OBJECT

public:
    /// `page` is where parts are seen; `isLocked` says of a sample, by its place, that its parts
    /// must not change.
    SliverGiving(StudySession& session, Dialogs& dialogs, QWidget* page,
                 std::function<bool(std::size_t sample)> isLocked);

    /// On the samples of these ids. Those that are locked, or edited meanwhile, stay as they are,
    /// which is told.
    void give(const std::vector<std::string>& samples);

signals:
    /// Undo on `sampleId`, which is one of the samples, takes all back.
    void given(const QString& what, const std::string& sampleId);

private:
    /// A sample before or after.
    struct Drawn
    {
        std::string sampleId;
        Drawing before;
        PixelSize stored; ///< of the picture in its file
        Drawing after;
    };

    void take(const std::vector<Drawn>& all, std::size_t left);

    std::function<bool(std::size_t)> m_isLocked;
    LatestTask m_task{this}; ///< last: it ends first
};

} // namespace palimpsest

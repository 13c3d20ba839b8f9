// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/jobs/latest_task.h"
#include "core/assists/part_problems.h"

#include <QObject>
#include <QTimer>

#include <map>
#include <string>
#include <vector>

namespace palimpsest {

class StudySession;

/// Something to be looked at in the parts of a sample.
struct SampleProblem
{
    std::string sample; ///< its id
    QString text;       ///< a sentence without the name of the sample
    std::string part;   ///< that it is of; of a part set, the first that is missing; or empty
    PixelBox place;     ///< in pixels of the drawing; empty where there is nothing to see
    bool isSliver = false;

    bool operator==(const SampleProblem&) const = default;
};

/// Looks through the parts of all samples of the study for problems, on a thread, and follows
/// edits, as long as somebody wants to know. Samples that are not read yet follow when they are.
class ProblemSearch : public QObject
{
    Q_OBJECT

public:
    explicit ProblemSearch(StudySession& session, QObject* parent = nullptr);

    /// Nothing is looked for until this is true.
    void setWanted(bool isWanted);

    /// Those that are known, in the order of the study: what cannot be read, then part by part,
    /// then what a sample with parts lacks of its part set.
    std::vector<SampleProblem> problems() const;
    /// Whether all samples were looked through.
    bool isDone() const;

signals:
    void changed();
    void failed(const QString& why);

private:
    struct Waiting;

    void forgetAll();
    void forget(std::size_t sample);
    void search();
    std::vector<Waiting> waiting() const;
    void take(const std::string& sampleId, std::vector<PartProblem> problems);

    StudySession& m_session;
    bool m_isWanted = false;
    std::map<std::string, std::vector<PartProblem>> m_found; ///< by sample id
    QTimer m_soon;           ///< edits that follow one another are looked at together
    LatestTask m_task{this}; ///< last: it ends first
};

} // namespace palimpsest

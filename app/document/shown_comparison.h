// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/jobs/latest_task.h"
#include "core/analysis/analysis.h"
#include "core/analysis/pattern_comparison.h"

#include <QObject>
#include <QString>

#include <memory>
#include <string>
#include <vector>

namespace palimpsest {

class StudySession;

/// The reference against one later checkpoint on one sample, and what both are.
struct ShownPatterns : PatternComparison
{
    std::shared_ptr<const Analysis> analysis; ///< that it agrees with
    std::size_t sample = 0;                   ///< of Analysis::samples
    CheckpointIndex checkpoint;               ///< the later one

    const std::vector<std::string>& parts() const { return analysis->samples[sample].parts; }
    /// "LINEAGE/EPOCH"
    const std::string& referenceName() const
    {
        return analysis->models.at(analysis->reference).name;
    }
    const std::string& laterName() const { return analysis->models.at(checkpoint).name; }
};

/// The comparison of the chosen sample at the chosen epoch, computed in the background, the latest
/// choice alone. What is shown stays until its successor is there, but for that of another sample.
class ShownComparison : public QObject
{
    Q_OBJECT

public:
    explicit ShownComparison(StudySession& session);

    /// Null while there is none.
    const ShownPatterns* get() const { return m_shown.get(); }
    /// Why there is none, where computing it failed.
    const QString& problem() const { return m_problem; }

signals:
    void changed();

private:
    void follow();
    void show(std::shared_ptr<const ShownPatterns> comparison, const QString& problem = {});

    StudySession& m_session;
    std::shared_ptr<const ShownPatterns> m_shown;
    QString m_problem;
    LatestTask m_task;
};

} // namespace palimpsest

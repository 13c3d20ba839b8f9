// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/jobs/latest_task.h"
#include "core/analysis/analysis.h"

#include <QObject>
#include <QString>

#include <memory>

namespace palimpsest {

/// A first stage with the study it was made from.
struct ComparedStudy
{
    Study study;
    ComparedModels models;
};

/// The two stages of analyses, each on a thread of its own, so that thresholds of one comparison
/// can be tried while another is being made. Only the latest request of each is answered.
class Analyst : public QObject
{
    Q_OBJECT

public:
    explicit Analyst(QObject* parent = nullptr);

    /// The first stage, of values that nobody changes any more. What has not changed since
    /// `before`, which may be null, is not split again.
    void compare(Study study, std::shared_ptr<const StudyValues> values, ComparisonOptions options,
                 std::shared_ptr<const ComparedStudy> before);
    void dropComparison() { m_comparing.drop(); }

    /// The second stage.
    void analyse(std::shared_ptr<const ComparedStudy> compared, SalienceSettings salience,
                 NullSettings nulls);
    void dropAnalysis() { m_analysing.drop(); }

signals:
    void progressed(std::size_t done, std::size_t total); ///< of the first stage, now and then
    void compared(const std::shared_ptr<const palimpsest::ComparedStudy>& compared);
    void comparisonFailed(const QString& why);
    void analysed(const std::shared_ptr<const palimpsest::ComparedStudy>& compared,
                  const std::shared_ptr<const palimpsest::Analysis>& analysis);
    void analysisFailed(const QString& why);

private:
    LatestTask m_comparing;
    LatestTask m_analysing;
};

} // namespace palimpsest

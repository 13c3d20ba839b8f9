// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/jobs/task_thread.h"
#include "core/analysis/analysis.h"
#include "core/analysis/study_values.h"

#include <QObject>
#include <QString>

#include <memory>

namespace palimpsest {

/// Reading of stored values and long analyses, on a thread of their own. Only the latest request is
/// answered.
class Analyst : public QObject
{
    Q_OBJECT

public:
    explicit Analyst(QObject* parent = nullptr);
    ~Analyst() override;

    /// Reads all values of a study; drops whatever was asked before.
    void load(std::filesystem::path folder, Study study);

    /// Analyses `values`, which nobody changes any more. An earlier analysis is dropped.
    void analyse(Study study, std::shared_ptr<const StudyValues> values, AnalysisOptions options);

    /// Drops everything asked so far.
    void drop();

signals:
    void loaded(const std::shared_ptr<palimpsest::StudyValues>& values);
    void loadFailed(const QString& why);
    void analysed(const std::shared_ptr<palimpsest::Analysis>& analysis);
    void analysisFailed(const QString& why);

private:
    /// Runs `work`, then the function it returns on the thread of this object, if it is still the
    /// latest task; what it throws goes to `complain` there.
    template<typename Work, typename Complain>
    void post(Work work, Complain complain);

    std::uint64_t m_latest = 0; ///< only read and changed on the thread of this object
    TaskThread m_thread;        ///< last: it ends before what its tasks use
};

} // namespace palimpsest

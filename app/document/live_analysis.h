// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/jobs/analyst.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>

namespace palimpsest {

/// The analysis that the window shows, kept up to date in the background. What is shown stays until
/// its successor is there; of thresholds that are asked for faster than they can be analysed, some
/// are passed over and the last is not. Nulls are drawn when nothing has changed for a while.
class LiveAnalysis : public QObject
{
    Q_OBJECT

public:
    explicit LiveAnalysis(QObject* parent = nullptr);

    /// Compares anew: other values, checkpoints or interactions.
    void compare(Study study, std::shared_ptr<const StudyValues> values, ComparisonOptions options);

    /// Other thresholds for what is compared.
    void setSalience(const SalienceSettings& salience);

    /// Other nulls for what is compared.
    void setNulls(const NullSettings& nulls);

    /// Gives up the comparison under way; what was shown stays, no longer up to date.
    void cancel();

    /// Shows nothing more.
    void forget();

    const Analysis* analysis() const { return m_analysis.get(); }
    /// The same for whoever goes on with it on another thread.
    const std::shared_ptr<const Analysis>& sharedAnalysis() const { return m_analysis; }
    /// The models that the analysis is of; null when that is.
    std::shared_ptr<const ComparedModels> compared() const;
    /// Why there is no analysis.
    const QString& problem() const { return m_problem; }

    bool isComparing() const { return m_isComparing; }
    bool wasCancelled() const { return m_wasCancelled; }
    /// Whether the analysis is of all that was asked for.
    bool isCurrent() const;
    /// Whether it also has its nulls.
    bool hasNulls() const { return isCurrent() && m_analysis->nulls == m_nulls; }

    /// How long the latest comparison took.
    std::chrono::milliseconds comparisonTime() const { return m_comparisonTime; }

    /// No nulls are drawn while this holds: values are about to change.
    void setHasty(bool isHasty);

signals:
    void changed();          ///< another analysis is shown, or none
    void outdated();         ///< what is shown waits for a successor
    void comparingChanged(); ///< a comparison has begun or come to one of its ends
    void progressed(std::size_t done, std::size_t total);
    void cancelled();
    void failed(const QString& what);

private:
    void takeComparison(const std::shared_ptr<const ComparedStudy>& compared);
    void takeAnalysis(const std::shared_ptr<const ComparedStudy>& compared,
                      const std::shared_ptr<const Analysis>& analysis);
    void fail(const QString& why);
    void endComparing();
    void analyse();
    void drawNulls();

    std::shared_ptr<const ComparedStudy> m_latest; ///< what is to be analysed
    std::shared_ptr<const ComparedStudy> m_shown;  ///< what the analysis is of
    std::shared_ptr<const Analysis> m_analysis;
    SalienceSettings m_salience;
    NullSettings m_nulls;
    QString m_problem;
    bool m_isComparing = false;
    bool m_isAnalysing = false; ///< without nulls
    bool m_wasCancelled = false;
    bool m_isHasty = false;
    std::chrono::steady_clock::time_point m_begin;
    std::chrono::milliseconds m_comparisonTime{0};
    QTimer m_drawing; ///< of nulls, in a while
    Analyst m_analyst;
};

} // namespace palimpsest

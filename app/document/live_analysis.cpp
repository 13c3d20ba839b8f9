// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/live_analysis.h"

#include <utility>

namespace palimpsest {

namespace {

constexpr std::chrono::milliseconds kNullDelay{250};

} // namespace

LiveAnalysis::LiveAnalysis(QObject* parent) : QObject(parent)
{
    m_drawing.setSingleShot(true);
    m_drawing.setInterval(kNullDelay);
    connect(&m_drawing, &QTimer::timeout, this, &LiveAnalysis::drawNulls);
    connect(&m_analyst, &Analyst::progressed, this, &LiveAnalysis::progressed);
    connect(&m_analyst, &Analyst::compared, this, &LiveAnalysis::takeComparison);
    connect(&m_analyst, &Analyst::comparisonFailed, this, &LiveAnalysis::fail);
    connect(&m_analyst, &Analyst::analysed, this, &LiveAnalysis::takeAnalysis);
    connect(&m_analyst, &Analyst::analysisFailed, this, [this](const QString& why) {
        m_isAnalysing = false;
        emit failed(why);
    });
}

std::shared_ptr<const ComparedModels> LiveAnalysis::compared() const
{
    return m_shown ? std::shared_ptr<const ComparedModels>(m_shown, &m_shown->models) : nullptr;
}

bool LiveAnalysis::isCurrent() const
{
    return m_analysis && !m_isComparing && !m_wasCancelled && m_shown == m_latest &&
           m_analysis->salience == m_salience;
}

void LiveAnalysis::compare(Study study, std::shared_ptr<const StudyValues> values,
                           ComparisonOptions options)
{
    m_begin = std::chrono::steady_clock::now();
    m_wasCancelled = false;
    m_analyst.compare(std::move(study), std::move(values), std::move(options), m_latest);
    const bool hasBegun = !std::exchange(m_isComparing, true);
    m_drawing.stop();
    if (!m_isAnalysing) {
        m_analyst.dropAnalysis(); // nulls of what was
    }
    emit outdated();
    if (hasBegun) {
        emit comparingChanged();
    }
}

void LiveAnalysis::setSalience(const SalienceSettings& salience)
{
    if (salience != m_salience) {
        m_salience = salience;
        if (m_latest && !m_isAnalysing) {
            analyse();
        }
    }
}

void LiveAnalysis::setNulls(const NullSettings& nulls)
{
    if (std::exchange(m_nulls, nulls) != nulls && isCurrent()) {
        m_drawing.start();
        emit outdated();
    }
}

void LiveAnalysis::cancel()
{
    if (m_isComparing) {
        m_analyst.dropComparison();
        m_wasCancelled = true;
        endComparing();
        emit cancelled();
    }
}

void LiveAnalysis::forget()
{
    m_analyst.dropComparison();
    m_analyst.dropAnalysis();
    m_drawing.stop();
    m_latest.reset();
    m_shown.reset();
    m_analysis.reset();
    m_problem.clear();
    m_isAnalysing = false;
    m_wasCancelled = false;
    endComparing();
}

void LiveAnalysis::setHasty(bool isHasty)
{
    m_isHasty = isHasty;
    if (!isHasty && isCurrent() && !hasNulls()) {
        m_drawing.start();
    }
}

void LiveAnalysis::endComparing()
{
    if (std::exchange(m_isComparing, false)) {
        emit comparingChanged();
    }
}

void LiveAnalysis::takeComparison(const std::shared_ptr<const ComparedStudy>& compared)
{
    m_comparisonTime = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - m_begin);
    m_latest = compared;
    m_problem.clear();
    analyse();
    endComparing();
}

void LiveAnalysis::fail(const QString& why)
{
    m_analyst.dropAnalysis();
    m_isAnalysing = false;
    m_latest.reset();
    m_shown.reset();
    m_analysis.reset();
    m_problem = why;
    endComparing();
    emit changed();
}

void LiveAnalysis::analyse()
{
    m_drawing.stop();
    m_isAnalysing = true;
    m_analyst.analyse(m_latest, m_salience, {.draws = 0});
    emit outdated();
}

void LiveAnalysis::takeAnalysis(const std::shared_ptr<const ComparedStudy>& compared,
                                const std::shared_ptr<const Analysis>& analysis)
{
    m_shown = compared;
    m_analysis = analysis;
    m_isAnalysing = false;
    if (analysis->salience != m_salience) {
        analyse(); // the hand has moved on
    } else if (analysis->nulls != m_nulls) {
        m_drawing.start();
    }
    emit changed();
}

void LiveAnalysis::drawNulls()
{
    if (!m_isHasty && isCurrent()) {
        m_analyst.analyse(m_shown, m_salience, m_nulls);
    }
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/jobs/analyst.h"

#include <chrono>
#include <utility>

namespace palimpsest {

namespace {

constexpr std::chrono::milliseconds kReportInterval{50};

/// Progress that hands on to `report` what a person can follow, and stops with the request.
template<typename Report>
Progress reporting(const LatestTask::Request& request, Report report)
{
    using Clock = std::chrono::steady_clock;
    return [&request, report, next = Clock::now()](std::size_t done, std::size_t total) mutable {
        if (const Clock::time_point now = Clock::now(); now >= next) {
            next = now + kReportInterval;
            request.deliver([report, done, total] { report(done, total); });
        }
        return request.goesOn();
    };
}

} // namespace

Analyst::Analyst(QObject* parent) : QObject(parent), m_comparing(this), m_analysing(this) {}

void Analyst::compare(Study study, std::shared_ptr<const StudyValues> values,
                      ComparisonOptions options, std::shared_ptr<const ComparedStudy> before)
{
    m_comparing.post(
        [this, study = std::move(study), values = std::move(values), options = std::move(options),
         before = std::move(before)](const LatestTask::Request& request) {
            const auto report = [this](std::size_t done, std::size_t total) {
                emit progressed(done, total);
            };
            const auto result = std::make_shared<ComparedStudy>(ComparedStudy{
                study, compareModels(study, *values, options, reporting(request, report),
                                     before ? &before->models : nullptr)});
            request.deliver([this, result] { emit compared(result); });
        },
        [this](const QString& why) { emit comparisonFailed(why); });
}

void Analyst::analyse(std::shared_ptr<const ComparedStudy> compared, SalienceSettings salience,
                      NullSettings nulls)
{
    m_analysing.post(
        [this, compared = std::move(compared), salience,
         nulls](const LatestTask::Request& request) {
            const auto analysis = std::make_shared<Analysis>(
                palimpsest::analyse(compared->study, compared->models, salience, nulls,
                                    [&](std::size_t, std::size_t) { return request.goesOn(); }));
            request.deliver([this, compared, analysis] { emit analysed(compared, analysis); });
        },
        [this](const QString& why) { emit analysisFailed(why); });
}

} // namespace palimpsest

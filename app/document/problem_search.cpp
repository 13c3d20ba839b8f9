// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/problem_search.h"

#include "app/document/study_session.h"
#include "core/parts/part_names.h"
#include "core/study/part_sets.h"
#include "widgets/style/counted.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace palimpsest {

namespace {

constexpr std::chrono::milliseconds kSoon(150);
constexpr std::size_t kAtOnce = 32; ///< samples that are copied for the thread together

QString pixelText(std::size_t pixels)
{
    return counted(pixels, ProblemSearch::tr("1 pixel"), ProblemSearch::tr("%1 pixels"));
}

QString textOf(const PartProblem& problem)
{
    const QString part = QString::fromStdString(problem.part);
    switch (problem.kind) {
    case ProblemKind::Empty:
        return ProblemSearch::tr("“%1” has no pixel that models see").arg(part);
    case ProblemKind::OnePixel:
        return ProblemSearch::tr("“%1” has one pixel that models see").arg(part);
    case ProblemKind::Outside:
        return problem.pixels == 0
                   ? ProblemSearch::tr("“%1” lies outside of the picture").arg(part)
                   : ProblemSearch::tr("“%1” reaches beyond the picture’s edge").arg(part);
    case ProblemKind::Sliver:
        return ProblemSearch::tr("“%1” has a sliver of %2").arg(part, pixelText(problem.pixels));
    case ProblemKind::Overlap:
        break;
    }
    return ProblemSearch::tr("“%1” covers %2 of “%3”")
        .arg(part, pixelText(problem.pixels), QString::fromStdString(problem.covered));
}

} // namespace

/// What of a sample is looked at.
struct ProblemSearch::Waiting
{
    std::string sampleId;
    Drawing drawing;
    LabelMap seen; ///< its parts alone
};

ProblemSearch::ProblemSearch(StudySession& session, QObject* parent)
    : QObject(parent), m_session(session)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSoon);
    connect(&m_soon, &QTimer::timeout, this, &ProblemSearch::search);
    connect(&session, &StudySession::opened, this, &ProblemSearch::forgetAll);
    connect(&session, &StudySession::studyChanged, this, &ProblemSearch::forgetAll);
    connect(&session, &StudySession::settingsChanged, this, &ProblemSearch::changed);
    connect(&session.looks(), &SampleLooks::changed, this, &ProblemSearch::forget);
}

void ProblemSearch::setWanted(bool isWanted)
{
    m_isWanted = isWanted;
    if (isWanted) {
        search();
    } else {
        m_task.drop();
    }
}

void ProblemSearch::forgetAll()
{
    m_task.drop();
    m_found.clear();
    emit changed();
    m_soon.start();
}

void ProblemSearch::forget(std::size_t sample)
{
    m_task.drop(); // its answer may be of what was drawn before
    m_found.erase(m_session.study().samples[sample].id);
    m_soon.start();
}

/// Those that are read and were not looked through since they were edited. Parts of sentences are
/// words, of which nothing of this can be wrong.
std::vector<ProblemSearch::Waiting> ProblemSearch::waiting() const
{
    std::vector<Waiting> result;
    StudyDocument* document = m_session.document();
    if (document == nullptr || kindOf(document->study()) != SampleKind::Picture) {
        return result;
    }
    for (std::size_t i = 0; i < document->study().samples.size() && result.size() < kAtOnce; ++i) {
        const std::string& id = document->study().samples[i].id;
        if (!document->hasSheet(id) || m_found.contains(id)) {
            continue;
        }
        const SampleSheet& sheet = document->sheet(i);
        Waiting one{.sampleId = id, .drawing = sheet.drawing, .seen = {}};
        one.seen.parts = sheet.parts.parts;
        result.push_back(std::move(one));
    }
    return result;
}

void ProblemSearch::search()
{
    std::vector<Waiting> samples = m_isWanted ? waiting() : std::vector<Waiting>();
    if (samples.empty()) {
        return;
    }
    m_task.post(
        [this, samples = std::move(samples)](const LatestTask::Request& request) {
            const Progress progress = [&request](std::size_t, std::size_t) {
                return request.goesOn();
            };
            for (const Waiting& one : samples) {
                auto problems = partProblems(one.drawing, one.seen, progress);
                request.deliver([this, id = one.sampleId, problems = std::move(problems)] {
                    take(id, problems);
                });
            }
            request.deliver([this] { search(); });
        },
        [this](const QString& why) { emit failed(why); });
}

void ProblemSearch::take(const std::string& sampleId, std::vector<PartProblem> problems)
{
    m_found[sampleId] = std::move(problems);
    emit changed();
}

bool ProblemSearch::isDone() const
{
    if (m_session.document() == nullptr || m_soon.isActive()) {
        return m_session.document() == nullptr;
    }
    const Study& study = m_session.study();
    const bool isOfPictures = kindOf(study) == SampleKind::Picture;
    return std::ranges::all_of(study.samples, [&](const Sample& sample) {
        return isOfPictures ? m_found.contains(sample.id)
                            : m_session.document()->hasSheet(sample.id);
    });
}

std::vector<SampleProblem> ProblemSearch::problems() const
{
    std::vector<SampleProblem> result;
    if (m_session.document() == nullptr) {
        return result;
    }
    const Study& study = m_session.study();
    for (std::size_t i = 0; i < study.samples.size(); ++i) {
        const std::string& id = study.samples[i].id;
        const SampleLook* look = m_session.looks().of(i);
        if (look == nullptr) {
            continue;
        }
        if (!look->problem.isEmpty()) {
            result.push_back({.sample = id, .text = look->problem, .part = {}, .place = {}});
        }
        if (const auto found = m_found.find(id); found != m_found.end()) {
            for (const PartProblem& problem : found->second) {
                result.push_back({.sample = id,
                                  .text = textOf(problem),
                                  .part = problem.part,
                                  .place = problem.place,
                                  .isSliver = problem.kind == ProblemKind::Sliver});
            }
        }
        const PartNames* set = look->drawn.empty() ? nullptr : partSetFor(study, study.samples[i]);
        const std::vector<std::string> missing =
            set != nullptr ? missingParts(*set, look->drawn) : std::vector<std::string>();
        if (!missing.empty()) {
            QStringList names;
            for (const std::string& name : missing) {
                names << QString::fromStdString(name);
            }
            result.push_back({.sample = id,
                              .text = tr("missing of its part set: %1").arg(names.join(", ")),
                              .part = missing.front(),
                              .place = {}});
        }
    }
    return result;
}

} // namespace palimpsest

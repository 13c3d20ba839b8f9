// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/extraction_run.h"

#include "app/document/large_run.h"
#include "core/base/error.h"
#include "core/study/study_names.h"

#include <utility>

namespace palimpsest {

ExtractionRun::ExtractionRun(const KnownValues& values, QObject* parent)
    : QObject(parent), m_values(values)
{
    connectCost();
    connectUnits();
    connect(&m_extractor, &Extractor::finished, this, [this](const ExtractionResult& result) {
        for (const UnitFailure& notFinite : result.nonFinite) {
            m_blamed.insert(notFinite.unit.sample);
        }
        end();
    });
    connect(&m_extractor, &Extractor::cancelled, this, &ExtractionRun::end);
    connect(&m_extractor, &Extractor::untrusted, this, &ExtractionRun::takeUntrusted);
    connect(&m_extractor, &Extractor::undecided, this, &ExtractionRun::takeUndecided);
    connect(&m_extractor, &Extractor::failed, this, [this](const QString& why) {
        end();
        emit failed(why, Attempt::Extract);
    });
}

void ExtractionRun::connectCost()
{
    connect(&m_extractor, &Extractor::estimated, this, [this](const ExtractionCost& cost) {
        m_cost = cost;
        m_cost->notFinite = m_values.notFiniteUnits();
        emit costChanged(*m_cost);
        if (std::exchange(m_runsOnceCounted, false)) {
            emit allowed(m_only);
        }
    });
    connect(&m_extractor, &Extractor::estimateFailed, this, [this](const QString& why) {
        m_runsOnceCounted = false;
        emit costChanged(ExtractionCost()); // nothing that could be started
        emit failed(why, Attempt::CountCost);
    });
}

void ExtractionRun::connectUnits()
{
    connect(&m_extractor, &Extractor::started, this, [this](const std::vector<UnitIndex>& units) {
        m_queued = {units.begin(), units.end()};
        m_failures.clear();
        m_blamed.clear();
        emit unitsReset();
    });
    connect(&m_extractor, &Extractor::unitStarted, this, [this](const UnitIndex& unit) {
        m_queued.erase(unit);
        m_running = unit;
        emit unitChanged(unit);
    });
    connect(&m_extractor, &Extractor::unitDone, this,
            [this](const UnitIndex& unit, const std::shared_ptr<ValueTable>& table) {
                m_running.reset();
                emit unitMade(unit, table);
            });
    connect(&m_extractor, &Extractor::unitFailed, this, &ExtractionRun::fail);
}

void ExtractionRun::setDocument(StudyDocument* document)
{
    m_document = document;
    m_hasDeclined = false;
    m_runsOnceCounted = false;
}

void ExtractionRun::forget()
{
    m_extractor.forgetStudy();
    m_runsOnceCounted = false;
    m_queued.clear();
    m_running.reset();
    m_failures.clear();
    if (!std::exchange(m_blamed, {}).empty()) {
        emit overcome();
    }
}

void ExtractionRun::forgetCost()
{
    m_cost.reset();
    emit costChanged(std::nullopt);
}

bool ExtractionRun::mayMake(std::size_t sample) const
{
    if (!m_cost) {
        return true;
    }
    std::set<UnitIndex> impossible;
    for (const UnitFailure& failure : m_cost->impossible) {
        impossible.insert(failure.unit);
    }
    for (std::size_t lineage = 0; lineage < study().lineages.size(); ++lineage) {
        for (std::size_t i = 0; i < study().lineages[lineage].checkpoints.size(); ++i) {
            const UnitIndex unit{{lineage, i}, sample};
            if (!impossible.contains(unit) && m_values.report(unit).state != UnitState::Complete) {
                return true;
            }
        }
    }
    return false;
}

bool ExtractionRun::mayBegin(const std::optional<std::string>& only)
{
    return !isRunning() && isBaselineChosen(only) && isAgreedTo();
}

void ExtractionRun::begin(const std::optional<std::string>& only, std::size_t firstSample)
{
    m_only = only;
    m_runsOnceCounted = false;
    m_extractor.extract({.only = only, .firstSample = firstSample});
}

void ExtractionRun::end()
{
    m_queued.clear();
    m_running.reset();
    emit ended();
}

/// The choice may change the study, so that what a run costs is not known any more: it waits then.
bool ExtractionRun::isBaselineChosen(const std::optional<std::string>& only)
{
    if (!study().settings.asksBaseline || !m_questions.baseline) {
        return true;
    }
    const Baseline before = study().settings.baseline;
    if (!m_questions.baseline()) {
        return false;
    }
    m_runsOnceCounted = study().settings.baseline != before;
    m_only = only;
    return !m_runsOnceCounted;
}

bool ExtractionRun::isAgreedTo() const
{
    const QString question = m_cost ? largeRunQuestion(*m_cost) : QString();
    return question.isEmpty() || !m_questions.consent || m_questions.consent(question);
}

void ExtractionRun::setTrust(Trust trust)
{
    m_trust = std::move(trust);
    m_extractor.setTrust(m_trust);
}

void ExtractionRun::takeUntrusted(const std::vector<ModelProgram>& programs)
{
    end();
    emit asks();
    if (askForTrust(programs)) {
        emit allowed(m_only);
    }
}

bool ExtractionRun::askForTrust(const std::vector<ModelProgram>& programs)
{
    if (!m_questions.trust || !m_questions.trust(programs)) {
        return false;
    }
    for (const ModelProgram& program : programs) {
        m_trust.hashes.insert(program.sha256);
    }
    m_extractor.setTrust(m_trust);
    return true;
}

void ExtractionRun::takeUndecided(const UndecidedOutputs& open, bool wasRunning)
{
    if (wasRunning) {
        end();
        emit asks();
    } else {
        emit costChanged(ExtractionCost()); // nothing that could be started
    }
    const bool mayAsk = wasRunning || !m_hasDeclined;
    const bool waits = std::exchange(m_runsOnceCounted, false); // until the cost is known
    if (!mayAsk || !askForOutputs(open)) {
        emit failed(QString::fromUtf8(open.what()),
                    wasRunning ? Attempt::Extract : Attempt::CountCost);
    } else if (wasRunning) {
        emit allowed(m_only);
    } else {
        m_runsOnceCounted = waits;
    }
}

bool ExtractionRun::askForOutputs(const UndecidedOutputs& open)
{
    if (!m_questions.outputs) {
        return false;
    }
    const auto answer = m_questions.outputs(open);
    m_hasDeclined = !answer;
    if (!answer) {
        return false;
    }
    Study after = study();
    std::size_t run = 0;
    try {
        run = findCheckpoint(after, open.who()).lineage;
    } catch (const BadInput& error) { // others renamed or removed it meanwhile
        emit failed(QString::fromUtf8(error.what()), Attempt::Extract);
        return false;
    }
    const auto known = m_values.outputs();
    for (std::size_t i = 0; i < after.lineages[run].checkpoints.size(); ++i) {
        const CheckpointIndex index{run, i};
        if (!after.lineages[run].checkpoints[i].outputs) {
            after = withOutputs(std::move(after), index,
                                known.contains(index) ? known.at(index) : *answer);
        }
    }
    m_document->changeStudy(std::move(after), tr("choice of outputs"));
    return true;
}

UnitProgress ExtractionRun::progress(const UnitIndex& unit) const
{
    if (unit == m_running) {
        return UnitProgress::Running;
    }
    return m_queued.contains(unit) ? UnitProgress::Queued : UnitProgress::AtRest;
}

const std::string* ExtractionRun::failureOf(const UnitIndex& unit) const
{
    const auto failed = m_failures.find(unit);
    return failed != m_failures.end() ? &failed->second : nullptr;
}

void ExtractionRun::fail(const UnitFailure& failure)
{
    m_queued.erase(failure.unit);
    m_running.reset();
    m_failures[failure.unit] = failure.message;
    m_blamed.insert(failure.unit.sample);
    emit unitChanged(failure.unit);
}

void ExtractionRun::forgetFailuresOf(std::size_t sample)
{
    if (m_blamed.erase(sample) == 0) {
        return;
    }
    std::vector<UnitIndex> units;
    std::erase_if(m_failures, [&](const auto& failure) {
        const bool isOfSample = failure.first.sample == sample;
        if (isOfSample) {
            units.push_back(failure.first);
        }
        return isOfSample;
    });
    for (const UnitIndex& unit : units) {
        emit unitChanged(unit);
    }
    if (m_blamed.empty()) {
        emit overcome();
    }
}

} // namespace palimpsest

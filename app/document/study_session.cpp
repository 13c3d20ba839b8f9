// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/study_session.h"

#include "app/document/same_values.h"
#include "core/base/error.h"
#include "core/study/study_names.h"
#include "widgets/plots/strength_scale.h"

#include <algorithm>
#include <chrono>

namespace palimpsest {

namespace {

constexpr std::chrono::milliseconds kRefreshDelay{300};
constexpr int kRefreshShare = 4; // comparing takes a fifth of the time while values are made

void prepare(QTimer& timer, std::chrono::milliseconds delay)
{
    timer.setSingleShot(true);
    timer.setInterval(delay);
}

std::size_t notFiniteUnits(const StudyValues& values)
{
    return static_cast<std::size_t>(std::ranges::count_if(
        values.units, [](const auto& entry) { return entry.second.nonFinite > 0; }));
}

} // namespace

StudySession::StudySession(QObject* parent) : QObject(parent)
{
    prepare(m_refresh, kRefreshDelay);
    prepare(m_reload, std::chrono::milliseconds(0));
    connect(&m_refresh, &QTimer::timeout, this, &StudySession::lookAtNewValues);
    connect(&m_reload, &QTimer::timeout, this, &StudySession::reload);
    connect(&m_selection, &Selection::comparisonChanged, this, &StudySession::refreshAnalysis);
    connect(&m_reader, &ValueReader::loaded, this, &StudySession::valuesLoaded);
    connect(&m_reader, &ValueReader::failed, this, [this](const QString& why) {
        setLoading(false);
        emit failed(why, Attempt::ReadValues);
    });
    connect(&m_live, &LiveAnalysis::changed, this, [this] {
        emit attempted(Attempt::Compare);
        emit analysisChanged();
    });
    connect(&m_live, &LiveAnalysis::outdated, this, &StudySession::analysisOutdated);
    connect(&m_live, &LiveAnalysis::failed, this,
            [this](const QString& why) { emit failed(why, Attempt::Compare); });
    connectExtractor();
}

StudySession::~StudySession() = default;

void StudySession::connectExtractor()
{
    connect(&m_extractor, &Extractor::estimated, this, [this](const ExtractionCost& cost) {
        m_cost = cost;
        m_cost->notFinite = m_values ? notFiniteUnits(*m_values) : 0;
        emit costChanged(*m_cost);
        if (std::exchange(m_runsOnceCounted, false)) {
            extract(m_only);
        }
    });
    connect(&m_extractor, &Extractor::estimateFailed, this, [this](const QString& why) {
        m_runsOnceCounted = false;
        emit costChanged(ExtractionCost()); // nothing that could be started
        emit failed(why, Attempt::CountCost);
    });
    connect(&m_extractor, &Extractor::started, this, [this](const std::vector<UnitIndex>& units) {
        m_queued = {units.begin(), units.end()};
        m_failures.clear();
        emit unitsReset();
    });
    connect(&m_extractor, &Extractor::unitStarted, this, [this](const UnitIndex& unit) {
        m_queued.erase(unit);
        m_running = unit;
        emit unitChanged(unit);
    });
    connect(&m_extractor, &Extractor::unitDone, this, &StudySession::takeUnit);
    connect(&m_extractor, &Extractor::unitFailed, this, &StudySession::takeFailure);
    connect(&m_extractor, &Extractor::finished, this, &StudySession::endRun);
    connect(&m_extractor, &Extractor::cancelled, this, &StudySession::endRun);
    connect(&m_extractor, &Extractor::untrusted, this, &StudySession::takeUntrusted);
    connect(&m_extractor, &Extractor::undecided, this, &StudySession::takeUndecided);
    connect(&m_extractor, &Extractor::failed, this, [this](const QString& why) {
        endRun();
        emit failed(why, Attempt::Extract);
    });
}

void StudySession::open(const std::filesystem::path& folder, const std::filesystem::path& recovery)
{
    m_hasDeclined = false;
    auto document = std::make_unique<StudyDocument>(std::filesystem::absolute(folder), recovery);
    close();
    m_document = std::move(document);
    m_tau = study().settings.tau;
    connectDocument();
    emit opened();
    reload();
}

void StudySession::close()
{
    m_runsOnceCounted = false;
    forgetValues();
    m_document.reset();
    m_selection.reset();
    emit opened();
}

bool StudySession::closeUntold()
{
    if (!m_document) {
        return true;
    }
    for (QObject* teller : std::initializer_list<QObject*>{
             this, &m_selection, &m_extractor, &m_reader, &m_live, m_document.get(),
             &m_document->access(), &m_document->undoGroup()}) {
        teller->blockSignals(true);
    }
    const bool isSaved = m_document->save();
    m_document.reset();
    return isSaved;
}

void StudySession::connectDocument()
{
    connect(m_document.get(), &StudyDocument::studyChanged, this,
            &StudySession::documentStudyChanged);
    connect(m_document.get(), &StudyDocument::drawingChanged, this, [this](std::size_t sample) {
        if (sample == m_selection.sample()) {
            m_selection.forgetParts();
        }
        emit drawingChanged(sample);
    });
    // Values are looked at again when files say something else.
    connect(m_document.get(), &StudyDocument::drawingsSaved, this, [this] {
        if (!m_extractor.isRunning()) {
            m_reload.start();
        }
    });
}

void StudySession::documentStudyChanged(const Study& before)
{
    m_tau = study().settings.tau;
    if (haveSameValues(before, study(), m_values ? m_values->outputs : StudyValues().outputs)) {
        const bool areRunsOthers = before.lineages != study().lineages;
        if (areRunsOthers) {
            emit studyChanged();
        }
        emit settingsChanged();
        if (areRunsOthers || before.settings.interactions != study().settings.interactions) {
            refreshAnalysis();
        } else {
            m_live.setSalience(salience());
            m_live.setNulls(study().settings.nulls);
        }
        return;
    }
    const bool wasRunning = m_extractor.isRunning();
    forgetValues(); // nobody may see what belongs to the study before
    if (m_selection.sample() >= study().samples.size()) {
        m_selection.setSample(std::max<std::size_t>(1, study().samples.size()) - 1);
    }
    forgetGoneRuns();
    emit studyChanged();
    emit settingsChanged();
    emit analysisChanged();
    endRun();
    if (wasRunning) {
        emit interrupted();
    }
}

/// Runs that are called otherwise or are gone cannot be compared.
void StudySession::forgetGoneRuns()
{
    const auto isGone = [this](const std::optional<std::string>& name) {
        try {
            return name && (findCheckpoint(study(), *name), false);
        } catch (const BadInput&) {
            return true;
        }
    };
    if (isGone(m_selection.reference())) {
        m_selection.setReference(std::nullopt);
    }
    if (isGone(m_selection.target())) {
        m_selection.setTarget(std::nullopt);
    }
}

void StudySession::forgetValues()
{
    m_extractor.forgetStudy();
    m_reader.drop();
    m_live.forget();
    m_refresh.stop();
    m_reload.stop();
    setLoading(false);
    m_values.reset();
    m_arrived.clear();
    m_queued.clear();
    m_running.reset();
    m_failures.clear();
}

void StudySession::reload()
{
    emit attempted(Attempt::ReadValues);
    emit attempted(Attempt::CountCost);
    m_cost.reset();
    emit costChanged(std::nullopt);
    setLoading(true);
    m_arrived.clear(); // what comes from now on may be newer than what is read
    m_extractor.setStudy(m_document->folder(), study());
    m_reader.load(m_document->folder(), study());
}

void StudySession::valuesLoaded(const std::shared_ptr<StudyValues>& values)
{
    m_values = values;
    setLoading(false);
    emit unitsReset();
    refreshAnalysis();
    if (!m_extractor.isRunning()) {
        m_extractor.estimate({.firstSample = m_selection.sample()});
    }
}

void StudySession::takeUnit(const UnitIndex& unit, const std::shared_ptr<ValueTable>& table)
{
    m_running.reset();
    if (!m_values) {
        return;
    }
    try {
        // A comparison may be reading the values; copying them all would take longer than a frame.
        m_arrived[unit] = comparedValues(study(), *m_values, unit, *table);
    } catch (const Error& error) {
        takeFailure({unit, error.what()});
        return;
    }
    emit unitChanged(unit);
    if (!m_refresh.isActive()) {
        m_refresh.start(std::max(kRefreshDelay, kRefreshShare * m_live.comparisonTime()));
    }
}

void StudySession::lookAtNewValues()
{
    if (m_live.isComparing() || m_values.use_count() > 1) {
        m_refresh.start(kRefreshDelay);
        return;
    }
    for (auto& [unit, table] : m_arrived) {
        if (study().settings.valueKind != ValueKind::Output) { // for which it does not matter
            m_values->outputs.emplace(unit.checkpoint, table.outputs);
        }
        m_values->units[unit] =
            completeReport({nonFiniteCount(table.v), table.floored}, table.partCount);
        m_values->tables[unit] = std::move(table);
    }
    m_arrived.clear();
    if (!m_live.wasCancelled()) {
        refreshAnalysis();
    }
}

void StudySession::setLoading(bool isLoading)
{
    m_isLoading = isLoading;
    updateHaste();
}

void StudySession::updateHaste()
{
    m_live.setHasty(m_isLoading || m_extractor.isRunning());
}

void StudySession::takeFailure(const UnitFailure& failure)
{
    m_queued.erase(failure.unit);
    m_running.reset();
    m_failures[failure.unit] = failure.message;
    emit unitChanged(failure.unit);
}

void StudySession::endRun()
{
    m_queued.clear();
    m_running.reset();
    updateHaste();
    emit unitsReset();
    emit runningChanged();
    m_reload.start(); // the files are the truth
}

void StudySession::extract(const std::optional<std::string>& only)
{
    if (!m_document || m_extractor.isRunning() || !isBaselineChosen(only) || !isAgreedTo() ||
        !m_document->save()) {
        return;
    }
    if (m_reload.isActive()) {
        m_reload.stop();
        reload();
    } else {
        m_extractor.setStudy(m_document->folder(), study());
    }
    emit attempted(Attempt::Extract);
    m_only = only;
    m_extractor.extract({.only = only, .firstSample = m_selection.sample()});
    updateHaste();
    emit runningChanged();
}

void StudySession::tryTau(double tau)
{
    m_tau = std::clamp(tau, StrengthScale::kFaintest, kLargestTau);
    m_live.setSalience(salience());
}

void StudySession::chooseTau(double tau)
{
    Study after = study();
    after.settings.tau = std::clamp(tau, StrengthScale::kFaintest, kLargestTau);
    m_document->changeStudy(std::move(after), tr("change of τ"));
}

SalienceSettings StudySession::salience() const
{
    return {.tau = m_tau, .scope = study().settings.thresholdScope};
}

void StudySession::refreshAnalysis()
{
    m_refresh.stop();
    if (m_document && m_values) {
        m_live.setSalience(salience());
        m_live.setNulls(study().settings.nulls);
        m_live.compare(study(), m_values,
                       {.reference = m_selection.reference(), .target = m_selection.target()});
    }
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/study_session.h"

#include "app/document/same_values.h"
#include "core/base/error.h"
#include "core/study/accuracy_sets.h"
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

} // namespace

StudySession::StudySession(QObject* parent) : QObject(parent), m_run(m_values)
{
    prepare(m_refresh, kRefreshDelay);
    prepare(m_reload, std::chrono::milliseconds(0));
    connect(&m_refresh, &QTimer::timeout, this, &StudySession::lookAtNewValues);
    connect(&m_reload, &QTimer::timeout, this, &StudySession::reload);
    connect(&m_selection, &Selection::comparisonChanged, this, &StudySession::refreshAnalysis);
    connect(&m_live, &LiveAnalysis::changed, this, [this] {
        emit attempted(Attempt::Compare);
        emit analysisChanged();
    });
    connect(&m_live, &LiveAnalysis::outdated, this, &StudySession::analysisOutdated);
    connect(&m_live, &LiveAnalysis::failed, this,
            [this](const QString& why) { emit failed(why, Attempt::Compare); });
    connectValues();
    connectRun();
}

StudySession::~StudySession() = default;

void StudySession::connectValues()
{
    connect(&m_values, &KnownValues::loaded, this, &StudySession::valuesLoaded);
    connect(&m_values, &KnownValues::failed, this, [this](const QString& why) {
        updateHaste();
        emit failed(why, Attempt::ReadValues);
    });
    connect(&m_looks, &SampleLooks::started, this,
            [this] { emit attempted(Attempt::ReadSamples); });
    connect(&m_looks, &SampleLooks::failed, this,
            [this](const QString& why) { emit failed(why, Attempt::ReadSamples); });
    // Sheets are read at the same time, so those may be newer than what values were compared with.
    connect(&m_looks, &SampleLooks::foundNewer, this, &StudySession::reloadUnlessRunning);
}

void StudySession::connectRun()
{
    connect(&m_run, &ExtractionRun::costChanged, this, &StudySession::costChanged);
    connect(&m_run, &ExtractionRun::asks, this, &StudySession::runAsks);
    connect(&m_run, &ExtractionRun::allowed, this, &StudySession::extract);
    connect(&m_run, &ExtractionRun::unitsReset, this, &StudySession::unitsReset);
    connect(&m_run, &ExtractionRun::unitChanged, this, &StudySession::unitChanged);
    connect(&m_run, &ExtractionRun::unitMade, this,
            [this](const UnitIndex& unit, const std::shared_ptr<ValueTable>& table) {
                takeUnit(unit, *table);
            });
    connect(&m_run, &ExtractionRun::ended, this, &StudySession::runEnded);
    connect(&m_run, &ExtractionRun::overcome, this, [this] { emit attempted(Attempt::MakeUnits); });
    connect(&m_run, &ExtractionRun::failed, this, &StudySession::failed);
}

void StudySession::open(const std::filesystem::path& folder, const std::filesystem::path& recovery)
{
    auto document = std::make_unique<StudyDocument>(std::filesystem::absolute(folder), recovery);
    close();
    m_document = std::move(document);
    m_run.setDocument(m_document.get());
    m_looks.setDocument(m_document.get());
    m_tau = study().settings.tau;
    connectDocument();
    emit opened();
    reload();
}

void StudySession::close()
{
    if (m_document) {
        m_document->emptyBins();
    }
    closeUnasked();
}

void StudySession::closeUnasked()
{
    m_run.setDocument(nullptr);
    forgetValues();
    m_looks.setDocument(nullptr);
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
             this, &m_selection, &m_looks, &m_run, &m_run.extractor(), &m_values, &m_live,
             m_document.get(), &m_document->access(), &m_document->drafts(),
             &m_document->undoGroup()}) {
        teller->blockSignals(true);
    }
    const bool isSaved = m_document->save();
    m_run.setDocument(nullptr);
    m_looks.setDocument(nullptr);
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
        m_run.forgetFailuresOf(sample);
        m_looks.sheetChanged(sample);
        emit drawingChanged(sample);
    });
    // Values are looked at again when files say something else.
    connect(m_document.get(), &StudyDocument::drawingsSaved, this,
            &StudySession::reloadUnlessRunning);
}

void StudySession::reloadUnlessRunning()
{
    if (!m_run.isRunning()) {
        m_reload.start();
    }
}

void StudySession::documentStudyChanged(const Study& before)
{
    m_tau = study().settings.tau;
    m_looks.studyChanged(before);
    if (haveSameValues(before, study(), m_values.outputs())) {
        const bool areRunsOthers =
            before.lineages != study().lineages || accuracyName(before) != accuracyName(study());
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
    const bool wasRunning = m_run.isRunning();
    forgetValues(); // nobody may see what belongs to the study before
    if (m_selection.sample() >= study().samples.size()) {
        m_selection.setSample(std::max<std::size_t>(1, study().samples.size()) - 1);
    }
    forgetGoneRuns();
    emit studyChanged();
    emit settingsChanged();
    emit analysisChanged();
    m_run.end();
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
    m_run.forget();
    m_live.forget();
    m_refresh.stop();
    m_reload.stop();
    m_values.forget();
    updateHaste();
}

void StudySession::reload()
{
    emit attempted(Attempt::ReadValues);
    emit attempted(Attempt::CountCost);
    m_run.forgetCost();
    m_run.extractor().setStudy(m_document->folder(), study());
    m_values.load(m_document->folder(), study());
    updateHaste();
}

void StudySession::valuesLoaded()
{
    updateHaste();
    emit unitsReset();
    refreshAnalysis();
    if (!m_run.isRunning()) {
        m_run.extractor().estimate({.firstSample = m_selection.sample()});
    }
}

void StudySession::takeUnit(const UnitIndex& unit, const ValueTable& table)
{
    if (values() == nullptr) {
        return;
    }
    try {
        m_values.add(study(), unit, table);
    } catch (const Error& error) {
        m_run.fail({unit, error.what()});
        return;
    }
    emit unitChanged(unit);
    if (!m_refresh.isActive()) {
        m_refresh.start(std::max(kRefreshDelay, kRefreshShare * m_live.comparisonTime()));
    }
}

void StudySession::lookAtNewValues()
{
    if (m_live.isComparing() || m_values.areShared()) {
        m_refresh.start(kRefreshDelay);
        return;
    }
    m_values.merge(study());
    if (!m_live.wasCancelled()) {
        refreshAnalysis();
    }
}

void StudySession::updateHaste()
{
    m_live.setHasty(m_values.areLoading() || m_run.isRunning());
}

void StudySession::runEnded()
{
    updateHaste();
    emit unitsReset();
    emit runningChanged();
    m_reload.start(); // the files are the truth
}

void StudySession::extract(const std::optional<std::string>& only)
{
    if (!m_document || !m_run.mayBegin(only) || !m_document->save()) {
        return;
    }
    if (m_reload.isActive()) {
        m_reload.stop();
        reload();
    } else {
        m_run.extractor().setStudy(m_document->folder(), study());
    }
    emit attempted(Attempt::Extract);
    emit attempted(Attempt::MakeUnits);
    m_run.begin(only, m_selection.sample());
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
    if (m_document && values() != nullptr) {
        m_live.setSalience(salience());
        m_live.setNulls(study().settings.nulls);
        m_live.compare(study(), m_values.shared(),
                       {.reference = m_selection.reference(), .target = m_selection.target()});
    }
}

UnitReport StudySession::report(const UnitIndex& unit) const
{
    if (const std::string* failure = m_run.failureOf(unit)) {
        return {.state = UnitState::Missing, .reason = *failure};
    }
    return m_values.report(unit);
}

std::set<std::size_t> StudySession::staleSamples() const
{
    std::set<std::size_t> stale;
    if (values() != nullptr) {
        for (const auto& [unit, asRead] : values()->units) {
            if (asRead.state == UnitState::Stale && report(unit).state == UnitState::Stale) {
                stale.insert(unit.sample);
            }
        }
    }
    return stale;
}

std::size_t StudySession::epochIndex() const
{
    const KnowledgeCurve& curve = analysis()->curve;
    if (!m_selection.epoch()) {
        return curve.size() - 1;
    }
    // The latest checkpoint that is not after the epoch asked for.
    const auto after =
        std::ranges::upper_bound(curve, *m_selection.epoch(), {}, &EpochKnowledge::epoch);
    return after == curve.begin() ? 0 : static_cast<std::size_t>(after - curve.begin()) - 1;
}

CheckpointIndex StudySession::laterCheckpoint() const
{
    const std::size_t target = analysis()->target;
    const auto& checkpoints = study().lineages[target].checkpoints;
    const auto found =
        std::ranges::find(checkpoints, analysis()->curve[epochIndex()].epoch, &Checkpoint::epoch);
    return {target, static_cast<std::size_t>(found - checkpoints.begin())};
}

std::optional<std::size_t> StudySession::analysedSample() const
{
    if (analysis() == nullptr) {
        return std::nullopt;
    }
    const auto& samples = analysis()->samples;
    const auto found = std::ranges::find(samples, m_selection.sample(), &SampleReport::index);
    if (found == samples.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - samples.begin());
}

} // namespace palimpsest

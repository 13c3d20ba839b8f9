// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/jobs/extractor.h"

#include "app/jobs/failure_text.h"
#include "core/base/error.h"
#include "core/extraction/unit_model.h"
#include "core/models/modules/torch_runtime.h"
#include "core/study/study_names.h"

#include <QMetaObject>

#include <chrono>
#include <optional>
#include <thread>
#include <utility>

namespace palimpsest {

namespace {

constexpr std::chrono::milliseconds kProgressInterval{40};
constexpr std::chrono::milliseconds kPausedInterval{20};

/// Runs `work`; what is to be answered goes to `ask`, and what else it throws becomes a sentence
/// for `complain`. Cancelled passes through.
template<typename Work, typename Ask, typename Complain>
void reported(Work work, Ask ask, Complain complain)
{
    try {
        work();
    } catch (const Cancelled&) {
        throw;
    } catch (const UndecidedOutputs& error) {
        ask(error);
    } catch (...) {
        complain(failureText());
    }
}

/// Says true at most once per interval.
class Throttle
{
public:
    bool passes()
    {
        const auto now = std::chrono::steady_clock::now();
        if (now - m_last < kProgressInterval) {
            return false;
        }
        m_last = now;
        return true;
    }

private:
    std::chrono::steady_clock::time_point m_last;
};

/// Whether what looks at a model, without being told to run it, waits on for one that may never
/// answer: for a while after it first had to.
class Patience
{
public:
    explicit Patience(std::function<bool()> goesOn) : m_goesOn(std::move(goesOn)) {}

    bool lasts()
    {
        constexpr std::chrono::seconds kLongest{20};
        const auto now = std::chrono::steady_clock::now();
        m_begun = m_begun.value_or(now);
        m_isSpent = m_isSpent || now - *m_begun > kLongest;
        return !m_isSpent && m_goesOn();
    }

    bool isSpent() const { return m_isSpent; }

private:
    std::function<bool()> m_goesOn;
    std::optional<std::chrono::steady_clock::time_point> m_begun;
    bool m_isSpent = false;
};

/// None for a network that does not answer.
RunEstimate estimated(StudyInputs& inputs, const ExtractionPlan& plan, const Patience& patience)
{
    try {
        return estimateRun(inputs, plan);
    } catch (const Cancelled&) {
        if (!patience.isSpent()) {
            throw;
        }
        return {};
    }
}

QString noAnswer()
{
    return Extractor::tr(
        "A network has not answered for 20 seconds. Extract waits for as long as you "
        "let it.");
}

ExtractionCost costOf(StudyInputs& inputs, const ExtractionPlan& plan, const Patience& patience)
{
    return {.units = plan.units.size(),
            .complete = plan.complete,
            .passes = plan.passes,
            .estimate = estimated(inputs, plan, patience),
            .device = QString::fromStdString(defaultDevice()),
            .impossible = plan.impossible};
}

} // namespace

Extractor::Extractor(QObject* parent) : QObject(parent) {}

Extractor::~Extractor() = default;

/// Emits on the thread of this object, unless another study has come in between. The generation
/// is looked at there, so nothing late slips through.
template<typename Deliver>
void Extractor::deliver(std::uint64_t generation, Deliver deliver)
{
    QMetaObject::invokeMethod(
        this,
        [this, generation, deliver = std::move(deliver)] {
            if (generation == m_generation) {
                deliver();
            }
        },
        Qt::QueuedConnection);
}

void Extractor::setStudy(std::filesystem::path folder, Study study)
{
    forgetStudy();
    m_snapshot = {.folder = std::move(folder),
                  .study = std::move(study),
                  .trust = std::move(m_snapshot.trust),
                  .generation = m_generation};
}

void Extractor::forgetStudy()
{
    m_thread.stopAll();
    ++m_generation;
    endRun();
    m_snapshot = {.trust = std::move(m_snapshot.trust)};
}

void Extractor::estimate(const ExtractionOptions& options)
{
    m_thread.post([this, snapshot = m_snapshot, options,
                   orders = m_orders.load()](const std::atomic_bool& stop) {
        Patience patience([&] { return !stop && orders == m_orders; });
        try {
            reported(
                [&] {
                    StudyInputs inputs(snapshot.folder, snapshot.study, snapshot.trust,
                                       [&] { return patience.lasts(); });
                    const ExtractionPlan plan = planExtraction(
                        inputs, options, [&](std::size_t, std::size_t) { return !stop; });
                    const ExtractionCost cost = costOf(inputs, plan, patience);
                    deliver(snapshot.generation, [this, cost] { emit estimated(cost); });
                },
                [&](const UndecidedOutputs& error) {
                    deliver(snapshot.generation, [this, error] { emit undecided(error, false); });
                },
                [&](const QString& why) {
                    deliver(snapshot.generation, [this, why] { emit estimateFailed(why); });
                });
        } catch (const Cancelled&) {
            if (patience.isSpent()) { // else another study is open by now, or a run is to begin
                deliver(snapshot.generation, [this] { emit estimateFailed(noAnswer()); });
            }
        }
    });
}

void Extractor::extract(const ExtractionOptions& options)
{
    ++m_orders;
    m_cancel = std::make_shared<std::atomic_bool>(false);
    m_thread.post([this, snapshot = m_snapshot, options,
                   cancel = m_cancel](const std::atomic_bool& stop) {
        const auto end = [&](auto signal) {
            deliver(snapshot.generation, [this, signal] {
                endRun();
                signal();
            });
        };
        try {
            reported([&] { runExtraction(snapshot, options, [&] { return !stop && !*cancel; }); },
                     [&](const UndecidedOutputs& error) {
                         end([this, error] { emit undecided(error, true); });
                     },
                     [&](const QString& why) { end([this, why] { emit failed(why); }); });
        } catch (const Cancelled&) {
            end([this] { emit cancelled(); });
        }
    });
}

void Extractor::runExtraction(const Snapshot& snapshot, const ExtractionOptions& options,
                              const std::function<bool()>& goesOn)
{
    const std::uint64_t generation = snapshot.generation;
    StudyInputs inputs(snapshot.folder, snapshot.study, snapshot.trust, goesOn);
    const ExtractionPlan plan =
        planExtraction(inputs, options, [&](std::size_t, std::size_t) { return goesOn(); });
    if (const auto programs = untrustedPrograms(inputs, plan.units); !programs.empty()) {
        deliver(generation, [this, programs] {
            endRun();
            emit untrusted(programs);
        });
        return;
    }
    deliver(generation, [this, units = plan.units] { emit started(units); });
    for (const UnitFailure& failure : plan.impossible) {
        deliver(generation, [this, failure] { emit unitFailed(failure); });
    }
    Throttle throttle;
    int threads = defaultThreads(); // of the unit that runs
    const ExtractionListener listener{
        .unitDone =
            [&](const UnitIndex& unit, const ValueTable& table) {
                deliver(generation, [this, unit, shared = std::make_shared<ValueTable>(table)] {
                    emit unitDone(unit, shared);
                });
            },
        .unitFailed =
            [&](const UnitFailure& failure) {
                deliver(generation, [this, failure] { emit unitFailed(failure); });
            },
        .progress =
            [&](const ExtractionProgress& progress) {
                runUrgent(threads);
                waitWhilePaused(goesOn, threads);
                if (throttle.passes()) {
                    deliver(generation, [this, progress] { emit progressed(progress); });
                }
                return goesOn();
            },
        .unitStarted =
            [&](const UnitIndex& unit) {
                threads = plan.executions[unit.checkpoint.lineage].threads;
                deliver(generation, [this, unit] { emit unitStarted(unit); });
            }};
    const ExtractionResult result = palimpsest::runExtraction(inputs, plan, listener);
    deliver(generation, [this, result] {
        endRun();
        emit finished(result);
    });
}

void Extractor::endRun()
{
    m_cancel = nullptr;
    setPaused(false);
}

/// Lets previews in; the run goes on with as many threads as before.
void Extractor::runUrgent(int threads)
{
    if (m_thread.runUrgent()) {
        prepareTorch(threads);
    }
}

void Extractor::waitWhilePaused(const std::function<bool()>& goesOn, int threads)
{
    while (m_isPaused && goesOn()) {
        std::this_thread::sleep_for(kPausedInterval);
        runUrgent(threads);
    }
}

void Extractor::setPaused(bool isPaused)
{
    if ((isRunning() || !isPaused) && m_isPaused.exchange(isPaused) != isPaused) {
        emit pausedChanged(isPaused);
    }
}

void Extractor::preview(const UnitIndex& unit)
{
    const std::uint64_t number = ++m_latestPreview;
    m_thread.postUrgent([this, snapshot = m_snapshot, unit, number,
                         orders = m_orders.load()](const std::atomic_bool& stop) {
        Patience patience([&] { return !stop && number == m_latestPreview && orders == m_orders; });
        try {
            reported([&] { runPreview(snapshot, unit, [&] { return patience.lasts(); }); },
                     [&](const UndecidedOutputs& error) {
                         const QString why = QString::fromUtf8(error.what());
                         deliver(snapshot.generation, [this, why] { emit previewFailed(why); });
                     },
                     [&](const QString& why) {
                         deliver(snapshot.generation, [this, why] { emit previewFailed(why); });
                     });
        } catch (const Cancelled&) {
            if (patience.isSpent()) { // else somebody has moved on
                deliver(snapshot.generation, [this] { emit previewFailed(noAnswer()); });
            }
        }
    });
}

void Extractor::runPreview(const Snapshot& snapshot, const UnitIndex& unit,
                           const std::function<bool()>& goesOn)
{
    if (!goesOn()) {
        throw Cancelled();
    }
    StudyInputs inputs(snapshot.folder, snapshot.study, snapshot.trust, goesOn);
    const ExtractionPlan plan =
        planExtraction(inputs, {.only = checkpointName(snapshot.study, unit.checkpoint)});
    const Preview result{unit,
                         previewVisibility(inputs, unit, plan.executions[unit.checkpoint.lineage])};
    deliver(snapshot.generation, [this, result] { emit previewed(result); });
}

void Extractor::cancel()
{
    ++m_orders;
    if (m_cancel) {
        *m_cancel = true;
    }
}

} // namespace palimpsest

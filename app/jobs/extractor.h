// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/jobs/task_thread.h"
#include "core/extraction/extraction.h"
#include "core/extraction/trial_run.h"
#include "core/values/value_table.h"

#include <QObject>
#include <QString>

#include <memory>
#include <utility>
#include <vector>

namespace palimpsest {

/// What an extraction would cost, for the button that starts it.
struct ExtractionCost
{
    std::size_t units = 0;
    std::size_t complete = 0;
    std::size_t notFinite = 0; ///< of these, those that hold what is no number
    std::size_t passes = 0;
    RunEstimate estimate;
    QString device;
    std::vector<UnitFailure> impossible;
};

/// A sample with nothing and with everything visible, as a model sees it.
struct Preview
{
    UnitIndex unit;
    VisibilityPreview answers;
};

/// All work with Torch, on one thread. Every task takes a snapshot of the study, of which the parts
/// are read from disk; results come as signals on the thread of this object. A new study drops what
/// is late. An extraction has one of five ends: finished, cancelled, failed,
/// untrusted, undecided.
class Extractor : public QObject
{
    Q_OBJECT

public:
    explicit Extractor(QObject* parent = nullptr);
    ~Extractor() override;

    void setStudy(std::filesystem::path folder, Study study);
    /// From the next task on.
    void setTrust(Trust trust) { m_snapshot.trust = std::move(trust); }
    void forgetStudy();
    bool isRunning() const { return m_cancel != nullptr; }
    bool isPaused() const { return m_isPaused; }

public slots:
    void estimate(const palimpsest::ExtractionOptions& options);
    void extract(const palimpsest::ExtractionOptions& options);
    /// Asks for the answers at both ends; an earlier request that still waits is dropped.
    void preview(const palimpsest::UnitIndex& unit);
    void cancel();
    /// Lets the run under way wait between two batches, or go on. The next one is not paused.
    void setPaused(bool isPaused);

signals:
    void estimated(const palimpsest::ExtractionCost& cost);
    void estimateFailed(const QString& why);
    void started(const std::vector<palimpsest::UnitIndex>& units);
    void unitStarted(const palimpsest::UnitIndex& unit);
    void unitDone(const palimpsest::UnitIndex& unit,
                  const std::shared_ptr<palimpsest::ValueTable>& table);
    void unitFailed(const palimpsest::UnitFailure& failure);
    void progressed(const palimpsest::ExtractionProgress& progress);
    void pausedChanged(bool isPaused);
    void finished(const palimpsest::ExtractionResult& result);
    void cancelled();
    void failed(const QString& why);
    /// Another end of an extraction, before anything was run: somebody has to be asked first.
    void untrusted(const std::vector<palimpsest::ModelProgram>& programs);
    /// Another end of an estimate or an extraction: a network leaves open what it answers with.
    void undecided(const palimpsest::UndecidedOutputs& open, bool wasRunning);
    void previewed(const palimpsest::Preview& preview);
    void previewFailed(const QString& why);

private:
    struct Snapshot
    {
        std::filesystem::path folder;
        Study study;
        Trust trust;
        std::uint64_t generation = 0;
    };

    template<typename Deliver>
    void deliver(std::uint64_t generation, Deliver deliver);
    void runExtraction(const Snapshot& snapshot, const ExtractionOptions& options,
                       const std::function<bool()>& goesOn);
    void waitWhilePaused(const std::function<bool()>& goesOn, int threads);
    void runUrgent(int threads);
    void endRun();
    void runPreview(const Snapshot& snapshot, const UnitIndex& unit,
                    const std::function<bool()>& goesOn);

    Snapshot m_snapshot;
    std::atomic_uint64_t m_latestPreview = 0;
    std::atomic_uint64_t m_orders = 0;   ///< to run or to stop, before which nothing else lasts
    std::uint64_t m_generation = 0;      ///< only read and changed on the thread of this object
    std::atomic_bool m_isPaused = false; ///< the run under way
    std::shared_ptr<std::atomic_bool> m_cancel; ///< of the run under way; null when there is none
    TaskThread m_thread;                        ///< last: it ends before what its tasks use
};

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/jobs/latest_task.h"
#include "core/models/trust/trust.h"
#include "core/samples/unclear.h"
#include "core/setup/accuracy.h"
#include "core/study/study.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <filesystem>
#include <vector>

namespace palimpsest {

/// What a labelled set says of a study's checkpoints.
struct MeasuredAccuracies
{
    std::size_t samples = 0;
    std::string set;                         ///< which one it was, as Study::accuracySet
    std::string source;                      ///< where it lies
    std::vector<std::vector<double>> shares; ///< right answers, by lineage and checkpoint
    std::vector<Lineage> lineages;           ///< of the study, with their outputs
    LabelTable table;                        ///< what its labels were taken for
    QStringList warnings;                    ///< sentences on labels, classes and normalisation
    QString firstLook; ///< what the best checkpoint says of the first sample, in a sentence
};

/// Measures the accuracy of every checkpoint on labelled samples, on a thread of its own.
class AccuracyMeter : public QObject
{
    Q_OBJECT

public:
    explicit AccuracyMeter(QObject* parent = nullptr) : QObject(parent) {}

    /// Drops a measurement under way. `source` is a data set or a table. Has one of four ends:
    /// finished, failed, unclear, undecided.
    void measure(const std::filesystem::path& folder, const Study& study, const Trust& trust,
                 const std::filesystem::path& source, const SetChoices& choices = {});
    void cancel();
    bool isRunning() const { return m_isRunning; }

signals:
    void runningChanged();
    void progressed(double share);
    void finished(const palimpsest::MeasuredAccuracies& measured);
    void failed(const QString& why);
    /// Somebody has to say how the data are meant, or what a network answers with.
    void unclear(const palimpsest::Unclear& question);
    void undecided(const palimpsest::UndecidedOutputs& open);

private:
    void setRunning(bool isRunning);

    bool m_isRunning = false;
    LatestTask m_work{this}; ///< last: it ends before what its tasks use
};

} // namespace palimpsest

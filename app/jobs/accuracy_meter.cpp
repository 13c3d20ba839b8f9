// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/jobs/accuracy_meter.h"

#include "core/base/error.h"
#include "core/models/modules/torch_runtime.h"
#include "core/setup/output_trial.h"
#include "core/study/study_names.h"
#include "core/units/study_inputs.h"
#include "widgets/style/string_list.h"

namespace palimpsest {

namespace {

constexpr int kBatch = 32;

QString firstLook(const LabelCheck& check, const std::string& checkpoint)
{
    return AccuracyMeter::tr("The first is labelled %1; %2 says, best first: %3.")
        .arg(QString::fromStdString(check.firstClass), QString::fromStdString(checkpoint),
             toStringList(check.firstTop).join(QStringLiteral(", ")));
}

MeasuredAccuracies measured(StudyInputs& undecided, const LabelledSet& set,
                            const ProgramHost::GoesOn& goesOn, const Progress& progress)
{
    const ExecutionPlan plan{.device = defaultDevice(),
                             .threads = defaultThreads(),
                             .batchSize = kBatch,
                             .channelsLast = true};
    StudyInputs inputs(undecided.folder(), withKnownOutputs(undecided, plan), undecided.trust(),
                       goesOn);
    const Accuracies accuracies = accuraciesOn(inputs, set, plan, progress);
    MeasuredAccuracies result{.samples = set.labels.size(),
                              .set = set.name,
                              .source = set.source,
                              .shares = accuracies.shares,
                              .lineages = inputs.study().lineages,
                              .table = set.table};
    const UnitIndex best{bestCheckpoint(result.shares), 0};
    const LabelCheck check =
        checkModel(triedModel(inputs, best.checkpoint), set, inputs.folder(), inputs.study(),
                   asExtracted(inputs, best.checkpoint.lineage, plan), progress);
    result.firstLook = firstLook(check, checkpointName(inputs.study(), best.checkpoint));
    result.warnings = toStringList(warningsOf(inputs.study(), set, accuracies, check));
    return result;
}

} // namespace

void AccuracyMeter::measure(const std::filesystem::path& folder, const Study& study,
                            const Trust& trust, const std::filesystem::path& source,
                            const SetChoices& choices)
{
    setRunning(true);
    const auto work = [this, folder, study, trust, source,
                       choices](const LatestTask::Request& request) {
        if (study.lineages.empty()) {
            throw BadInput(tr("The study has no checkpoints yet. Add some first.").toStdString());
        }
        const LabelledSet set = labelledSet(source, study, choices);
        request.deliver([this] { emit progressed(0.0); }); // what was said of the samples does
        StudyInputs inputs(folder, study, trust, [&] { return request.goesOn(); });
        const MeasuredAccuracies result = measured(
            inputs, set, [&] { return request.goesOn(); },
            [&](std::size_t done, std::size_t total) {
                const double share = static_cast<double>(done) / static_cast<double>(total);
                request.deliver([this, share] { emit progressed(share); });
                return request.goesOn();
            });
        request.deliver([this, result] {
            setRunning(false);
            emit finished(result);
        });
    };
    m_work.post(
        [this, work](const LatestTask::Request& request) {
            try {
                work(request);
            } catch (const Unclear& question) {
                request.deliver([this, question] {
                    setRunning(false);
                    emit unclear(question);
                });
            } catch (const UndecidedOutputs& open) {
                request.deliver([this, open] {
                    setRunning(false);
                    emit undecided(open);
                });
            }
        },
        [this](const QString& why) {
            setRunning(false);
            emit failed(why);
        });
}

void AccuracyMeter::cancel()
{
    m_work.drop();
    setRunning(false);
}

void AccuracyMeter::setRunning(bool isRunning)
{
    m_isRunning = isRunning;
    emit runningChanged();
}

} // namespace palimpsest

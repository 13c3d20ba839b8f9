// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/extraction/trial_run.h"

#include "core/base/error.h"
#include "core/extraction/unit_model.h"
#include "core/values/value_function.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <numeric>

namespace palimpsest {

namespace {

double secondsOf(const auto& work)
{
    using Clock = std::chrono::steady_clock;
    const Clock::time_point start = Clock::now();
    work();
    return std::chrono::duration<double>(Clock::now() - start).count();
}

double measured(StudyInputs& inputs, const UnitIndex& unit, const ExecutionPlan& plan)
{
    constexpr double kEnough = 0.3; // seconds
    const SampleInputs& sample = inputs.sample(unit.sample);
    const auto classifier = openModel(inputs, unit, plan);
    std::vector<Coalition> batch(
        std::min(classifier->batchSize(), coalitionCount(sample.parts.partCount())));
    std::iota(batch.begin(), batch.end(), Coalition{0});
    const auto run = [&] {
        classifier->logits(sample.image, sample.baseline, sample.parts, batch);
    };

    double seconds = secondsOf(run);
    std::size_t passes = batch.size();
    if (seconds < kEnough) {
        passes = 0;
        for (seconds = 0.0; seconds < kEnough; seconds += secondsOf(run)) {
            passes += batch.size();
        }
    }
    return static_cast<double>(passes) / seconds;
}

} // namespace

double measurePassesPerSecond(StudyInputs& inputs, const ExtractionPlan& plan)
{
    if (plan.units.empty()) {
        return 0.0;
    }
    const UnitIndex& first = plan.units.front();
    try {
        return measured(inputs, first, plan.executions[first.checkpoint.lineage]);
    } catch (const Error&) {
        return 0.0;
    }
}

VisibilityPreview previewVisibility(StudyInputs& inputs, const UnitIndex& unit,
                                    const ExecutionPlan& plan)
{
    const Study& study = inputs.study();
    const SampleInputs& sample = inputs.sample(unit.sample);
    const std::array<Coalition, 2> ends = {0, fullCoalition(sample.parts.partCount())};
    const Matrix<float> logits =
        openModel(inputs, unit, plan)->logits(sample.image, sample.baseline, sample.parts, ends);
    requireClasses(study, unit.checkpoint, logits.columns);
    const auto none = logits.row(0);
    const auto all = logits.row(1);
    const int target = targetOf(study, unit.sample, all);
    return {.none = valueOf(none, target, study.settings.valueKind),
            .all = valueOf(all, target, study.settings.valueKind),
            .target = target,
            .logitsNone = {none.begin(), none.end()},
            .logitsAll = {all.begin(), all.end()}};
}

} // namespace palimpsest

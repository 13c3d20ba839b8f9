// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/extraction/trial_run.h"

#include "core/base/error.h"
#include "core/extraction/seconds_of.h"
#include "core/extraction/unit_model.h"
#include "core/units/class_count.h"
#include "core/values/value_function.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <numeric>

namespace palimpsest {

namespace {

double measured(StudyInputs& inputs, const UnitIndex& unit, const ExecutionPlan& plan)
{
    constexpr double kEnough = 0.3; // seconds
    const ModelInput& sample = inputs.sample(unit.sample).input;
    const auto classifier = openModel(inputs, unit, plan);
    const auto run = classifier->open(sample);
    std::vector<Coalition> batch(std::min(run->batchSize(), coalitionCount(run->partCount())));
    std::iota(batch.begin(), batch.end(), Coalition{0});
    const auto pass = [&] { run->logits(batch); };

    double seconds = secondsOf(pass);
    std::size_t passes = batch.size();
    if (seconds < kEnough) {
        passes = 0;
        for (seconds = 0.0; seconds < kEnough; seconds += secondsOf(pass)) {
            passes += batch.size();
        }
    }
    return static_cast<double>(passes) / seconds;
}

/// Values, logits up to what is kept, those in double precision, and what HDF5 takes for itself.
std::uint64_t bytesOfUnit(const LabelMap& parts, std::size_t classes)
{
    constexpr std::uint64_t kOverhead = 20'000;
    const std::uint64_t coalitions = coalitionCount(parts.partCount());
    const std::uint64_t logits = coalitions * classes * sizeof(float);
    return kOverhead + coalitions * sizeof(double) + (logits <= kMaxLogitBytes ? logits : 0) +
           kExactCoalitions * classes * sizeof(double);
}

std::string rounded(double value, int decimals)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
    return text.data();
}

} // namespace

RunEstimate estimateRun(StudyInputs& inputs, const ExtractionPlan& plan)
{
    RunEstimate estimate{.free = freeBytes(inputs.folder())};
    for (const UnitIndex& unit : plan.units) {
        const LabelMap& parts = inputs.parts(unit.sample);
        estimate.bytes += bytesOfUnit(parts, inputs.study().classes.size());
        if (parts.partCount() > estimate.mostParts) {
            estimate.mostParts = parts.partCount();
            estimate.mostPartsSample = inputs.study().samples[unit.sample].id;
        }
    }
    if (plan.units.empty()) {
        return estimate;
    }
    const UnitIndex& first = plan.units.front();
    try {
        estimate.passesPerSecond =
            measured(inputs, first, plan.executions[first.checkpoint.lineage]);
    } catch (const Cancelled&) {
        throw;
    } catch (const Error&) {
        estimate.passesPerSecond = 0.0;
    }
    return estimate;
}

std::string roughDuration(double seconds)
{
    constexpr double kMinute = 60.0;
    constexpr double kHour = 60.0 * kMinute;
    constexpr double kDay = 24.0 * kHour;
    if (seconds < 1.5 * kMinute) {
        return "about " + rounded(std::max(1.0, seconds), 0) + " s";
    }
    if (seconds < 1.5 * kHour) {
        return "about " + rounded(seconds / kMinute, 0) + " min";
    }
    return seconds < 2.0 * kDay ? "about " + rounded(seconds / kHour, 1) + " h"
                                : "about " + rounded(seconds / kDay, 0) + " days";
}

std::string roughSize(std::uint64_t bytes)
{
    constexpr double kThousand = 1000.0;
    const auto size = static_cast<double>(bytes);
    if (size < kThousand * kThousand) {
        return rounded(size / kThousand, 0) + " kB";
    }
    return size < kThousand * kThousand * kThousand
               ? rounded(size / kThousand / kThousand, 1) + " MB"
               : rounded(size / kThousand / kThousand / kThousand, 1) + " GB";
}

std::optional<std::uint64_t> freeBytes(const std::filesystem::path& folder)
{
    std::error_code error;
    const std::filesystem::space_info space = std::filesystem::space(folder, error);
    // Some file systems that are not on a disk count nothing.
    return error || space.capacity == 0 ? std::nullopt : std::optional(space.available);
}

std::string spaceProblem(std::uint64_t bytes, std::optional<std::uint64_t> free)
{
    return bytes <= free.value_or(bytes)
               ? std::string()
               : "The values that are to be made take about " + roughSize(bytes) + ", and " +
                     roughSize(*free) +
                     " are free on the disk of the study. Make room; units that are "
                     "finished are kept.";
}

VisibilityPreview previewVisibility(StudyInputs& inputs, const UnitIndex& unit,
                                    const ExecutionPlan& plan)
{
    const Study& study = inputs.study();
    const ModelInput& sample = inputs.sample(unit.sample).input;
    const std::array<Coalition, 2> ends = {0, fullCoalition(sample.parts.partCount())};
    const auto model = openModel(inputs, unit, plan);
    const auto run = model->open(sample);
    const Matrix<float> logits = run->logits(ends);
    requireClasses(study, unit.checkpoint, logits.columns);
    const auto none = logits.row(0);
    const auto all = logits.row(1);
    const OutputKind outputs = askOutputs(*run, inputs, unit);
    const ValueFunction function = inputs.valueFunction(unit.checkpoint);
    const int target = targetOf(study, unit.sample, all, outputs);
    return {.none = valueOf(none, target, function),
            .all = valueOf(all, target, function),
            .target = target,
            .logitsNone = {none.begin(), none.end()},
            .logitsAll = {all.begin(), all.end()},
            .outputs = outputs};
}

} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/extraction/unit_maker.h"

#include "core/base/error.h"
#include "core/base/version.h"
#include "core/models/modules/torch_runtime.h"
#include "core/study/own_files.h"
#include "core/units/class_count.h"

#include <filesystem>
#include <functional>
#include <optional>

namespace palimpsest {

namespace {

UnitOrigin originOf(const ExecutionPlan& plan, const Study& study)
{
    return {.device = plan.device,
            .threads = plan.threads,
            .batchSize = plan.batchSize,
            .graph = graphName(plan.graph),
            .layout = plan.channelsLast ? "channels_last" : "channels_first",
            .baseline = describeBaseline(study) + ", background " +
                        backgroundName(study.settings.background),
            .palimpsestVersion = version(),
            .torchVersion = torchVersion()};
}

/// Saves a unit in the making from time to time.
class Saver
{
public:
    /// `check` is asked before each time.
    Saver(std::filesystem::path path, std::chrono::duration<double> interval,
          std::function<void()> check)
        : m_path(std::move(path)), m_interval(interval), m_check(std::move(check))
    {
    }

    /// The table of `unit` as far as an earlier run with the same key and plan came.
    ValueTable startOf(const ValueUnit& unit) const
    {
        std::optional<ValueUnit> left = readUnfinishedUnit(m_path);
        const bool fits =
            left && left->key == unit.key && left->origin == unit.origin &&
            left->table.v.size() % static_cast<std::size_t>(unit.origin.batchSize) == 0;
        return fits ? std::move(left->table) : ValueTable{};
    }

    void saveIfDue(const ValueUnit& unit)
    {
        const Clock::time_point now = Clock::now();
        if (!unit.table.v.empty() && now - m_last >= m_interval) {
            m_check();
            writeUnit(m_path, unit);
            m_last = Clock::now();
        }
    }

    void forget() const
    {
        std::error_code isGone;
        std::filesystem::remove(m_path, isGone);
    }

private:
    using Clock = std::chrono::steady_clock;

    std::filesystem::path m_path;
    std::chrono::duration<double> m_interval;
    std::function<void()> m_check;
    Clock::time_point m_last = Clock::now();
};

ValueTable tryUnit(const OpenModel& open, StudyInputs& inputs, StandingUnits& standing,
                   const UnitIndex& unit, const ExecutionPlan& plan,
                   std::chrono::duration<double> saveInterval, const Progress& progress)
{
    const Study& study = inputs.study();
    standing.require(unit); // what is missing of it may only have another name
    const std::filesystem::path path = inputs.valuesPath(unit);
    ownValues(path, path.parent_path()); // a link costs its unit, not the run
    const ModelInput& sample = inputs.sample(unit.sample).input;
    const auto classifier = open(plan);
    inputs.takeModelHashes(unit.checkpoint);
    const auto run = classifier->open(sample);
    askOutputs(*run, inputs, unit);
    ValueUnit result{
        .key = inputs.key(unit), .origin = originOf(plan, study), .regions = sample.parts};
    Saver saver(unfinishedPath(path), saveInterval, [&] { standing.require(unit); });
    result.table = saver.startOf(result);
    const auto requireKnownClasses = [&] {
        requireClasses(study, unit.checkpoint, result.table.logits.columns);
    };
    continueValueTable(result.table, *run, askTarget(*run, inputs, unit),
                       inputs.valueFunction(unit.checkpoint),
                       [&](std::size_t done, std::size_t total) {
                           if (done > 0) {
                               requireKnownClasses();
                           }
                           saver.saveIfDue(result);
                           return !progress || progress(done, total);
                       });
    requireKnownClasses();
    if (plan.checksEveryUnit || unit.sample == 0) {
        result.table.exact = exactLogits(*run);
    }
    standing.require(unit);
    writeUnit(path, result);
    saver.forget();
    return std::move(result.table);
}

} // namespace

ValueTable makeUnit(const OpenModel& open, StudyInputs& inputs, StandingUnits& standing,
                    const UnitIndex& unit, ExecutionPlan& plan,
                    std::chrono::duration<double> saveInterval, const Progress& progress)
{
    while (true) {
        try {
            return tryUnit(open, inputs, standing, unit, plan, saveInterval, progress);
        } catch (const OutOfMemory&) {
            if (plan.batchSize == 1) {
                throw;
            }
        }
        plan.batchSize /= 2; // outside of the catch, so that nothing of the failed try is held
    }
}

} // namespace palimpsest

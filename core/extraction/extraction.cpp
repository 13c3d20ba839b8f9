// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/extraction/extraction.h"

#include "core/base/error.h"
#include "core/extraction/model_cache.h"
#include "core/extraction/plan_file.h"
#include "core/extraction/plan_trial.h"
#include "core/extraction/study_packing.h"
#include "core/extraction/unit_maker.h"
#include "core/extraction/unit_model.h"
#include "core/models/modules/torch_runtime.h"
#include "core/study/own_files.h"
#include "core/study/study_names.h"
#include "core/units/unit_check.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <numeric>
#include <set>

namespace palimpsest {

namespace {

/// Large pictures fill the processor's cache soon.
int defaultBatchSize(const Preprocessing& preprocessing)
{
    constexpr int kLargePicture = 128 * 128;
    return preprocessing.width * preprocessing.height > kLargePicture ? 8 : 32;
}

/// 0…count−1 as last, first, middle, quarters, …
std::vector<std::size_t> halvingOrder(std::size_t count)
{
    std::vector<std::size_t> order;
    std::set<std::size_t> seen;
    const auto visit = [&](std::size_t index) {
        if (seen.insert(index).second) {
            order.push_back(index);
        }
    };
    visit(count - 1);
    visit(0);
    for (std::size_t pieces = 2; order.size() < count; pieces *= 2) {
        for (std::size_t i = 1; i < pieces; ++i) {
            visit((count - 1) * i / pieces);
        }
    }
    return order;
}

/// Checkpoints of all lineages: pre-trained ones first, the others taking turns.
std::vector<CheckpointIndex> checkpointOrder(const Study& study)
{
    std::vector<CheckpointIndex> order;
    std::vector<std::vector<CheckpointIndex>> runs;
    for (std::size_t lineage = 0; lineage < study.lineages.size(); ++lineage) {
        std::vector<CheckpointIndex> run;
        for (const std::size_t i : halvingOrder(study.lineages[lineage].checkpoints.size())) {
            run.push_back({lineage, i});
        }
        if (study.lineages[lineage].role == Role::Pretrained) {
            order.insert(order.end(), run.begin(), run.end());
        } else {
            runs.push_back(std::move(run));
        }
    }
    for (std::size_t turn = 0, left = 1; left > 0; ++turn) {
        left = 0;
        for (const auto& run : runs) {
            if (turn < run.size()) {
                order.push_back(run[turn]);
                ++left;
            }
        }
    }
    return order;
}

bool isWanted(const Study& study, const UnitIndex& unit, const std::optional<std::string>& only)
{
    return !only || *only == study.lineages[unit.checkpoint.lineage].name ||
           *only == checkpointName(study, unit.checkpoint);
}

/// Explicit options first, then the plan the study began with, then the defaults, which a run may
/// improve.
ExecutionPlan chooseExecution(StudyInputs& inputs, std::size_t lineage, const std::string& device,
                              const ExtractionOptions& options)
{
    ExecutionPlan plan{.device = device,
                       .threads = defaultThreads(),
                       .batchSize = defaultBatchSize(inputs.study().preprocessing)};
    if (const auto stored = readPlan(inputs.folder(), inputs.templateSha256(lineage), device)) {
        plan = *stored;
    }
    plan.threads = options.threads.value_or(plan.threads);
    plan.batchSize = options.batchSize.value_or(plan.batchSize);
    return plan;
}

std::size_t passesOf(StudyInputs& inputs, const UnitIndex& unit)
{
    return coalitionCount(inputs.parts(unit.sample).partCount());
}

/// One run over a plan.
class Run
{
public:
    Run(StudyInputs& inputs, const ExtractionPlan& plan, const ExtractionListener& listener)
        : m_inputs(inputs), m_plan(plan), m_listener(listener), m_executions(plan.executions)
    {
    }

    ExtractionResult toTheEnd()
    {
        if (m_plan.units.empty()) {
            try {
                tidyUp();
                packFinished(m_inputs);
            } catch (const NotWritable&) {
                return m_result; // a study that can only be read has all its values
            }
            return m_result;
        }
        tidyUp();
        // Too little memory for any model fails the run, not each unit.
        prepareTorch(m_executions[m_plan.units.front().checkpoint.lineage].threads);
        chooseNewPlans();
        m_start = Clock::now();
        m_waited = {};
        for (const UnitIndex& unit : m_plan.units) {
            tryUnit(unit);
        }
        m_result.seconds = secondsSoFar();
        packFinished(m_inputs);
        return m_result;
    }

private:
    using Clock = std::chrono::steady_clock;

    /// Takes away what killed programs left.
    void tidyUp()
    {
        sweepStudy(m_inputs.folder());
        if (std::string warning = setAsideDamagedPlans(m_inputs.folder()); !warning.empty()) {
            m_result.warnings.push_back(std::move(warning));
        }
    }

    /// Tries how each architecture runs fastest that the study has no plan for, and stores it.
    void chooseNewPlans()
    {
        std::map<std::string, std::vector<UnitIndex>> unitsOf; // by architecture
        for (const UnitIndex& unit : m_plan.units) {
            unitsOf[m_inputs.templateSha256(unit.checkpoint.lineage)].push_back(unit);
        }
        for (const auto& [architecture, units] : unitsOf) {
            const ExecutionPlan& first = m_executions[units.front().checkpoint.lineage];
            if (readPlan(m_inputs.folder(), architecture, first.device)) {
                continue;
            }
            const ExecutionPlan chosen =
                storePlan(m_inputs.folder(), architecture, fastestPlan(first, units));
            for (const UnitIndex& unit : units) {
                m_executions[unit.checkpoint.lineage] = chosen;
            }
        }
    }

    ExecutionPlan fastestPlan(const ExecutionPlan& first, const std::vector<UnitIndex>& units)
    {
        TrialLimits limits{.threads = m_plan.threads, .batchSize = m_plan.batchSize};
        for (const UnitIndex& unit : units) {
            limits.passes += static_cast<double>(passesOf(m_inputs, unit));
            limits.units += 1.0;
        }
        try {
            const PlanTrial trial = tryPlans(
                [&](const ExecutionPlan& plan) { return openModel(m_inputs, units.front(), plan); },
                m_inputs.sample(units.front().sample).input, first, limits,
                [&](std::size_t, std::size_t) { return report(); });
            if (m_listener.planChosen) {
                m_listener.planChosen(trial);
            }
            return trial.fastest;
        } catch (const Cancelled&) {
            throw;
        } catch (const Error&) {
            return first; // the unit itself will say what is wrong
        }
    }

    void tryUnit(const UnitIndex& unit)
    {
        const std::size_t before = m_passesDone;
        try {
            makeUnit(unit);
            ++m_result.unitsDone;
            m_result.passesMade += m_passesDone - before;
        } catch (const Cancelled&) {
            throw;
        } catch (const NotWritable&) {
            throw;
        } catch (const UndecidedOutputs&) {
            throw; // to be answered once, not for each unit
        } catch (const Error& error) {
            m_passesDone = before + passesOf(m_inputs, unit);
            m_result.failures.push_back({unit, error.what()});
            if (m_listener.unitFailed) {
                m_listener.unitFailed(m_result.failures.back());
            }
        }
    }

    void makeUnit(const UnitIndex& unit)
    {
        if (!report()) {
            throw Cancelled(); // opening a large model takes a while
        }
        if (m_listener.unitStarted) {
            m_listener.unitStarted(unit);
        }
        ExecutionPlan& execution = m_executions[unit.checkpoint.lineage];
        const int batchSize = execution.batchSize;
        const std::size_t before = m_passesDone;
        const ValueTable table = palimpsest::makeUnit(
            [&](const ExecutionPlan& as) { return m_models.open(m_inputs, unit, as); }, m_inputs,
            m_standing, unit, execution, m_plan.saveInterval,
            [&](std::size_t done, std::size_t) {
                m_passesDone = before + done;
                return report();
            });
        m_passesDone = before + table.v.size();
        if (execution.batchSize < batchSize) {
            m_result.smallerBatches.push_back({unit, execution.batchSize});
        }
        if (const std::size_t count = nonFiniteCount(table.v); count > 0) {
            m_result.nonFinite.push_back({unit, nonFiniteText(count, table.partCount)});
        }
        const int target = targetOf(m_inputs.study(), unit.sample, table);
        if (flooredCount(table, target, m_inputs.study().settings.valueKind) > 0) {
            ++m_result.floored;
        }
        if (m_listener.unitDone) {
            m_listener.unitDone(unit, table);
        }
    }

    bool report()
    {
        if (!m_listener.progress) {
            return true;
        }
        const double seconds = secondsSoFar();
        const Clock::time_point begin = Clock::now();
        const bool goesOn = m_listener.progress(
            {.unitsDone = m_result.unitsDone + m_result.failures.size(),
             .units = m_plan.units.size(),
             .passesDone = m_passesDone,
             .passes = m_plan.passes,
             .passesPerSecond = seconds > 0.0 ? static_cast<double>(m_passesDone) / seconds : 0.0});
        m_waited += Clock::now() - begin;
        return goesOn;
    }

    /// Of the run's own work: not those in which its listener let it wait.
    double secondsSoFar() const
    {
        return std::chrono::duration<double>(Clock::now() - m_start - m_waited).count();
    }

    StudyInputs& m_inputs;
    const ExtractionPlan& m_plan;
    const ExtractionListener& m_listener;
    StandingUnits m_standing{m_inputs};
    ModelCache m_models;
    std::vector<ExecutionPlan> m_executions; ///< one per lineage; batches shrink with memory
    ExtractionResult m_result;
    std::size_t m_passesDone = 0;
    Clock::time_point m_start = Clock::now();
    Clock::duration m_waited{};
};

} // namespace

std::vector<UnitIndex> extractionOrder(const Study& study, std::size_t firstSample)
{
    std::vector<std::size_t> samples(study.samples.size());
    std::iota(samples.begin(), samples.end(), std::size_t{0});
    if (firstSample < samples.size()) {
        const auto chosen = samples.begin() + static_cast<std::ptrdiff_t>(firstSample);
        std::rotate(samples.begin(), chosen, chosen + 1);
    }
    const std::vector<CheckpointIndex> checkpoints = checkpointOrder(study);
    std::vector<UnitIndex> order;
    for (const std::size_t sample : samples) {
        for (const CheckpointIndex& checkpoint : checkpoints) {
            order.push_back({checkpoint, sample});
        }
    }
    return order;
}

ExtractionPlan planExtraction(StudyInputs& inputs, const ExtractionOptions& options,
                              const Progress& progress)
{
    const Study& study = inputs.study();
    if (options.only) {
        findCheckpoint(study, *options.only); // throws when there is none of that name
    }
    const std::string device = options.device.value_or(defaultDevice());
    requireDevice(device);
    ExtractionPlan plan{.threads = options.threads,
                        .batchSize = options.batchSize,
                        .saveInterval = options.saveInterval};
    plan.executions.resize(study.lineages.size());
    std::set<std::size_t> chosen;
    const std::vector<UnitIndex> order = extractionOrder(study, options.firstSample);
    std::size_t seen = 0;
    for (const UnitIndex& unit : order) {
        if (progress && !progress(seen++, order.size())) {
            throw Cancelled();
        }
        if (!isWanted(study, unit, options.only)) {
            continue;
        }
        try {
            const std::size_t lineage = unit.checkpoint.lineage;
            const UnitReport stored = reportUnit(inputs, unit);
            const bool isComplete = stored.state == UnitState::Complete;
            if (!isComplete) {
                inputs.requireFiles(unit);
            }
            if (!chosen.contains(lineage)) {
                plan.executions[lineage] = chooseExecution(inputs, lineage, device, options);
                chosen.insert(lineage);
            }
            if (isComplete) {
                ++plan.complete;
                if (stored.nonFinite > 0) {
                    plan.nonFinite.push_back({unit, stored.reason});
                }
                continue;
            }
            plan.passes += passesOf(inputs, unit);
            plan.units.push_back(unit);
        } catch (const UndecidedOutputs&) {
            throw;
        } catch (const Error& error) {
            plan.impossible.push_back({unit, error.what()});
        }
    }
    return plan;
}

ExtractionResult runExtraction(StudyInputs& inputs, const ExtractionPlan& plan,
                               const ExtractionListener& listener)
{
    return Run(inputs, plan, listener).toTheEnd();
}

} // namespace palimpsest

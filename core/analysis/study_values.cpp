// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/study_values.h"

#include "core/base/error.h"
#include "core/study/own_files.h"
#include "core/units/probe_differences.h"

#include <algorithm>
#include <deque>
#include <future>
#include <iterator>
#include <optional>
#include <thread>
#include <utility>

namespace palimpsest {

namespace {

/// Names of a sample's parts; none when its files cannot be read, which its units report.
std::vector<std::string> partNames(StudyInputs& inputs, std::size_t sample)
{
    std::vector<std::string> names;
    try {
        std::ranges::transform(inputs.parts(sample).parts, std::back_inserter(names), &Part::name);
    } catch (const Error&) {
    }
    return names;
}

/// Reads packs ahead on other threads: disk and checksums take longer than what HDF5, which lets
/// one thread in at a time, has to do.
class PackQueue
{
public:
    explicit PackQueue(std::vector<std::filesystem::path> paths) : m_paths(std::move(paths))
    {
        const std::size_t ahead = std::clamp(std::thread::hardware_concurrency(), 1U, 8U);
        while (m_heads.size() < ahead) {
            m_heads.push_back(startNext());
        }
    }

    /// Head of the next pack; none where there is none, or one that units will report as damaged.
    std::optional<PackHead> next()
    {
        auto head = m_heads.front().get();
        m_heads.pop_front();
        m_heads.push_back(startNext());
        return head;
    }

private:
    using Head = std::future<std::optional<PackHead>>;

    Head startNext()
    {
        const auto path = m_started < m_paths.size() ? m_paths[m_started++] : "";
        return std::async(std::launch::async, [path]() -> std::optional<PackHead> {
            try {
                return fileStamp(path) ? std::optional(readPackHead(path)) : std::nullopt;
            } catch (const BadFile&) {
                return std::nullopt;
            }
        });
    }

    std::vector<std::filesystem::path> m_paths;
    std::size_t m_started = 0;
    std::deque<Head> m_heads;
};

ValuePack opened(std::optional<PackHead> head)
{
    try {
        return head ? openPack(std::move(*head)) : ValuePack();
    } catch (const BadFile&) {
        return {}; // its units say why
    }
}

/// The classes that the study's predictor says, by sample.
std::vector<int> predictedTargets(StudyInputs& inputs)
{
    const Study& study = inputs.study();
    if (study.settings.target.kind != TargetKind::Predicted) {
        return {};
    }
    std::vector<int> targets(study.samples.size(), -1);
    const auto predictor = predictorOf(study);
    for (std::size_t sample = 0; predictor && sample < study.samples.size(); ++sample) {
        try {
            const UnitCheck check = checkUnit(inputs, {*predictor, sample});
            targets[sample] = check.state == UnitState::Complete ? predictedClass(check.table) : -1;
        } catch (const Error&) {
            continue; // its unit says why
        }
    }
    return targets;
}

/// Takes the values of a unit out of the pack, when that is where they are and they are the ones
/// that are wanted.
std::optional<UnitValues> takePacked(StudyInputs& inputs, const UnitIndex& unit, ValuePack& pack)
{
    const auto packed = pack.index.units.find(inputs.study().samples[unit.sample].id);
    if (packed == pack.index.units.end() || !isCurrent(inputs, unit, packed->second) ||
        fileStamp(inputs.valuesPath(unit))) {
        return std::nullopt;
    }
    return std::move(pack.values.at(packed->first));
}

/// The class that the values of a sample are to speak of, those of a model which predicts `own`.
int targetFor(const Study& study, const StudyValues& values, std::size_t sample, int own)
{
    const int common = values.predictedTargets.empty() ? -1 : values.predictedTargets[sample];
    return decidedTarget(study, sample).value_or(common >= 0 ? common : own);
}

void loadUnit(StudyInputs& inputs, const UnitIndex& unit, ValuePack& pack, StudyValues& values)
{
    try {
        const Study& study = inputs.study();
        auto packed = takePacked(inputs, unit, pack);
        if (packed && packed->target == targetFor(study, values, unit.sample, packed->target)) {
            values.units[unit] = completeReport({nonFiniteCount(packed->v), packed->floored},
                                                packed->partCount, inputs.missingNote(unit));
            values.tables.emplace(unit, std::move(*packed));
            return;
        }
        UnitCheck check = checkUnit(inputs, unit);
        values.units[unit] = reportOf(check);
        if (check.state == UnitState::Complete) {
            values.tables.emplace(unit,
                                  comparedValues(study, values, unit, std::move(check.table)));
        }
    } catch (const Error& error) {
        values.units[unit] = {.state = UnitState::Missing, .reason = error.what()};
    }
}

/// What each checkpoint answers with; those that leave it open say so in their units.
std::map<CheckpointIndex, OutputKind> knownOutputs(StudyInputs& inputs)
{
    std::map<CheckpointIndex, OutputKind> known;
    for (const CheckpointIndex& checkpoint : allCheckpoints(inputs.study())) {
        try {
            if (const auto outputs = inputs.outputs(checkpoint)) {
                known.emplace(checkpoint, *outputs);
            }
        } catch (const UndecidedOutputs&) {
            continue;
        }
    }
    return known;
}

} // namespace

UnitValues comparedValues(const Study& study, const StudyValues& values, const UnitIndex& unit,
                          ValueTable table)
{
    const ValueKind kind = study.settings.valueKind;
    const int own = predictedClass(table);
    const int target = targetFor(study, values, unit.sample, own);
    if (!decidedTarget(study, unit.sample) && target != own) {
        if (table.logits.rows == 0) {
            throw BadInput("It speaks of another class than the models it is compared with, and "
                           "its logits were too large to keep. Choose the label as the target.");
        }
        table.v = valuesOf(table.logits, target, {kind, table.outputs});
    }
    return unitValues(std::move(table), target, kind);
}

StudyValues loadValues(StudyInputs& inputs, const Progress& progress)
{
    const Study& study = inputs.study();
    StudyValues values;
    values.warnings = unfollowedLinks(inputs.folder());
    std::ranges::move(probeDifferences(inputs), std::back_inserter(values.warnings));
    inputs.readAllParts();
    values.predictedTargets = predictedTargets(inputs);
    for (std::size_t sample = 0; sample < study.samples.size(); ++sample) {
        values.parts.push_back(partNames(inputs, sample));
    }
    const std::vector<UnitIndex> units = allUnits(study);
    const std::size_t step = study.samples.size();
    std::vector<std::filesystem::path> packs;
    for (std::size_t first = 0; first < units.size(); first += step) {
        packs.push_back(packPath(inputs.valuesPath(units[first])));
    }
    PackQueue queue(std::move(packs));
    ValuePack pack;
    for (std::size_t done = 0; done < units.size(); ++done) {
        if (progress && !progress(done, units.size())) {
            throw Cancelled();
        }
        if (done % step == 0) {
            pack = opened(queue.next());
        }
        loadUnit(inputs, units[done], pack, values);
    }
    values.outputs = knownOutputs(inputs);
    return values;
}

} // namespace palimpsest

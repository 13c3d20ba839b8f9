// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/compared_values.h"

#include "core/base/listed_names.h"
#include "core/values/value_function.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <set>
#include <utility>

namespace palimpsest {

namespace {

/// What is wrong with the values of a unit, as the rest of a sentence; empty when nothing is, or
/// when there are simply none yet.
std::string flawOf(const StudyValues& values, const UnitIndex& unit)
{
    if (const auto table = values.tables.find(unit); table != values.tables.end()) {
        const UnitValues& of = table->second;
        if (of.partCount != static_cast<int>(values.parts[unit.sample].size())) {
            return "it has another number of parts";
        }
        return nonFiniteText(nonFiniteCount(of.v), of.partCount);
    }
    const auto report = values.units.find(unit);
    return report == values.units.end() ? "" : report->second.reason;
}

/// "finetuned/4 on cat_0000 is", "7 units of cat_0000 are", "84 units of 12 samples (…) are".
std::string subjectOf(const Study& study, const std::vector<UnitIndex>& units)
{
    if (units.size() == 1) {
        return unitName(study, units.front()) + " is";
    }
    std::set<std::size_t> samples;
    std::ranges::transform(units, std::inserter(samples, samples.end()), &UnitIndex::sample);
    std::vector<std::string> names;
    std::ranges::transform(samples, std::back_inserter(names),
                           [&](std::size_t sample) { return study.samples[sample].id; });
    const std::string count = std::to_string(units.size()) + " units of ";
    return count +
           (names.size() == 1
                ? names.front()
                : std::to_string(names.size()) + " samples (" + listedNames(names) + ")") +
           " are";
}

} // namespace

std::vector<std::string> leftOut(const Study& study, const UnitFlaws& flaws)
{
    std::vector<std::string> sentences;
    for (const auto& [flaw, units] : flaws) {
        sentences.push_back(subjectOf(study, units) + " left out: " + flaw +
                            (flaw.ends_with('.') ? "" : "."));
    }
    return sentences;
}

ComparedValues usableValues(const Study& study, const StudyValues& values,
                            const std::vector<CheckpointIndex>& checkpoints,
                            std::vector<std::string>& warnings)
{
    ComparedValues tables;
    UnitFlaws flaws;
    for (const CheckpointIndex& checkpoint : checkpoints) {
        for (std::size_t sample = 0; sample < study.samples.size(); ++sample) {
            const UnitIndex unit{checkpoint, sample};
            if (const std::string flaw = flawOf(values, unit); !flaw.empty()) {
                flaws[flaw].push_back(unit);
            } else if (const auto table = values.tables.find(unit); table != values.tables.end()) {
                tables[checkpoint].emplace(sample, &table->second);
            }
        }
    }
    std::ranges::copy(leftOut(study, flaws), std::back_inserter(warnings));
    return tables;
}

std::vector<std::size_t> completeSamples(const ComparedValues& values, std::size_t sampleCount)
{
    std::vector<std::size_t> samples(sampleCount);
    std::iota(samples.begin(), samples.end(), std::size_t{0});
    std::erase_if(samples, [&](std::size_t sample) {
        return std::ranges::any_of(
            values, [&](const auto& entry) { return !entry.second.contains(sample); });
    });
    return samples;
}

SampleAnswer answerOf(const UnitValues& table, ValueKind kind, int label)
{
    const Coalition all = fullCoalition(table.partCount);
    SampleAnswer answer{.valueOfNone = table.v.front(),
                        .valueOfAll = table.v.back(),
                        .probabilityOfNone = probabilityOf(table, 0, kind),
                        .probabilityOfAll = probabilityOf(table, all, kind),
                        .correct = {},
                        .target = table.target,
                        .predicted = predictedClass(table),
                        .noise = table.noise};
    if (const int predicted = predictedClass(table); predicted >= 0 && kind != ValueKind::Output) {
        answer.correct = predicted == label;
    }
    return answer;
}

} // namespace palimpsest

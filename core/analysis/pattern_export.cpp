// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/pattern_export.h"

#include "core/analysis/analysis_json.h"
#include "core/analysis/csv.h"
#include "core/analysis/pattern_comparison.h"
#include "core/base/listed_names.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <utility>
#include <vector>

namespace palimpsest {

using json = nlohmann::ordered_json;

namespace {

/// A pattern with all that there is to say of it.
struct ExportedPattern
{
    int epoch = 0;
    std::string sample;
    std::vector<std::string> parts;
    double referenceUnit = 0.0; ///< what an effect of 1 is in the unit of v
    double laterUnit = 0.0;
    ComparedPattern of;
};

std::vector<std::string> namesOf(const SampleReport& sample, const PartSet& pattern)
{
    std::vector<std::string> names;
    pattern.forEach(
        [&](int part) { names.push_back(sample.parts[static_cast<std::size_t>(part)]); });
    return names;
}

/// "preserved", "flipped", "discarded", "new", "not_salient".
std::string statusName(PatternStatus status)
{
    switch (status) {
    case PatternStatus::NotSalient:
        break;
    case PatternStatus::Preserved:
        return "preserved";
    case PatternStatus::Flipped:
        return "flipped";
    case PatternStatus::Discarded:
        return "discarded";
    case PatternStatus::New:
        return "new";
    }
    return "not_salient";
}

/// Calls `write` for every pattern, epoch by epoch and sample by sample.
template<typename Write>
void forEachExported(const Study& study, const Analysis& analysis, const ComparedModels& compared,
                     Write write)
{
    for (const auto& [index, model] : analysis.models) { // epochs rise
        if (index.lineage != analysis.target) {
            continue;
        }
        for (std::size_t sample = 0; sample < analysis.samples.size(); ++sample) {
            const SampleReport& report = analysis.samples[sample];
            const auto patterns = comparePatterns(analysis, compared, sample, index).patterns;
            for (const ComparedPattern& pattern : patterns) {
                write(ExportedPattern{
                    .epoch = study.lineages[index.lineage].checkpoints[index.checkpoint].epoch,
                    .sample = report.id,
                    .parts = namesOf(report, pattern.pattern),
                    .referenceUnit = analysis.models.at(analysis.reference).normaliser,
                    .laterUnit = model.normaliser,
                    .of = pattern});
            }
        }
    }
}

} // namespace

std::string patternsCsv(const Study& study, const Analysis& analysis,
                        const ComparedModels& compared)
{
    std::string out = "epoch,sample,kind,order,parts,effect_reference,effect_later,"
                      "effect_reference_in_v,effect_later_in_v,status,kept,lost,gained\n";
    forEachExported(study, analysis, compared, [&](const ExportedPattern& pattern) {
        const ComparedPattern& of = pattern.of;
        CsvLine(out) << std::to_string(pattern.epoch) << csvCell(pattern.sample)
                     << (of.isOr ? "or" : "and") << std::to_string(pattern.parts.size())
                     << csvCell(joined(pattern.parts, " & ")) << csvNumber(of.reference)
                     << csvNumber(of.later) << csvNumber(of.reference * pattern.referenceUnit)
                     << csvNumber(of.later * pattern.laterUnit) << statusName(of.shares.status)
                     << csvNumber(std::abs(of.shares.shared)) << csvNumber(of.shares.lost)
                     << csvNumber(of.shares.gained);
    });
    return out;
}

std::string patternsJson(const Study& study, const Analysis& analysis,
                         const ComparedModels& compared)
{
    json patterns = json::array();
    forEachExported(study, analysis, compared, [&](const ExportedPattern& pattern) {
        const ComparedPattern& of = pattern.of;
        patterns.push_back({{"epoch", pattern.epoch},
                            {"sample", pattern.sample},
                            {"kind", of.isOr ? "or" : "and"},
                            {"order", pattern.parts.size()},
                            {"parts", pattern.parts},
                            {"effect", {{"reference", of.reference}, {"later", of.later}}},
                            {"effect_in_v",
                             {{"reference", of.reference * pattern.referenceUnit},
                              {"later", of.later * pattern.laterUnit}}},
                            {"status", statusName(of.shares.status)},
                            {"kept", std::abs(of.shares.shared)},
                            {"lost", of.shares.lost},
                            {"gained", of.shares.gained}});
    });
    const json root = {{"comparison", comparisonJson(study, analysis)},
                       {"patterns", std::move(patterns)}};
    return root.dump(1, ' ', false, json::error_handler_t::replace);
}

} // namespace palimpsest

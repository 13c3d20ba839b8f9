// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/analysis_export.h"

#include "core/analysis/analysis_json.h"
#include "core/analysis/csv.h"
#include "core/analysis/pattern_export.h"
#include "core/base/draft.h"
#include "core/base/error.h"
#include "core/base/folders.h"
#include "core/interactions/indices.h"
#include "core/study/accuracy_sets.h"
#include "core/study/study_names.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <list>
#include <map>
#include <numeric>
#include <string>

namespace palimpsest {

namespace {

double sum(const std::vector<double>& values)
{
    return std::accumulate(values.begin(), values.end(), 0.0);
}

struct Column
{
    const char* name;
    std::optional<double> PerQuantity<std::optional<double>>::*value;
    std::optional<Band> PerQuantity<std::optional<Band>>::*band;
};

using Values = PerQuantity<std::optional<double>>;
using Bands = PerQuantity<std::optional<Band>>;

constexpr std::array<Column, 8> kColumns = {{
    {"preservation_rate", &Values::preservationRate, &Bands::preservationRate},
    {"scratch_ratio_strength", &Values::scratchStrength, &Bands::scratchStrength},
    {"scratch_ratio_count", &Values::scratchCount, &Bands::scratchCount},
    {"scratch_ratio_of_last_strength", &Values::lastScratchStrength, &Bands::lastScratchStrength},
    {"scratch_ratio_of_last_count", &Values::lastScratchCount, &Bands::lastScratchCount},
    {"likeness_target_run_own_last", &Values::targetToOwnLast, &Bands::targetToOwnLast},
    {"likeness_scratch_run_own_last", &Values::scratchToOwnLast, &Bands::scratchToOwnLast},
    {"likeness_scratch_run_target_run_last", &Values::scratchToTargetLast,
     &Bands::scratchToTargetLast},
}};

/// The epochs that either run saved, the target's own where both did.
std::map<int, const EpochKnowledge*> epochsOf(const Analysis& analysis)
{
    std::map<int, const EpochKnowledge*> epochs;
    for (const KnowledgeCurve* curve : {&analysis.curve, &analysis.scratchCurve}) {
        for (const EpochKnowledge& epoch : *curve) {
            epochs.emplace(epoch.epoch, &epoch);
        }
    }
    return epochs;
}

std::optional<double> accuracyOf(const ModelReport* model)
{
    return model ? model->accuracy : std::nullopt;
}

std::string epochText(const Study& study, const std::optional<CheckpointIndex>& of)
{
    return of ? std::to_string(study.lineages[of->lineage].checkpoints[of->checkpoint].epoch) : "";
}

/// Cells that say which table a line is about.
struct UnitNames
{
    std::string sample;
    std::string checkpoint;
    std::span<const std::string> parts;
};

/// Calls `write(names, indices)` for every table that is finite and of the present parts.
template<typename Write>
void forEachTable(const Study& study, const StudyValues& values, Write write)
{
    for (const auto& [unit, table] : values.tables) {
        const std::vector<std::string>& parts = values.parts[unit.sample];
        if (nonFiniteCount(table.v) == 0 &&
            table.v.size() == coalitionCount(static_cast<int>(parts.size()))) {
            write(UnitNames{csvCell(study.samples[unit.sample].id),
                            csvCell(checkpointName(study, unit.checkpoint)), parts},
                  partIndices(andInteractions(table.v)));
        }
    }
}

std::string comparisonText(const Study& study, const Analysis& analysis)
{
    using nlohmann::ordered_json;
    return comparisonJson(study, analysis)
        .dump(2, ' ', false, ordered_json::error_handler_t::replace);
}

} // namespace

std::string curveCsv(const Study& study, const Analysis& analysis)
{
    std::string out;
    {
        CsvLine header(out);
        header << "epoch"
               << "preserve"
               << "discard"
               << "new"
               << "completeness";
        for (const Column& column : kColumns) {
            const std::string name = column.name;
            header << name << name + "_null_low" << name + "_null_median" << name + "_null_high";
        }
        const std::string accuracy =
            areAccuraciesOutdated(study) ? "accuracy_prepared_otherwise" : "accuracy";
        header << "scratch_ratio_epoch" << accuracy + "_target_run" << accuracy + "_scratch_run";
    }
    for (const auto& [epoch, found] : epochsOf(analysis)) {
        const EpochKnowledge& of = *found;
        CsvLine line(out);
        line << std::to_string(epoch);
        const KnowledgeAmounts& orders = of.pooled.byOrder;
        const bool isSplit = of.usable && !orders.preserved.empty(); // scratch's own is not
        for (const auto* amounts : {&orders.preserved, &orders.discarded, &orders.gained}) {
            line << (isSplit ? csvNumber(sum(*amounts)) : "");
        }
        line << csvNumber(of.pooled.completeness);
        for (const Column& column : kColumns) {
            const std::optional<Band>& band = of.pooled.nulls.*column.band;
            line << csvNumber(of.pooled.values.*column.value) << (band ? csvNumber(band->low) : "")
                 << (band ? csvNumber(band->median) : "") << (band ? csvNumber(band->high) : "");
        }
        line << (isSplit ? epochText(study, analysis.scratchAt(study, epoch)) : "")
             << csvNumber(accuracyOf(analysis.model(study, analysis.target, epoch)))
             << csvNumber(analysis.scratch
                              ? accuracyOf(analysis.model(study, *analysis.scratch, epoch))
                              : std::nullopt);
    }
    return out;
}

std::string ordersCsv(const Analysis& analysis)
{
    std::string out = "epoch,order,preserve,discard,new\n";
    for (const EpochKnowledge& epoch : analysis.curve) {
        const KnowledgeAmounts& orders = epoch.pooled.byOrder;
        for (std::size_t order = 1; epoch.usable && order < orders.preserved.size(); ++order) {
            CsvLine(out) << std::to_string(epoch.epoch) << std::to_string(order)
                         << csvNumber(orders.preserved[order]) << csvNumber(orders.discarded[order])
                         << csvNumber(orders.gained[order]);
        }
    }
    return out;
}

std::string signedCsv(const Analysis& analysis)
{
    std::string out = "checkpoint,order,positive,negative\n";
    for (const auto& [index, model] : analysis.models) {
        const auto& [positive, negative] = model.strengths;
        for (std::size_t order = 1; order < positive.size(); ++order) {
            CsvLine(out) << csvCell(model.name) << std::to_string(order)
                         << csvNumber(positive[order]) << csvNumber(negative[order]);
        }
    }
    return out;
}

std::string partsCsv(const Analysis& analysis)
{
    std::string out = "epoch,sample,part,preserve,discard,new\n";
    for (const EpochKnowledge& epoch : analysis.curve) {
        for (std::size_t i = 0; epoch.usable && i < epoch.samples.size(); ++i) {
            const SampleReport& sample = analysis.samples[i];
            const KnowledgeAmounts& parts = epoch.samples[i].byPart;
            for (std::size_t part = 0; part < sample.parts.size(); ++part) {
                CsvLine(out) << std::to_string(epoch.epoch) << csvCell(sample.id)
                             << csvCell(sample.parts[part]) << csvNumber(parts.preserved[part])
                             << csvNumber(parts.discarded[part]) << csvNumber(parts.gained[part]);
            }
        }
    }
    return out;
}

std::string indicesCsv(const Study& study, const StudyValues& values)
{
    std::string out = "sample,checkpoint,part,shapley,banzhaf\n";
    forEachTable(study, values, [&](const UnitNames& names, const PartIndices& indices) {
        for (std::size_t i = 0; i < names.parts.size(); ++i) {
            CsvLine(out) << names.sample << names.checkpoint << csvCell(names.parts[i])
                         << csvNumber(indices.shapley[i]) << csvNumber(indices.banzhaf[i]);
        }
    });
    return out;
}

std::string pairsCsv(const Study& study, const StudyValues& values)
{
    std::string out = "sample,checkpoint,part_a,part_b,sii,stii\n";
    forEachTable(study, values, [&](const UnitNames& names, const PartIndices& indices) {
        for (std::size_t i = 0; i < names.parts.size(); ++i) {
            for (std::size_t j = i + 1; j < names.parts.size(); ++j) {
                CsvLine(out) << names.sample << names.checkpoint << csvCell(names.parts[i])
                             << csvCell(names.parts[j]) << csvNumber(indices.sii.row(i)[j])
                             << csvNumber(indices.stii.row(i)[j]);
            }
        }
    });
    return out;
}

void exportCsv(const Study& study, const StudyValues& values, const ComparedModels& compared,
               const Analysis& analysis, const std::filesystem::path& folder)
{
    requireOutputFolder(folder);
    const std::map<const char*, std::string> files = {
        {"comparison.json", comparisonText(study, analysis)},
        {"curve.csv", curveCsv(study, analysis)},
        {"patterns.csv", patternsCsv(study, analysis, compared)},
        {"patterns.json", patternsJson(study, analysis, compared)},
        {"orders.csv", ordersCsv(analysis)},
        {"signed.csv", signedCsv(analysis)},
        {"parts.csv", partsCsv(analysis)},
        {"indices.csv", indicesCsv(study, values)},
        {"pairs.csv", pairsCsv(study, values)}};
    std::error_code status;
    const bool isNew = !std::filesystem::exists(folder, status);
    makeFolder(folder);
    try {
        std::list<Draft> drafts; // all are on their way before the first takes its place
        for (const auto& [name, text] : files) {
            requireOutput(folder / name);
            drafts.emplace_back(folder / name).write(text);
        }
        std::ranges::for_each(drafts, &Draft::takePlace);
    } catch (const NotWritable&) {
        if (isNew) {
            std::filesystem::remove(folder, status); // unless some of it was written
        }
        throw;
    }
}

} // namespace palimpsest

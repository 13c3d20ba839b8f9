// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/analysis_export.h"

#include "core/base/draft.h"
#include "core/base/error.h"
#include "core/base/folders.h"
#include "core/interactions/indices.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <list>
#include <map>
#include <numeric>
#include <string>
#include <string_view>

namespace palimpsest {

namespace {

/// Shortest text that reads back as the same double.
std::string number(double value)
{
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    return {text.data(), end};
}

std::string number(const std::optional<double>& value)
{
    return value ? number(*value) : std::string();
}

/// A CSV cell with a name, quoted where RFC 4180 asks for it. What a spreadsheet would take for a
/// formula, and run, gets the apostrophe that makes it text there.
std::string cell(std::string text)
{
    if (!text.empty() &&
        std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) {
        text.insert(text.begin(), '\'');
    }
    if (text.find_first_of(",\"\n\r") == std::string::npos) {
        return text;
    }
    std::string result = "\"";
    for (const char c : text) {
        result += c == '"' ? "\"\"" : std::string(1, c);
    }
    return result + "\"";
}

class Line
{
public:
    explicit Line(std::string& out) : m_out(out) {}
    ~Line() { m_out += "\n"; }
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;

    Line& operator<<(const std::string& text)
    {
        m_out += (m_first ? "" : ",") + text;
        m_first = false;
        return *this;
    }

private:
    std::string& m_out;
    bool m_first = true;
};

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
    {"likeness_finetuned_own_last", &Values::targetToOwnLast, &Bands::targetToOwnLast},
    {"likeness_scratch_own_last", &Values::scratchToOwnLast, &Bands::scratchToOwnLast},
    {"likeness_scratch_finetuned_last", &Values::scratchToTargetLast, &Bands::scratchToTargetLast},
}};

std::optional<double> accuracyOf(const ModelReport* model)
{
    return model ? model->accuracy : std::nullopt;
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
            write(UnitNames{cell(study.samples[unit.sample].id),
                            cell(checkpointName(study, unit.checkpoint)), parts},
                  partIndices(table.v));
        }
    }
}

} // namespace

std::string curveCsv(const Study& study, const Analysis& analysis)
{
    std::string out;
    {
        Line header(out);
        header << "epoch"
               << "preserve"
               << "discard"
               << "new"
               << "completeness";
        for (const Column& column : kColumns) {
            const std::string name = column.name;
            header << name << name + "_null_low" << name + "_null_median" << name + "_null_high";
        }
        header << "accuracy_finetuned"
               << "accuracy_scratch";
    }
    for (const EpochKnowledge& epoch : analysis.curve) {
        Line line(out);
        line << std::to_string(epoch.epoch);
        const KnowledgeAmounts& orders = epoch.pooled.byOrder;
        for (const auto* amounts : {&orders.preserved, &orders.discarded, &orders.gained}) {
            line << (epoch.usable ? number(sum(*amounts)) : "");
        }
        line << number(epoch.pooled.completeness);
        for (const Column& column : kColumns) {
            const std::optional<Band>& band = epoch.pooled.nulls.*column.band;
            line << number(epoch.pooled.values.*column.value) << (band ? number(band->low) : "")
                 << (band ? number(band->median) : "") << (band ? number(band->high) : "");
        }
        line << number(accuracyOf(analysis.model(study, analysis.target, epoch.epoch)))
             << number(analysis.scratch
                           ? accuracyOf(analysis.model(study, *analysis.scratch, epoch.epoch))
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
            Line(out) << std::to_string(epoch.epoch) << std::to_string(order)
                      << number(orders.preserved[order]) << number(orders.discarded[order])
                      << number(orders.gained[order]);
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
                Line(out) << std::to_string(epoch.epoch) << cell(sample.id)
                          << cell(sample.parts[part]) << number(parts.preserved[part])
                          << number(parts.discarded[part]) << number(parts.gained[part]);
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
            Line(out) << names.sample << names.checkpoint << cell(names.parts[i])
                      << number(indices.shapley[i]) << number(indices.banzhaf[i]);
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
                Line(out) << names.sample << names.checkpoint << cell(names.parts[i])
                          << cell(names.parts[j]) << number(indices.sii.row(i)[j])
                          << number(indices.stii.row(i)[j]);
            }
        }
    });
    return out;
}

void exportCsv(const Study& study, const StudyValues& values, const Analysis& analysis,
               const std::filesystem::path& folder)
{
    requireOutputFolder(folder);
    const std::map<const char*, std::string> files = {{"curve.csv", curveCsv(study, analysis)},
                                                      {"orders.csv", ordersCsv(analysis)},
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

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/analysis_export.h"
#include "core/analysis/analysis_json.h"
#include "core/analysis/pattern_comparison.h"
#include "core/analysis/pattern_export.h"
#include "core/analysis/study_export.h"
#include "core/base/files.h"
#include "support/analysed_study.h"
#include "support/hdf5_library.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace palimpsest {
namespace {

using nlohmann::json;

class ExportedPatterns : public AnalysedStudy
{
protected:
    ExportedPatterns() : m_values(loadValues(m_inputs)) {}

    void show(InteractionKind kind)
    {
        m_study.settings.interactions = {.kind = kind, .kappa = 0.0};
        m_compared = compareModels(m_study, m_values, {});
        m_analysis = analyse(m_study, m_values, {.nulls = NullSettings{.draws = 0}});
    }

    StudyValues m_values;
    ComparedModels m_compared;
    Analysis m_analysis;
};

TEST_F(ExportedPatterns, AreAllThatAreSalientWithTheirPartsEffectsAndShares)
{
    for (const InteractionKind kind : {InteractionKind::And, InteractionKind::AndOr}) {
        show(kind);
        const json patterns =
            json::parse(patternsJson(m_study, m_analysis, m_compared))["patterns"];
        std::size_t expected = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            for (std::size_t sample = 0; sample < 2; ++sample) {
                const auto of = comparePatterns(m_analysis, m_compared, sample, {1, i}).patterns;
                ASSERT_FALSE(of.empty());
                const json& first = patterns[expected];
                EXPECT_EQ(first["order"], orderOf(of[0].pattern));
                EXPECT_EQ(first["parts"].size(), first["order"]);
                EXPECT_DOUBLE_EQ(first["effect"]["later"], of[0].later);
                EXPECT_NEAR(first["effect_in_v"]["reference"],
                            of[0].reference * m_analysis.models.at(m_analysis.reference).normaliser,
                            1e-12);
                expected += of.size();
            }
        }
        EXPECT_EQ(patterns.size(), expected);
        const bool hasOr = std::ranges::any_of(
            patterns, [](const json& pattern) { return pattern["kind"] == "or"; });
        EXPECT_EQ(hasOr, kind == InteractionKind::AndOr);
        for (const json& pattern : patterns) {
            if (pattern["status"] == "preserved") {
                EXPECT_NEAR(pattern["kept"].get<double>() + pattern["lost"].get<double>(),
                            std::abs(pattern["effect"]["reference"].get<double>()), 1e-12);
            }
        }
        const std::string csv = patternsCsv(m_study, m_analysis, m_compared);
        EXPECT_EQ(std::ranges::count(csv, '\n'), static_cast<std::ptrdiff_t>(expected) + 1);
        EXPECT_TRUE(csv.starts_with("epoch,sample,kind,order,parts,"));
    }
}

TEST_F(ExportedPatterns, StandInTheHdf5FileAsTheStudyShowsThem)
{
    const auto read = [&](const char* name) {
        return readWithLibrary(m_folder / "out.h5", std::string("pullover_1/") + name);
    };
    m_study.settings.interactions = {.kind = InteractionKind::AndOr, .kappa = 0.0};
    StudyInputs inputs(m_folder.path(), m_study);
    EXPECT_EQ(exportStudy(inputs, m_folder / "out.h5").warnings, std::vector<std::string>{});
    show(InteractionKind::AndOr);
    const double unit = m_compared.comparison.models.at({0, 0}).normaliser;
    const std::vector<double>& effects = m_compared.models.at({0, 0})->samples[0].values;
    const LibraryDataSet ands = read("interaction_and");
    const LibraryDataSet ors = read("interaction_or");
    EXPECT_EQ(ors.shape, (std::vector<std::uint64_t>{7, 8}));
    for (std::size_t i = 0; i < 8; ++i) {
        EXPECT_NEAR(ands.values[i], effects[i] * unit, 1e-12);
        EXPECT_NEAR(ors.values[i], effects[8 + i] * unit, 1e-12);
    }
    EXPECT_EQ(read("target").values.front(), m_study.samples[0].label);
}

TEST_F(ExportedPatterns, CurvesHoldTheEpochsThatOnlyScratchSaved)
{
    m_study.lineages[2].checkpoints[1].epoch = 7;
    StudyInputs renumbered(m_folder.path(), m_study);
    std::filesystem::rename(m_folder / "values/scratch/4", m_folder / "values/scratch/7");
    const Analysis analysis = analyse(renumbered, {.nulls = NullSettings{.draws = 2}});
    ASSERT_EQ(analysis.scratchCurve.size(), 3u);
    EXPECT_EQ(analysis.scratchCurve[1].epoch, 7);
    const std::string csv = curveCsv(m_study, analysis);
    EXPECT_EQ(std::ranges::count(csv, '\n'), 1 + 4);
    EXPECT_NE(csv.find("\n7,,,,,"), std::string::npos) << csv;
    const json report = json::parse(analysisJson(m_study, analysis));
    EXPECT_EQ(report["scratch_epochs"][1]["epoch"], 7);
    EXPECT_TRUE(report["scratch_epochs"][1]["likeness"]["own_last"].is_number());
    EXPECT_TRUE(report["scratch_epochs"][1]["null"]["likeness"]["own_last"].contains("high"));
}

TEST_F(ExportedPatterns, AndTablesSayByRoleWhatWasComparedWhicheverRunsHaveThem)
{
    const ComparedModels compared =
        compareModels(m_study, m_values, {.target = "scratch", .scratch = "finetuned"});
    const Analysis analysis = analyse(m_study, compared, {}, {.draws = 2});
    exportCsv(m_study, m_values, compared, analysis, m_folder / "csv");
    const auto text = [&](const char* file) { return readFile(m_folder / "csv" / file, 1 << 20); };
    const json expected = {
        {"reference", "pretrained/0"}, {"target_run", "scratch"}, {"scratch_run", "finetuned"}};
    EXPECT_EQ(json::parse(text("comparison.json")), expected);
    EXPECT_EQ(json::parse(text("patterns.json"))["comparison"], expected);
    const json report = json::parse(analysisJson(m_study, analysis));
    EXPECT_EQ(report["comparison"], expected);
    EXPECT_EQ(report["epochs"].dump().find("\"finetuned"), std::string::npos);
    const std::string curve = text("curve.csv");
    const std::string header = curve.substr(0, curve.find('\n'));
    EXPECT_NE(header.find(",likeness_scratch_run_target_run_last,"), std::string::npos) << header;
    EXPECT_TRUE(header.ends_with(",accuracy_target_run,accuracy_scratch_run")) << header;
    EXPECT_EQ(header.find("finetuned"), std::string::npos) << header;
}

class ComparisonRemarks : public AnalysedStudy
{
protected:
    /// Values of a unit whose model says that class when everything is visible.
    void writePredicting(const UnitIndex& unit, std::size_t predicted)
    {
        ValueUnit stored{.key = m_inputs.key(unit),
                         .table = {.partCount = 3, .v = randomTable(3, 5)}};
        stored.table.logits = Matrix<float>(8, 4);
        for (std::size_t i = 0; i < 32; ++i) {
            stored.table.logits.data[i] = static_cast<float>((i * 7) % 5) - 2.0F;
        }
        stored.table.logits.row(7)[predicted] = 9.0F;
        writeUnit(m_inputs.valuesPath(unit), stored);
    }
};

TEST_F(ComparisonRemarks, AllModelsSpeakOfTheClassThatTheReferencePredicts)
{
    const UnitIndex other{{1, 1}, 0};
    writePredicting(other, 2);
    m_study.settings.target = {.kind = TargetKind::Predicted};
    StudyInputs inputs(m_folder.path(), m_study);
    const StudyValues values = loadValues(inputs);
    for (const auto& [unit, table] : values.tables) {
        EXPECT_EQ(table.target, 1) << unitName(m_study, unit);
    }
    EXPECT_EQ(predictedClass(values.tables.at(other)), 2);
    const ValueUnit stored = readUnit(m_inputs.valuesPath(other));
    EXPECT_EQ(values.tables.at(other).v, valuesOf(stored.table.logits, 1, ValueKind::LogOdds));
    writePredicting({{0, 0}, 0}, 1);
    writePredicting({{1, 2}, 0}, 1);
    writePredicting({{0, 0}, 1}, 1);
    StudyInputs again(m_folder.path(), m_study);
    const Analysis analysis = analyse(again, {.nulls = NullSettings{.draws = 0}});
    EXPECT_TRUE(warns(analysis, "1 of 14 units predict another one: of finetuned/4"));
    EXPECT_TRUE(warns(analysis, "the class that pretrained/0 predicts"));
}

TEST_F(ComparisonRemarks, AModelWithATenthOfTheNormaliserIsNamed)
{
    for (std::size_t sample = 0; sample < 2; ++sample) {
        std::vector<double> v = randomTable(3, static_cast<std::uint32_t>(sample));
        write({{0, 0}, sample}, v);
        for (double& value : v) {
            value *= 0.1;
        }
        write({{1, 0}, sample}, v);
    }
    EXPECT_TRUE(warns(analysed(), "finetuned/0 hardly reacts to the parts"));
}

TEST_F(ComparisonRemarks, AnEndThatAnswersNothingIsSaidAndCurvesGoOn)
{
    for (std::size_t sample = 0; sample < 2; ++sample) {
        write({{1, 2}, sample}, std::vector<double>(8, 1.5));
    }
    const Analysis analysis = analysed();
    EXPECT_TRUE(warns(analysis, "is said of finetuned/4"));
    EXPECT_TRUE(analysis.curve[0].pooled.values.targetToOwnLast.has_value());
    EXPECT_EQ(analysis.curve[1].pooled.values.targetToOwnLast, 1.0);
}

TEST_F(ComparisonRemarks, NullsAreThoseOfTheStudyAndARateInsideThemIsRemarkedOn)
{
    m_study.settings.nulls = {.draws = 7, .seed = 9};
    StudyInputs inputs(m_folder.path(), m_study);
    const Analysis analysis = analyse(inputs, {});
    EXPECT_EQ(analysis.nulls, m_study.settings.nulls);
    const json report = json::parse(analysisJson(m_study, analysis));
    EXPECT_EQ(report["null_draws"], 7);
    EXPECT_EQ(report["null_seed"], 9);
    const bool isInside = std::ranges::any_of(analysis.curve, [](const EpochKnowledge& epoch) {
        const auto& rate = epoch.pooled.values.preservationRate;
        return rate && *rate <= epoch.pooled.nulls.preservationRate->high;
    });
    EXPECT_TRUE(isInside); // values were drawn at random
    EXPECT_TRUE(warns(analysis, "the preservation rate lies inside its null"));
    EXPECT_FALSE(warns(analyse(inputs, {.nulls = NullSettings{.draws = 0}}), "null"));
}

} // namespace
} // namespace palimpsest

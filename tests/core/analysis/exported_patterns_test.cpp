// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/analysis_export.h"
#include "core/analysis/analysis_json.h"
#include "core/analysis/comparison_names.h"
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

TEST_F(ExportedPatterns, AmountsInCsvAreStrengthsWhateverTheSign)
{
    for (auto& [unit, table] : m_values.tables) {
        table.v = {0.0, -2.0, 0.0, -2.0, 0.0, -2.0, 0.0, -2.0}; // the first part, against the class
    }
    show(InteractionKind::And);
    const std::string csv = patternsCsv(m_study, m_analysis, m_compared);
    EXPECT_NE(csv.find("\n0,pullover_1,and,1,top,-1,-1,-2,-2,preserved,1,0,0\n"), std::string::npos)
        << csv;
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

TEST_F(ExportedPatterns, OfModelsThatDoNotReactAreNotInTheHdf5File)
{
    for (std::size_t sample = 0; sample < 2; ++sample) {
        write({{1, 1}, sample}, std::vector<double>(8, 1.5));
    }
    m_study.settings.interactions = {.kind = InteractionKind::AndOr, .kappa = 0.0};
    StudyInputs inputs(m_folder.path(), m_study);
    EXPECT_EQ(exportStudy(inputs, m_folder / "out.h5").units, 14U);
    const auto names = readTextsWithLibrary(m_folder / "out.h5", "pullover_1/split_checkpoint");
    EXPECT_EQ(names.size(), 6U);
    EXPECT_EQ(std::ranges::find(names, "finetuned/4"), names.end());
    EXPECT_EQ(readWithLibrary(m_folder / "out.h5", "pullover_1/interaction_or").shape,
              (std::vector<std::uint64_t>{6, 8}));
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

TEST_F(ExportedPatterns, AndTablesSayWhichAccuraciesAreOutdated)
{
    m_study.accuracySet = "test";
    m_study.lineages[0].checkpoints[0].accuracy = 0.5;
    m_study.accuracyPreprocessing["test"] = m_study.preprocessing;
    m_study.accuracyPreprocessing["test"].mean.front() += 0.1;
    const Analysis analysis =
        analyse(m_study, compareModels(m_study, m_values, {}), {}, {.draws = 2});
    const std::string curve = curveCsv(m_study, analysis);
    EXPECT_NE(curve.find(",accuracy_prepared_otherwise_target_run,"), std::string::npos);
    const json report = json::parse(analysisJson(m_study, analysis));
    EXPECT_EQ(report["accuracies"], "test accuracy (prepared otherwise)");
    EXPECT_NE(report["warnings"].dump().find("Measure them again"), std::string::npos);
}

TEST_F(ExportedPatterns, CurvesSayWhichCheckpointFromScratchARatioLooksAt)
{
    Study study = m_study;
    study.lineages[2].checkpoints[0].epoch = 2;
    study.lineages[2].checkpoints.resize(1);
    const Analysis analysis = analyse(study, m_values, {.nulls = NullSettings{.draws = 0}});
    const json report = json::parse(analysisJson(study, analysis));
    for (const json& epoch : report["epochs"]) {
        const bool isLater = epoch["epoch"] >= 2;
        EXPECT_EQ(epoch["scratch_ratio_epoch"], isLater ? json(2) : json()) << epoch["epoch"];
    }
    const std::string curve = curveCsv(study, analysis);
    EXPECT_NE(curve.find(",scratch_ratio_epoch,accuracy_target_run"), std::string::npos);
    EXPECT_EQ(ratioName(study, analysis),
              "finetuned and scratch against pretrained/0, scratch/2 at epochs 4–15");
    EXPECT_EQ(ratioName(m_study, analyse(m_study, m_values, {.nulls = NullSettings{.draws = 0}})),
              "finetuned and scratch against pretrained/0")
        << "as they were saved at the same epochs";
}

} // namespace
} // namespace palimpsest

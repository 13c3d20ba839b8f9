// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/analysis.h"
#include "core/analysis/analysis_export.h"
#include "core/analysis/analysis_json.h"
#include "core/analysis/study_export.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/interactions/indices.h"
#include "core/interactions/interactions.h"
#include "core/study/study_names.h"
#include "support/analysed_study.h"
#include "support/expect_error.h"
#include "support/hdf5_library.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>
#include <sstream>

namespace palimpsest {
namespace {

using nlohmann::json;

TEST_F(AnalysedStudy, FindsTheRolesAndComparesAllSamples)
{
    const Analysis analysis = analysed();
    EXPECT_EQ(analysis.reference, (CheckpointIndex{0, 0}));
    EXPECT_EQ(analysis.target, 1u);
    EXPECT_EQ(analysis.scratch, 2u);
    EXPECT_EQ(analysis.samples.size(), 2u);
    EXPECT_EQ(analysis.curve.size(), 3u);
    EXPECT_EQ(analysis.model(m_study, 1, 4)->name, "finetuned/4");
    EXPECT_EQ(analysis.model(m_study, 1, 5), nullptr);
}

TEST_F(AnalysedStudy, CountsOnlySamplesCompleteInEveryComparedCheckpoint)
{
    remove({{2, 1}, 1});
    const Analysis analysis = analysed();
    ASSERT_EQ(analysis.samples.size(), 1u);
    EXPECT_EQ(analysis.samples[0].id, "pullover_1");
    EXPECT_EQ(analysis.samplesInStudy, 2u);
    EXPECT_TRUE(warns(analysis, "Only 1 of 2 samples"));
}

TEST_F(AnalysedStudy, CheckpointsWithoutAnyValuesAreLeftOut)
{
    remove({{1, 1}, 0});
    remove({{1, 1}, 1});
    const Analysis analysis = analysed();
    EXPECT_EQ(analysis.samples.size(), 2u);
    EXPECT_EQ(analysis.curve.size(), 2u);
    EXPECT_TRUE(warns(analysis, "1 of 7 checkpoints"));
}

TEST_F(AnalysedStudy, ValuesThatAreNotFiniteDoNotCount)
{
    std::vector<double> v = randomTable(3, 1);
    v[2] = std::numeric_limits<double>::infinity();
    write({{1, 1}, 0}, v);
    const Analysis analysis = analysed();
    EXPECT_EQ(analysis.samples.size(), 1u);
    EXPECT_TRUE(warns(analysis, "1 of 8 maskings without a number"));
}

TEST_F(AnalysedStudy, StaleAndDamagedUnitsAreNamed)
{
    writeFileAtomically(m_inputs.valuesPath({{1, 1}, 0}), "broken");
    EXPECT_TRUE(warns(analysed(), "finetuned/4 on pullover_1 is left out"));
    m_study.samples[1].image = m_study.samples[0].image;
    StudyInputs exchanged(m_folder.path(), m_study);
    const Analysis analysis = analyse(exchanged, {.nulls = NullSettings{.draws = 0}});
    EXPECT_EQ(analysis.samples.size(), 1u);
    EXPECT_TRUE(warns(analysis, "7 units of sneaker_2 are left out: changed since: picture or"));
}

TEST_F(AnalysedStudy, ModelsThatDoNotReactAreGapsAndHardlyReactingOnesAreNamed)
{
    for (std::size_t sample = 0; sample < 2; ++sample) {
        write({{1, 0}, sample}, {1.0, 5.0, 2.0, 3.0, 1.0, 2.0, 2.0, 1.0});
        write({{2, 0}, sample}, {1.0, 5.0, 2.0, 3.0, 1.0, 2.0, 2.0, 1.0001});
        write({{0, 0}, sample}, {0.0, 1.0, 2.0, 3.0, 1.0, 2.0, 2.0, 10.0});
    }
    const Analysis analysis = analysed();
    EXPECT_FALSE(analysis.curve[0].usable);
    EXPECT_TRUE(warns(analysis, "finetuned/0 answers the same"));
    EXPECT_TRUE(warns(analysis, "\"scratch/0\", \"scratch/")) << "they hardly react";
    const json report = json::parse(analysisJson(m_study, analysis));
    EXPECT_TRUE(report["epochs"][0]["preserve"].is_null());
    EXPECT_TRUE(report["epochs"][0]["preservation_rate"].is_null());
    EXPECT_TRUE(report["epochs"][0]["per_sample"][0]["parts"]["new"].is_null());
    EXPECT_FALSE(report["epochs"][1]["preserve"].is_null());
    EXPECT_EQ(curveCsv(m_study, analysis).find("nan"), std::string::npos);
}

TEST_F(AnalysedStudy, ARunThatCannotBeComparedAsksForAnother)
{
    const auto expectNeed = [&](Role role, const std::string& text) {
        try {
            analysed();
            ADD_FAILURE() << text;
        } catch (const NeedsOtherRun& needed) {
            EXPECT_EQ(needed.role(), role);
            EXPECT_NE(std::string(needed.what()).find(text), std::string::npos) << needed.what();
        }
    };
    for (std::size_t sample = 0; sample < 2; ++sample) {
        write({{0, 0}, sample}, {1.0, 5.0, 2.0, 3.0, 1.0, 2.0, 2.0, 1.0});
    }
    expectNeed(Role::Pretrained, "Choose another reference.");
    for (std::size_t sample = 0; sample < 2; ++sample) {
        remove({{0, 0}, sample});
    }
    expectNeed(Role::Pretrained, "Or choose another reference.");
    for (std::size_t sample = 0; sample < 2; ++sample) {
        write({{0, 0}, sample}, randomTable(3, 7));
        for (std::size_t i = 0; i < 3; ++i) {
            remove({{1, i}, sample});
        }
    }
    expectNeed(Role::Finetuned, "Or choose another run to compare.");
}

TEST_F(AnalysedStudy, ABaselineThatGivesTheClassAwayIsNamed)
{
    for (std::size_t sample = 0; sample < 2; ++sample) {
        std::vector<double> v = randomTable(3, 5);
        v[0] = 6.0;
        write({{1, 1}, sample}, v);
        write({{1, 2}, sample}, v);
    }
    const Analysis analysis = analysed();
    EXPECT_TRUE(warns(analysis, "finetuned/15 is sure of the class of pullover_1, sneaker_2"));
    EXPECT_FALSE(warns(analysis, "finetuned/4 is sure")) << "the ends of the comparison are named";
}

TEST_F(AnalysedStudy, OtherReferencesTargetsAndThresholds)
{
    const Analysis analysis = analysed({.reference = "finetuned/0",
                                        .target = "scratch",
                                        .scratch = "scratch",
                                        .tau = 0.5,
                                        .nulls = NullSettings{.draws = 0}});
    EXPECT_EQ(analysis.reference, (CheckpointIndex{1, 0}));
    EXPECT_EQ(analysis.target, 2u);
    EXPECT_EQ(analysis.salience.tau, 0.5);
    EXPECT_EQ(analysis.models.size(), 4u);
    for (const EpochKnowledge& epoch : analysis.curve) {
        EXPECT_EQ(epoch.pooled.values.scratchStrength, std::nullopt) << "a run has all of its own";
        EXPECT_EQ(epoch.pooled.values.scratchCount, std::nullopt);
    }
    EXPECT_TRUE(warns(analysis, "scratch is itself the run from scratch"));
    expectError<BadInput>([&] { analysed({.target = "nobody"}); }, "no lineage \"nobody\"");
}

TEST_F(AnalysedStudy, AMissingRoleIsNamedWithoutTheOptionsOfACommand)
{
    for (const auto& [lineage, role] : {std::pair(0u, Role::Pretrained), {1u, Role::Finetuned}}) {
        Study study = m_study;
        study.lineages[lineage].role = Role::Other;
        StudyInputs without(m_folder.path(), study);
        try {
            analyse(without, {});
            ADD_FAILURE() << roleName(role);
        } catch (const NeedsOtherRun& missing) {
            EXPECT_EQ(missing.role(), role);
            EXPECT_EQ(std::string(missing.what()),
                      std::string("No run of the study is the ") +
                          (role == Role::Pretrained ? "pre-trained" : "fine-tuned") +
                          " one. Give one that role.");
        }
    }
}

TEST_F(AnalysedStudy, AStudyWithoutScratchHasNoScratchQuantities)
{
    m_study.lineages.pop_back();
    StudyInputs without(m_folder.path(), m_study);
    const json report =
        json::parse(analysisJson(m_study, analyse(without, {.nulls = NullSettings{.draws = 2}})));
    EXPECT_TRUE(report["comparison"]["scratch_run"].is_null());
    EXPECT_TRUE(report["epochs"][2]["scratch_ratio"]["strength"].is_null());
    EXPECT_EQ(report["epochs"][2]["likeness"]["own_last"]["target_run"], 1.0);
    EXPECT_TRUE(report["epochs"][2]["null"]["scratch_ratio"]["count"].is_null());
}

TEST_F(AnalysedStudy, JsonHoldsEverythingThatIsPromised)
{
    const json report = json::parse(analysisJson(m_study, analysed()));
    EXPECT_EQ(report["tau"], 0.05);
    EXPECT_EQ(report["samples"][0]["n"], 3);
    for (const char* key : {"normaliser", "threshold", "accuracy"}) {
        EXPECT_TRUE(report["models"]["scratch/15"][key].is_number()) << key;
    }
    const json& epoch = report["epochs"][1];
    EXPECT_EQ(epoch["epoch"], 4);
    json figures = epoch["per_sample"];
    figures.push_back(epoch);
    for (const json& of : figures) {
        for (const char* key : {"preserve", "discard", "new"}) {
            EXPECT_EQ(of[key].size(), 4u) << key;
        }
        EXPECT_TRUE(of["completeness"].is_number());
        EXPECT_TRUE(of["accuracy"]["target_run"].is_number());
        for (const json& quantities : {of, of["null"]}) {
            EXPECT_FALSE(quantities["preservation_rate"].is_null());
            EXPECT_TRUE(quantities["scratch_ratio"].contains("count"));
            EXPECT_TRUE(quantities["scratch_ratio_of_last"].contains("strength"));
            for (const char* target : {"own_last", "target_run_last"}) {
                EXPECT_FALSE(quantities["likeness"][target]["target_run"].is_null());
                EXPECT_FALSE(quantities["likeness"][target]["scratch_run"].is_null());
            }
        }
        EXPECT_LE(of["null"]["preservation_rate"]["low"], of["null"]["preservation_rate"]["high"]);
    }
    EXPECT_EQ(epoch["per_sample"][0]["parts"]["preserve"].size(), 3u);
}

TEST_F(AnalysedStudy, CsvHasALineAnEpochAndAsManyCellsAsItsHeader)
{
    const StudyValues values = loadValues(m_inputs);
    exportCsv(m_study, values, compareModels(m_study, values, {}), analysed(), m_folder / "csv");
    const auto lines = [&](const char* name) {
        std::vector<std::string> result;
        std::istringstream text(readFile(m_folder / (std::string("csv/") + name), 1 << 20));
        for (std::string line; std::getline(text, line);) {
            result.push_back(line);
        }
        return result;
    };
    const auto curve = lines("curve.csv");
    ASSERT_EQ(curve.size(), 4u);
    for (const std::string& line : curve) {
        EXPECT_EQ(std::ranges::count(line, ','), std::ranges::count(curve[0], ','));
    }
    EXPECT_EQ(lines("orders.csv").size(), 1u + 3u * 3u);
    EXPECT_EQ(lines("signed.csv").size(), 1u + 7u * 3u);
    EXPECT_EQ(lines("parts.csv").size(), 1u + 3u * 2u * 3u);
    const auto indices = lines("indices.csv");
    EXPECT_EQ(indices.size(), 1u + 14u * 3u);
    EXPECT_EQ(indices[0], "sample,checkpoint,part,shapley,banzhaf");
    const auto pairs = lines("pairs.csv");
    EXPECT_EQ(pairs.size(), 1u + 14u * 3u);
    EXPECT_EQ(pairs[0], "sample,checkpoint,part_a,part_b,sii,stii");
}

TEST_F(AnalysedStudy, NamesInCsvAreNoFormulasToASpreadsheet)
{
    Analysis analysis = analysed();
    analysis.samples[0].parts = {"=HYPERLINK(\"http://x\", 1)", "@sum", "left sleeve"};
    const std::string csv = partsCsv(analysis);
    EXPECT_NE(csv.find("\"'=HYPERLINK(\"\"http://x\"\", 1)\""), std::string::npos) << csv;
    EXPECT_NE(csv.find(",'@sum,"), std::string::npos);
    EXPECT_NE(csv.find(",left sleeve,"), std::string::npos);
}

TEST_F(AnalysedStudy, CsvHoldsTheIndicesOfEveryFiniteTable)
{
    write({{0, 0}, 0}, {0, 1, 2, 5, 0, 1, 2, 5}); // v = a + 2b + 2ab
    write({{1, 1}, 0}, {1.0, 2.0, std::numeric_limits<double>::infinity(), 0, 0, 0, 0, 0});
    const StudyValues values = loadValues(m_inputs);
    const std::string& id = m_study.samples[0].id;
    const std::vector<std::string>& parts = values.parts[0];
    const std::string indices = indicesCsv(m_study, values);
    EXPECT_NE(indices.find(id + ",pretrained/0," + parts[0] + ",2,2\n"), std::string::npos);
    EXPECT_NE(indices.find(id + ",pretrained/0," + parts[1] + ",3,3\n"), std::string::npos);
    EXPECT_NE(indices.find(id + ",pretrained/0," + parts[2] + ",0,0\n"), std::string::npos);
    EXPECT_EQ(std::ranges::count(indices, '\n'), 1 + 13 * 3);
    const std::string pairs = pairsCsv(m_study, values);
    const std::string start = id + ",pretrained/0," + parts[0] + ",";
    EXPECT_NE(pairs.find(start + parts[1] + ",2,2\n"), std::string::npos);
    EXPECT_NE(pairs.find(start + parts[2] + ",0,0\n"), std::string::npos);
    EXPECT_EQ(std::ranges::count(pairs, '\n'), 1 + 13 * 3);
}

TEST_F(AnalysedStudy, ExportPacksEveryUnitWithItsInteractions)
{
    const ExportedStudy exported = exportStudy(m_inputs, m_folder / "out.h5");
    EXPECT_EQ(exported.units, 14u);
    EXPECT_EQ(exported.warnings, std::vector<std::string>{});
    expectError<NotWritable>([&] { exportStudy(m_inputs, m_inputs.folder() / "study.json"); },
                             "consists of");
    const auto read = [&](const char* name) {
        return readWithLibrary(m_folder / "out.h5", std::string("pullover_1/") + name);
    };
    const auto start = [](const LibraryDataSet& data, std::ptrdiff_t count) {
        return std::vector<double>(data.values.begin(), data.values.begin() + count);
    };
    const LibraryDataSet v = read("v");
    EXPECT_EQ(v.shape, (std::vector<std::uint64_t>{7, 8}));
    ASSERT_EQ(v.values.size(), 56u);
    const std::vector<double> first = start(v, 8);
    EXPECT_EQ(first, randomTable(3, 0));
    EXPECT_EQ(start(read("interaction"), 8), andInteractions(first).values);

    const PartIndices indices = partIndices(andInteractions(first));
    EXPECT_EQ(read("banzhaf").shape, (std::vector<std::uint64_t>{7, 3}));
    EXPECT_EQ(start(read("shapley"), 3), indices.shapley);
    EXPECT_EQ(read("sii").shape, (std::vector<std::uint64_t>{7, 3, 3}));
    EXPECT_EQ(start(read("stii"), 9), indices.stii.data);
}

TEST_F(AnalysedStudy, ExportTellsWhatValuesWereMadeOf)
{
    m_study = withOutputs(m_study, {1, 1}, OutputKind::Probabilities);
    m_study = withOutputs(m_study, {2, 0}, OutputKind::LogProbabilities);
    StudyInputs inputs(m_folder.path(), m_study);
    ValueUnit unit{.key = inputs.key({{1, 1}, 0}),
                   .table = {.partCount = 3, .v = randomTable(3, 5)}};
    unit.table.logits = Matrix<float>(8, 4);
    const auto own = static_cast<std::size_t>(m_study.samples[0].label);
    for (std::size_t i = 0; i < 8; ++i) { // three maskings give the class no chance at all
        unit.table.logits.row(i)[own] = i < 3 ? 0.0F : 0.5F;
        unit.table.logits.row(i)[(own + 1) % 4] = i < 3 ? 1.0F : 0.5F;
    }
    writeUnit(inputs.valuesPath({{1, 1}, 0}), unit);
    exportStudy(inputs, m_folder / "out.h5");
    const std::string sample = m_study.samples[0].id + "/";
    const auto names = readTextsWithLibrary(m_folder / "out.h5", sample + "checkpoint");
    const auto outputs = readTextsWithLibrary(m_folder / "out.h5", sample + "outputs");
    const auto floored = readWithLibrary(m_folder / "out.h5", sample + "floored").values;
    ASSERT_EQ(outputs.size(), names.size());
    ASSERT_EQ(floored.size(), names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
        const bool isOdd = names[i] == checkpointName(m_study, {1, 1});
        EXPECT_EQ(outputs[i], isOdd                                         ? "probabilities"
                              : names[i] == checkpointName(m_study, {2, 0}) ? "log_probabilities"
                                                                            : "logits")
            << names[i];
        EXPECT_EQ(floored[i], isOdd ? 3.0 : 0.0) << names[i];
    }
}

TEST_F(AnalysedStudy, ValuesLoadedOnceGiveTheSameAnalysisWithEveryThreshold)
{
    write({{1, 1}, 0}, {1.0, 2.0, std::numeric_limits<double>::infinity(), 0, 0, 0, 0, 0});
    const StudyValues values = loadValues(m_inputs);
    for (const double tau : {0.0, 0.05, 0.5}) {
        const AnalysisOptions options{.tau = tau, .nulls = NullSettings{.draws = 3}};
        const Analysis direct = analyse(m_inputs, options);
        const Analysis loaded = analyse(m_study, values, options);
        EXPECT_EQ(analysisJson(m_study, loaded), analysisJson(m_study, direct));
        EXPECT_EQ(loaded.warnings, direct.warnings);
    }
}

TEST_F(AnalysedStudy, UnitsThatAreNotComparedRaiseNoWarning)
{
    writeFileAtomically(m_inputs.valuesPath({{2, 1}, 0}), "broken");
    m_study.lineages[2].role = Role::Other;
    StudyInputs inputs(m_folder.path(), m_study);
    EXPECT_FALSE(warns(analyse(inputs, {.nulls = NullSettings{.draws = 0}}), "scratch/4"));
    EXPECT_TRUE(warns(analyse(inputs, {.scratch = "scratch", .nulls = NullSettings{.draws = 0}}),
                      "scratch/4"));
}

// A window may hold values of parts that have been drawn anew in the meantime.
TEST_F(AnalysedStudy, TablesOfOtherPartsAreLeftOut)
{
    StudyValues values = loadValues(m_inputs);
    values.tables[{{1, 1}, 0}] = {.partCount = 2, .v = randomTable(2, 1)};
    const Analysis analysis = analyse(m_study, values, {.nulls = NullSettings{.draws = 0}});
    EXPECT_EQ(analysis.samples.size(), 1u);
    EXPECT_TRUE(warns(analysis, "finetuned/4 on pullover_1 is left out: it has another number"));
}

TEST_F(AnalysedStudy, WithoutDrawsThereAreNoBands)
{
    const Analysis analysis = analysed({.nulls = NullSettings{.draws = 0}});
    for (const EpochKnowledge& epoch : analysis.curve) {
        EXPECT_EQ(epoch.pooled.nulls, PerQuantity<std::optional<Band>>{});
        EXPECT_EQ(epoch.samples[1].nulls, PerQuantity<std::optional<Band>>{});
    }
}

TEST_F(AnalysedStudy, WithoutValuesItSaysWhatToDo)
{
    std::filesystem::remove_all(m_folder / "values");
    expectError<NeedsExtraction>([&] { analysed(); }, "Extract them first.");
    expectError<BadInput>([&] { analyse(m_study, {}, {}); }, "no values of pretrained/0");
    expectError<BadInput>([&] { exportStudy(m_inputs, m_folder / "out.h5"); }, "no values");
    EXPECT_FALSE(std::filesystem::exists(m_folder / "out.h5"));
}

} // namespace
} // namespace palimpsest

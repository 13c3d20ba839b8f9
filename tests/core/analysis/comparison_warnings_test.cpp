// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/analysis_json.h"
#include "core/analysis/compared_models.h"
#include "core/analysis/compared_values.h"
#include "core/analysis/comparison_names.h"
#include "core/analysis/null_remarks.h"
#include "core/analysis/study_export.h"
#include "core/base/error.h"
#include "support/analysed_study.h"
#include "support/expect_error.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace palimpsest {
namespace {

using nlohmann::json;

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

TEST_F(ComparisonRemarks, TheFirstClassIsAnotherOneToo)
{
    writePredicting({{1, 1}, 0}, 0);
    m_study.settings.target = {.kind = TargetKind::Predicted};
    StudyInputs inputs(m_folder.path(), m_study);
    const Analysis analysis = analyse(inputs, {.nulls = NullSettings{.draws = 0}});
    EXPECT_TRUE(warns(analysis, "1 of 14 units predict another one: of finetuned/4"));
}

TEST_F(ComparisonRemarks, OfLabelsNothingIsSaidOfWhatModelsPredict)
{
    ASSERT_EQ(m_study.settings.target.kind, TargetKind::Label);
    const Analysis analysis = analysed();
    const SampleAnswer& answer = analysis.models.at(analysis.reference).answers[0];
    ASSERT_NE(answer.predicted, answer.target);
    EXPECT_FALSE(warns(analysis, "predict another one"));
}

TEST_F(ComparisonRemarks, OnlyModelsWithProbabilitiesOfZeroAreNamedForThem)
{
    StudyValues values = loadValues(m_inputs);
    values.tables.at({{1, 1}, 0}).floored = 3;
    const Analysis analysis = analyse(m_study, values, {.nulls = NullSettings{.draws = 0}});
    EXPECT_TRUE(warns(analysis, "3 maskings of finetuned/4 have a probability of 0"));
}

TEST_F(ComparisonRemarks, AnswersThatSumToOneAndAreSaidToBeLogitsAreNamed)
{
    StudyValues values = loadValues(m_inputs);
    values.outputs[{1, 1}] = OutputKind::Logits;
    for (auto& [unit, table] : values.tables) {
        if (unit.checkpoint == CheckpointIndex{1, 1}) {
            table.logitsNone = {0.25F, 0.5F, 0.25F};
            table.logitsAll = {0.75F, 0.25F, 0.0F};
        }
    }
    const Analysis analysis = analyse(m_study, values, {.nulls = NullSettings{.draws = 0}});
    EXPECT_TRUE(warns(analysis, "finetuned/4: every answer sums to 1"));
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

TEST_F(ComparisonRemarks, NothingIsSaidOfAnEndThatAnswers)
{
    EXPECT_FALSE(warns(analysed(), "is said of the end"));
}

TEST_F(ComparisonRemarks, ARunThatIsComparedAsBothTargetAndScratchIsSpokenOfOnce)
{
    for (std::size_t sample = 0; sample < 2; ++sample) {
        write({{2, 2}, sample}, std::vector<double>(8, 1.5));
    }
    EXPECT_TRUE(warns(analysed(), "is said of scratch/4"));
    const Analysis analysis =
        analysed({.target = "scratch", .scratch = "scratch", .nulls = NullSettings{.draws = 0}});
    EXPECT_EQ(std::ranges::count_if(analysis.warnings,
                                    [](const std::string& warning) {
                                        return warning.find("is said of scratch/4") !=
                                               std::string::npos;
                                    }),
              1);
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
    EXPECT_TRUE(warns(analysis, "Inside the null: preservation rate"));
    EXPECT_FALSE(warns(analyse(inputs, {.nulls = NullSettings{.draws = 0}}), "null"));
}

TEST_F(ComparisonRemarks, ARunOfOneCheckpointIsSaidToHaveNoLikenessToItsLast)
{
    EXPECT_FALSE(
        warns(analyse(m_inputs, {.nulls = NullSettings{.draws = 0}}), "single checkpoint"));
    m_study.lineages[1].checkpoints.resize(1);
    StudyInputs inputs(m_folder.path(), m_study);
    const Analysis analysis = analyse(inputs, {.nulls = NullSettings{.draws = 0}});
    EXPECT_TRUE(warns(analysis, "finetuned has a single checkpoint to compare"));
    EXPECT_EQ(analysis.curve.at(0).pooled.values.targetToOwnLast, std::nullopt);
    EXPECT_NE(approachName(m_study, analysis).find("finetuned with one checkpoint"),
              std::string::npos);
}

TEST_F(ComparisonRemarks, EveryQuantityInsideItsNullIsNamedInOneRemark)
{
    Analysis analysis = analyse(m_inputs, {.nulls = NullSettings{.draws = 0}});
    analysis.warnings.clear();
    for (KnowledgeCurve* curve : {&analysis.curve, &analysis.scratchCurve}) {
        for (EpochKnowledge& epoch : *curve) {
            epoch.pooled.values = {};
            epoch.pooled.nulls = {};
        }
    }
    remarkOnNulls(m_study, analysis);
    EXPECT_TRUE(analysis.warnings.empty());
    const auto put = [](auto value, auto band, double amount, EpochKnowledge& epoch) {
        epoch.pooled.values.*value = amount;
        epoch.pooled.nulls.*band = Band{.low = 0.1, .median = 0.2, .high = 0.3};
    };
    using Values = PerQuantity<std::optional<double>>;
    using Bands = PerQuantity<std::optional<Band>>;
    put(&Values::scratchStrength, &Bands::scratchStrength, 0.31, analysis.curve[1]);
    put(&Values::scratchCount, &Bands::scratchCount, 0.3, analysis.curve[1]);
    put(&Values::scratchCount, &Bands::scratchCount, 0.2, analysis.curve[2]);
    put(&Values::scratchToTargetLast, &Bands::scratchToTargetLast, 0.2, analysis.scratchCurve[0]);
    remarkOnNulls(m_study, analysis);
    const auto named = [](const KnowledgeCurve& curve, std::size_t i) {
        return std::to_string(curve[i].epoch);
    };
    ASSERT_EQ(analysis.warnings.size(), 1U);
    EXPECT_EQ(analysis.warnings[0].rfind("Inside the null: scratch ratio by number of patterns "
                                         "(epochs " +
                                             named(analysis.curve, 1) + ", " +
                                             named(analysis.curve, 2) +
                                             "); likeness of scratch to the last of finetuned " +
                                             "(epoch " + named(analysis.scratchCurve, 0) + ").",
                                         0),
              0U)
        << analysis.warnings[0];
}

// Not one for each sample, and not as if nothing had been extracted yet.
TEST_F(ComparisonRemarks, OneReasonIsOneSentence)
{
    m_study.preprocessing.mean = {0.25};
    StudyInputs inputs(m_folder.path(), m_study);
    const std::string sentence = "14 units of 2 samples (\"pullover_1\", \"sneaker_2\") are left " +
                                 std::string("out: changed since: picture or normalisation");
    expectError<BadInput>([&] { analyse(inputs, {}); }, sentence);
    expectError<BadInput>([&] { exportStudy(inputs, m_folder / "out.h5"); }, sentence);
    std::vector<std::string> warnings;
    usableValues(m_study, loadValues(inputs), {{0, 0}, {1, 0}, {1, 1}}, warnings);
    EXPECT_EQ(warnings.size(), 1U);
}

TEST_F(ComparisonRemarks, ModelsThatDoNotReactAreOneRemark)
{
    for (std::size_t i = 0; i < 2; ++i) {
        for (std::size_t sample = 0; sample < 2; ++sample) {
            write({{1, i}, sample}, std::vector<double>(8, 1.0));
        }
    }
    const Analysis analysis = analysed();
    EXPECT_TRUE(warns(analysis, "\"finetuned/0\", \"finetuned/4\" answer the same"));
    EXPECT_FALSE(warns(analysis, "finetuned/4 answers"));
}

} // namespace
} // namespace palimpsest

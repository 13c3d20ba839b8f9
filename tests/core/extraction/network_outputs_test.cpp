// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/analysis.h"
#include "core/base/files.h"
#include "core/extraction/extraction.h"
#include "core/extraction/trial_run.h"
#include "core/setup/joining.h"
#include "core/setup/output_trial.h"
#include "core/study/packing.h"
#include "core/study/study_file.h"
#include "core/units/unit_check.h"
#include "support/expect_error.h"
#include "support/scripted_net.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <cmath>

namespace palimpsest {
namespace {

/// Logits of four classes: linear in the picture, bent, and saturating.
const std::vector<std::string> kNetworks = {
    "t = x[:, 0, 0:14].mean([1, 2])\n"
    "b = x[:, 0, 14:28].mean([1, 2])\n"
    "z = torch.stack([2.0 * t, b - t, -3.0 * b, t * 0.5 - 0.4], 1)\n",
    "f = torch.tanh(x.flatten(1)[:, 0:784:7])\n"
    "m = f.mean([1])\n"
    "s = torch.relu(f).sum([1]) * 0.1\n"
    "z = torch.stack([m, s, m * s, torch.cos(s)], 1)\n",
    "w = x.mean([1, 2])\n"
    "z = torch.stack([w[:, 3] * 40.0, w[:, 9] * 30.0, w[:, 15] * 20.0, w[:, 21] * -25.0], 1)\n"};

/// What a network ends in, by OutputKind.
const std::vector<std::string> kEndings = {"return z", "return torch.log_softmax(z, 1)",
                                           "return torch.softmax(z, 1)", "return torch.sigmoid(z)"};

class NetworkOutputs : public testing::TestWithParam<std::size_t>
{
protected:
    NetworkOutputs() : m_study(makeSmallStudy(m_folder.path()))
    {
        m_study.lineages.resize(1);
        m_study.lineages[0].modelTemplate.clear();
        m_trust.everything = true;
    }

    void take(OutputKind kind)
    {
        m_study.lineages[0].checkpoints[0].weights = "checkpoints/net.pt";
        m_study.lineages[0].checkpoints[0].outputs.reset();
        std::filesystem::remove_all(m_folder.path() / "values");
        writeScriptedNet(m_folder.path() / "checkpoints/net.pt",
                         kNetworks[GetParam()] + kEndings[static_cast<std::size_t>(kind)]);
        writeStudy(m_folder.path(), m_study); // as runs store nothing for what is not in it
    }

    StudyInputs inputs() const { return {m_folder.path(), m_study, m_trust}; }

    ValueTable extracted()
    {
        StudyInputs of = inputs();
        EXPECT_EQ(runExtraction(of, planExtraction(of, {})).failures.size(), 0u);
        StudyInputs again = inputs();
        return checkUnit(again, kUnit).table;
    }

    static constexpr UnitIndex kUnit{{0, 0}, 0};

    TemporaryFolder m_folder;
    Study m_study;
    Trust m_trust;
};

TEST_P(NetworkOutputs, OfSoftmaxAndLogSoftmaxGiveTheValuesOfTheirLogits)
{
    take(OutputKind::Logits);
    const ValueTable logits = extracted();
    EXPECT_EQ(logits.outputs, OutputKind::Logits);
    for (const OutputKind kind : {OutputKind::LogProbabilities, OutputKind::Probabilities}) {
        take(kind);
        const ValueTable table = extracted();
        ASSERT_EQ(table.v.size(), logits.v.size());
        EXPECT_NE(table.logits.data, logits.logits.data); // they are kept as they came
        for (std::size_t i = 0; i < table.v.size(); ++i) {
            EXPECT_NEAR(table.v[i], logits.v[i], 2e-4) << describe(kind) << ", masking " << i;
        }
        StudyInputs of = inputs();
        EXPECT_EQ(of.outputs(kUnit.checkpoint), kind);
    }
}

TEST_P(NetworkOutputs, ThatLeaveItOpenAreNotRunUntilSomebodySaysWhatTheyAre)
{
    take(OutputKind::IndependentProbabilities);
    StudyInputs open = inputs();
    const ExtractionPlan plan = planExtraction(open, {});
    expectError<UndecidedOutputs>([&] { runExtraction(open, plan); },
                                  "probabilities of independent labels (sigmoid)");
    EXPECT_FALSE(std::filesystem::exists(open.valuesPath(kUnit)));

    m_study = withOutputs(m_study, kUnit.checkpoint, OutputKind::IndependentProbabilities);
    const ValueTable table = extracted();
    const int target = m_study.samples[0].label;
    for (std::size_t i = 0; i < table.v.size(); ++i) {
        const double p = static_cast<double>(table.logits.row(i)[static_cast<std::size_t>(target)]);
        if (p > 0.0 && p < 1.0) {
            EXPECT_NEAR(table.v[i], std::log(p / (1.0 - p)), 1e-9);
        }
    }
    m_study = withOutputs(m_study, kUnit.checkpoint, OutputKind::Logits); // a change of mind
    StudyInputs again = inputs();
    const UnitCheck check = checkUnit(again, kUnit);
    EXPECT_EQ(check.state, UnitState::Complete);
    EXPECT_EQ(check.table.v, valuesOf(table.logits, target, ValueKind::LogOdds));
}

TEST_P(NetworkOutputs, StoredBeforeTheyWereLookedAtAreReadAnew)
{
    take(OutputKind::Probabilities);
    m_study = withOutputs(m_study, kUnit.checkpoint, OutputKind::Logits); // as it was taken once
    const ValueTable wrong = extracted();
    m_study.lineages[0].checkpoints[0].outputs.reset();
    for (const bool isPacked : {false, true}) {
        StudyInputs of = inputs();
        if (isPacked) {
            packUnits(of.valuesFolder(kUnit.checkpoint));
        }
        StudyInputs anew = inputs();
        EXPECT_EQ(planExtraction(anew, {}).units.size(), 0u);
        const StudyValues values = loadValues(anew);
        EXPECT_EQ(values.outputs.at(kUnit.checkpoint), OutputKind::Probabilities);
        const UnitValues& unit = values.tables.at(kUnit);
        EXPECT_EQ(unit.outputs, OutputKind::Probabilities);
        EXPECT_EQ(unit.v, valuesOf(wrong.logits, m_study.samples[0].label,
                                   {ValueKind::LogOdds, OutputKind::Probabilities}));
    }
}

TEST_P(NetworkOutputs, AreFoundWhenTheNetworkJoinsAndKeptInTheStudy)
{
    for (const OutputKind kind : kOutputKinds) {
        take(kind);
        Study empty = m_study;
        empty.lineages.clear();
        const TemporaryFolder files;
        std::filesystem::create_directories(files.path() / "run");
        std::filesystem::copy_file(m_folder.path() / "checkpoints/net.pt",
                                   files.path() / "run/epoch_1.pt");
        std::vector<CheckpointRow> rows = checkpointTable({files.path() / "run"}).rows;
        JoiningChoices choices;
        choices.trust = m_trust;
        RowCheck check(m_folder.path());
        check.check(rows, empty, choices);
        if (kind == OutputKind::IndependentProbabilities) {
            EXPECT_NE(rows[0].problem.find("say which "), std::string::npos);
            choices.outputs = kind;
            check.check(rows, empty, choices);
        }
        ASSERT_EQ(rows[0].problem, "");
        const Study joined = withCheckpoints(m_folder.path(), empty, rows, choices);
        EXPECT_EQ(joined.lineages[0].checkpoints[0].outputs, kind);
        EXPECT_FALSE(joined.lineages[0].checkpoints[0].isSingleOutput);
        writeStudy(m_folder.path(), joined);
        EXPECT_EQ(readStudy(m_folder.path()), joined);
        std::filesystem::remove_all(m_folder.path() / "checkpoints/run");
    }
}

TEST_P(NetworkOutputs, AreKnownToPreviewsAndTrialsAlike)
{
    take(OutputKind::Probabilities);
    StudyInputs of = inputs();
    const VisibilityPreview preview = previewVisibility(of, kUnit, {});
    EXPECT_EQ(preview.outputs, OutputKind::Probabilities);
    EXPECT_EQ(preview.all, valueOf(preview.logitsAll, preview.target,
                                   {ValueKind::LogOdds, OutputKind::Probabilities}));
    StudyInputs unknown = inputs();
    const Study known = withKnownOutputs(unknown, {});
    EXPECT_EQ(known.lineages[0].checkpoints[0].outputs, OutputKind::Probabilities);
    m_study.settings.valueKind = ValueKind::Logit;
    StudyInputs refused = inputs();
    expectError<BadInput>([&] { previewVisibility(refused, kUnit, {}); }, "raw logit");
    m_study.settings.valueKind = ValueKind::Output;
    StudyInputs numbers = inputs();
    EXPECT_EQ(previewVisibility(numbers, kUnit, {}).outputs, OutputKind::Logits);
}

INSTANTIATE_TEST_SUITE_P(Of, NetworkOutputs, testing::Values(0, 1, 2));

} // namespace
} // namespace palimpsest

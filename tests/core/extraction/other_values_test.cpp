// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/extraction/extraction.h"
#include "core/extraction/trial_run.h"
#include "core/extraction/unit_model.h"
#include "core/study/study_file.h"
#include "core/units/class_count.h"
#include "core/units/unit_check.h"
#include "support/expect_error.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

const std::vector<Target> kTargets = {{.kind = TargetKind::Label},
                                      {.kind = TargetKind::Predicted},
                                      {.kind = TargetKind::Class, .index = 3}};

/// The small study, extracted, and what becomes of its values when others are wanted.
class OtherValues : public testing::Test
{
protected:
    OtherValues() : m_study(makeSmallStudy(m_folder.path())) { extract(m_folder); }

    void extract(const TemporaryFolder& folder) const
    {
        StudyInputs of(folder.path(), m_study);
        EXPECT_EQ(runExtraction(of, planExtraction(of, {})).failures.size(), 0u);
    }

    StudyInputs inputs() const { return {m_folder.path(), m_study}; }

    /// Expects that the units are complete, and equal to those extracted with the settings.
    void expectSameAsExtracted(const TemporaryFolder& stored)
    {
        const TemporaryFolder fresh;
        makeSmallStudy(fresh.path());
        for (const Sample& sample : m_study.samples) {
            writeFileAtomically(partsPath(fresh.path(), sample),
                                readFile(partsPath(stored.path(), sample), 1 << 20));
        }
        extract(fresh);
        StudyInputs storedInputs(stored.path(), m_study);
        StudyInputs freshInputs(fresh.path(), m_study);
        EXPECT_EQ(planExtraction(storedInputs, {}).complete, 14u);
        for (const UnitIndex& unit : extractionOrder(m_study, 0)) {
            const ValueTable again = checkUnit(storedInputs, unit).table;
            const ValueTable extracted = checkUnit(freshInputs, unit).table;
            ASSERT_EQ(again.v.size(), extracted.v.size());
            for (std::size_t i = 0; i < extracted.v.size(); ++i) {
                EXPECT_NEAR(again.v[i], extracted.v[i], 1e-5);
            }
        }
    }

    TemporaryFolder m_folder;
    Study m_study;
};

TEST_F(OtherValues, OfEveryKindAndTargetNeedNoPass)
{
    for (const ValueKind kind : kValueKinds) {
        m_study.settings.valueKind = kind;
        m_study.settings.target = kTargets[static_cast<std::size_t>(kind) % kTargets.size()];
        expectSameAsExtracted(m_folder);
    }
}

TEST_F(OtherValues, StoredForThePredictedClassServeTheLabelToo)
{
    m_study.settings.target = {.kind = TargetKind::Predicted};
    const TemporaryFolder folder;
    makeSmallStudy(folder.path());
    extract(folder);
    m_study.settings.target = {};
    expectSameAsExtracted(folder);
}

TEST_F(OtherValues, OfCoarserPartsNeedNoPassEither)
{
    for (const Sample& sample : m_study.samples) {
        const std::filesystem::path path = partsPath(m_folder.path(), sample);
        std::string parts = readFile(path, 1 << 20);
        parts.replace(parts.find("bottom"), 6, "middle");
        writeFileAtomically(path, parts);
    }
    m_study.settings.valueKind = ValueKind::Margin;
    m_study.settings.target = {.kind = TargetKind::Predicted};
    expectSameAsExtracted(m_folder);
    StudyInputs of = inputs();
    EXPECT_TRUE(checkUnit(of, {{1, 1}, 0}).derived);
}

TEST_F(OtherValues, LeaveTheFileAsItIsAndAreNotDerivedFromParts)
{
    StudyInputs before = inputs();
    const UnitCheck original = checkUnit(before, {{1, 1}, 0});
    m_study.settings.valueKind = ValueKind::Probability;
    StudyInputs other = inputs();
    const UnitCheck check = checkUnit(other, {{1, 1}, 0});
    EXPECT_FALSE(check.derived);
    EXPECT_NE(check.table.v, original.table.v);
    m_study.settings.valueKind = ValueKind::LogOdds;
    StudyInputs after = inputs();
    EXPECT_EQ(checkUnit(after, {{1, 1}, 0}).table, original.table);
}

TEST_F(OtherValues, AreStaleWithoutLogits)
{
    StudyInputs before = inputs();
    const auto path = before.valuesPath({{1, 1}, 0});
    ValueUnit unit = readUnit(path);
    unit.table.logits = Matrix<float>(0, 4);
    writeUnit(path, unit);
    m_study.settings.valueKind = ValueKind::Margin;
    m_study.settings.target = {.kind = TargetKind::Predicted};
    StudyInputs of = inputs();
    const UnitCheck check = checkUnit(of, {{1, 1}, 0});
    EXPECT_EQ(check.state, UnitState::Stale);
    EXPECT_EQ(check.reason, "changed since: target class, value function");
    EXPECT_EQ(planExtraction(of, {}).units, (std::vector<UnitIndex>{{{1, 1}, 0}}));
}

TEST_F(OtherValues, OfAnotherModelAreNoneOfItsValues)
{
    m_study.settings.valueKind = ValueKind::Margin;
    m_study.settings.baseline = {};
    StudyInputs of = inputs();
    EXPECT_EQ(checkUnit(of, {{1, 1}, 0}).reason, "changed since: baseline, value function");
    m_study.settings.baseline = readStudy(m_folder.path()).settings.baseline;
    m_study.classes.push_back("boot");
    StudyInputs otherClasses = inputs();
    expectError<BadInput>([&] { checkUnit(otherClasses, {{1, 1}, 0}); }, "lists 5");
}

TEST_F(OtherValues, APreviewSpeaksOfTheChosenClass)
{
    m_study.settings.target = {.kind = TargetKind::Predicted};
    StudyInputs of = inputs();
    const VisibilityPreview preview = previewVisibility(of, {{1, 2}, 1}, {});
    EXPECT_EQ(preview.target, predictedClass(preview.logitsAll));
    EXPECT_EQ(preview.all, valueOf(preview.logitsAll, preview.target, ValueKind::LogOdds));
    EXPECT_EQ(preview.none, valueOf(preview.logitsNone, preview.target, ValueKind::LogOdds));
}

TEST(RequireClasses, OneOutputStandsForTwoClassesOrForANumber)
{
    Study study{.classes = {"a", "b"}, .lineages = {{.name = "run", .checkpoints = {{}}}}};
    EXPECT_NO_THROW(requireClasses(study, {}, 1));
    study.classes.emplace_back("c");
    expectError<BadInput>([&] { requireClasses(study, {}, 1); }, "1 classes");
    study.settings.valueKind = ValueKind::Output;
    EXPECT_NO_THROW(requireClasses(study, {}, 1));
    EXPECT_THROW(requireClasses(study, {}, 2), BadInput);
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/study_values.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/study/packing.h"
#include "core/study/study_file.h"
#include "core/study/value_pack.h"
#include "support/analysed_study.h"
#include "support/expect_error.h"

#include <cmath>
#include <limits>

namespace palimpsest {
namespace {

using StudyValuesTest = AnalysedStudy;

TEST_F(StudyValuesTest, HoldEveryStoredTableAndTheNamesOfParts)
{
    const StudyValues values = loadValues(m_inputs);
    EXPECT_EQ(values.units.size(), 14u);
    EXPECT_EQ(values.tables.size(), 14u);
    EXPECT_EQ(values.tables.at({{2, 1}, 1}).v, randomTable(3, 211));
    EXPECT_EQ(values.units.at({{2, 1}, 1}), (UnitReport{UnitState::Complete, ""}));
    const std::vector<std::string> names = {"top", "middle", "bottom"};
    EXPECT_EQ(values.parts, (std::vector<std::vector<std::string>>{names, names}));
}

TEST_F(StudyValuesTest, OfPacksAreThoseOfTheirUnits)
{
    const StudyValues before = loadValues(m_inputs);
    for (std::size_t epoch = 0; epoch < 3; ++epoch) {
        packUnits(m_inputs.valuesPath({{1, epoch}, 0}).parent_path());
    }
    const StudyValues after = loadValues(m_inputs);
    EXPECT_EQ(after.units, before.units);
    EXPECT_EQ(after.tables, before.tables);
    EXPECT_EQ(reportUnit(m_inputs, {{1, 1}, 0}), (UnitReport{UnitState::Complete, ""}));

    // A file is newer than the pack, and what is wanted otherwise is taken from the whole unit.
    write({{1, 1}, 0}, randomTable(3, 5));
    m_study.settings.valueKind = ValueKind::Margin;
    StudyInputs inputs(m_folder.path(), m_study);
    const StudyValues margins = loadValues(inputs);
    EXPECT_EQ(loadValues(m_inputs).tables.at({{1, 1}, 0}).v, randomTable(3, 5));
    EXPECT_EQ(margins.tables.size(), 14U);
    EXPECT_EQ(margins.tables.at({{1, 2}, 1}).v, checkUnit(inputs, {{1, 2}, 1}).table.v);
    EXPECT_NE(margins.tables.at({{1, 2}, 1}).v, after.tables.at({{1, 2}, 1}).v);
}

TEST_F(StudyValuesTest, OfADamagedPackAreReportedAndTheOthersLoad)
{
    for (std::size_t epoch = 0; epoch < 3; ++epoch) {
        packUnits(m_inputs.valuesPath({{1, epoch}, 0}).parent_path());
    }
    const auto pack = packPath(m_inputs.valuesPath({{1, 1}, 0}));
    std::string bytes = readFile(pack, 1 << 20);
    bytes[1000] ^= 4;
    writeFileAtomically(pack, bytes);
    const StudyValues values = loadValues(m_inputs);
    EXPECT_EQ(values.tables.size(), 12U);
    for (std::size_t sample = 0; sample < 2; ++sample) {
        const UnitReport& report = values.units.at({{1, 1}, sample});
        EXPECT_EQ(report.state, UnitState::Damaged);
        EXPECT_NE(report.reason.find(pack.filename().string()), std::string::npos);
        EXPECT_EQ(reportUnit(m_inputs, {{1, 1}, sample}), report);
    }
}

TEST_F(StudyValuesTest, SayOfEveryUnitWhatIsTheMatter)
{
    remove({{1, 0}, 0});
    writeFileAtomically(m_inputs.valuesPath({{1, 1}, 0}), "broken");
    writeFileAtomically(m_folder / m_study.lineages[1].checkpoints[2].weights, "retrained");
    StudyInputs inputs(m_folder.path(), m_study);
    const StudyValues values = loadValues(inputs);
    EXPECT_EQ(values.units.at({{1, 0}, 0}), UnitReport{});
    EXPECT_EQ(values.units.at({{1, 1}, 0}).state, UnitState::Damaged);
    EXPECT_NE(values.units.at({{1, 1}, 0}).reason.find("checksum"), std::string::npos);
    EXPECT_EQ(values.units.at({{1, 2}, 0}),
              (UnitReport{UnitState::Stale, "changed since: weights"}));
    EXPECT_FALSE(values.tables.contains({{1, 2}, 0}));
    EXPECT_EQ(values.tables.size(), 10u);
}

TEST_F(StudyValuesTest, ReportWhatCannotBeReadInsteadOfThrowing)
{
    std::filesystem::remove(partsPath(m_folder.path(), m_study.samples[0]));
    std::filesystem::remove(m_folder / m_study.lineages[2].checkpoints[0].weights);
    StudyInputs inputs(m_folder.path(), m_study);
    const StudyValues values = loadValues(inputs);
    EXPECT_TRUE(values.parts[0].empty());
    EXPECT_EQ(values.parts[1].size(), 3u);
    EXPECT_EQ(values.units.at({{0, 0}, 0}).state, UnitState::Missing);
    EXPECT_FALSE(values.units.at({{0, 0}, 0}).reason.empty());
    // Values whose weights are gone can still be looked at.
    EXPECT_EQ(values.units.at({{2, 0}, 1}).state, UnitState::Complete);
    EXPECT_NE(values.units.at({{2, 0}, 1}).reason.find("is missing"), std::string::npos);
    EXPECT_EQ(values.tables.size(), 7u);
}

TEST_F(StudyValuesTest, SayWhereALinkIsNotFollowed)
{
    const std::string run = "values/" + m_study.lineages[2].name;
    std::filesystem::remove_all(m_folder / run);
    std::filesystem::create_symlink("nowhere", m_folder / run);
    std::filesystem::create_symlink("nowhere", m_folder / "plans.json");
    const StudyValues values = loadValues(m_inputs);
    const UnitReport& report = values.units.at({{2, 0}, 1});
    EXPECT_EQ(report.state, UnitState::Damaged);
    EXPECT_NE(
        report.reason.find(run + "\" is a symbolic link to \"nowhere\", which is not followed"),
        std::string::npos)
        << report.reason;
    EXPECT_EQ(reportUnit(m_inputs, {{2, 0}, 1}), report);
    ASSERT_EQ(values.warnings.size(), 1U);
    EXPECT_NE(values.warnings[0].find("plans.json\" is a symbolic link"), std::string::npos);
    EXPECT_TRUE(warns(analysed(), "plans.json\" is a symbolic link"));

    std::filesystem::remove_all(m_folder / "values");
    std::filesystem::create_symlink(m_folder.path(), m_folder / "values");
    expectError<BadInput>([&] { analysed(); }, "values\" is a symbolic link");
}

TEST_F(StudyValuesTest, OfAnEmptyStudyAreEmpty)
{
    m_study.lineages.clear();
    StudyInputs withoutLineages(m_folder.path(), m_study);
    EXPECT_TRUE(loadValues(withoutLineages).units.empty());
    EXPECT_THROW(analyse(withoutLineages, {}), BadInput);
    m_study.samples.clear();
    StudyInputs empty(m_folder.path(), m_study);
    EXPECT_TRUE(loadValues(empty).parts.empty());
}

TEST_F(StudyValuesTest, KeepTablesThatAreNotFinite)
{
    std::vector<double> v = randomTable(3, 1);
    v[2] = std::numeric_limits<double>::quiet_NaN();
    write({{1, 1}, 0}, v);
    EXPECT_TRUE(std::isnan(loadValues(m_inputs).tables.at({{1, 1}, 0}).v[2]));
}

TEST_F(StudyValuesTest, LoadingCountsUnitsAndStopsWhenAskedTo)
{
    std::size_t calls = 0;
    loadValues(m_inputs, [&](std::size_t done, std::size_t total) {
        EXPECT_EQ(done, calls++);
        EXPECT_EQ(total, 14u);
        return true;
    });
    EXPECT_EQ(calls, 14u);
    EXPECT_THROW(loadValues(m_inputs, [](std::size_t done, std::size_t) { return done < 3; }),
                 Cancelled);
}

} // namespace
} // namespace palimpsest

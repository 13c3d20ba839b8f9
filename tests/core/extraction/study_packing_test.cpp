// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/extraction/study_packing.h"
#include "core/study/value_pack.h"
#include "support/analysed_study.h"

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

using StudyPackingTest = AnalysedStudy;

TEST_F(StudyPackingTest, PacksAndUnpacksEveryCheckpoint)
{
    const StudyValues before = loadValues(m_inputs);
    const StudyPacking packed = packStudy(m_inputs);
    EXPECT_EQ(packed.units, 14U);
    EXPECT_EQ(packed.packs, 7U);
    EXPECT_TRUE(packed.left.empty());
    EXPECT_EQ(loadValues(m_inputs).tables, before.tables);
    const StudyPacking unpacked = unpackStudy(m_inputs);
    EXPECT_EQ(unpacked.units, 14U);
    EXPECT_EQ(unpacked.packs, 0U);
    EXPECT_EQ(loadValues(m_inputs).tables, before.tables);
}

TEST_F(StudyPackingTest, ADamagedPackIsNamedAndTheOthersArePacked)
{
    packStudy(m_inputs);
    const fs::path pack = packPath(m_inputs.valuesPath({{1, 1}, 0}));
    writeFileAtomically(pack, "broken");
    const StudyPacking unpacked = unpackStudy(m_inputs);
    EXPECT_EQ(unpacked.units, 12U);
    ASSERT_EQ(unpacked.left.size(), 1U);
    EXPECT_NE(unpacked.left[0].find(pack.string()), std::string::npos);
}

TEST_F(StudyPackingTest, ARunPacksWhatIsFinishedAndMuch)
{
    remove({{1, 1}, 0});
    EXPECT_EQ(packFinished(m_inputs).units, 0U);
    EXPECT_EQ(packFinished(m_inputs, 2).units, 12U);
    EXPECT_TRUE(fs::exists(m_inputs.valuesPath({{1, 1}, 1})));
    write({{1, 1}, 0}, randomTable(3, 1));
    write({{2, 1}, 0}, randomTable(3, 2)); // one file beside a pack is not much
    EXPECT_EQ(packFinished(m_inputs, 2).units, 2U);
    EXPECT_TRUE(fs::exists(m_inputs.valuesPath({{2, 1}, 0})));
}

TEST_F(StudyPackingTest, StopsBetweenCheckpoints)
{
    EXPECT_THROW(packStudy(m_inputs, [](std::size_t done, std::size_t) { return done < 2; }),
                 Cancelled);
    EXPECT_TRUE(fs::exists(packPath(m_inputs.valuesPath({{1, 0}, 0}))));
    EXPECT_FALSE(fs::exists(packPath(m_inputs.valuesPath({{1, 1}, 0}))));
}

} // namespace
} // namespace palimpsest

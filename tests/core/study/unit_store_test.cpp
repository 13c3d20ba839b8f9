// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/study/unit_store.h"
#include "support/expect_error.h"
#include "support/packed_units.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

class UnitStoreTest : public testing::Test
{
protected:
    std::filesystem::path file(const std::string& sample) const
    {
        return m_folder / ("run/3/" + sample + ".h5");
    }

    const TemporaryFolder m_folder;
    UnitStore m_store;
};

TEST_F(UnitStoreTest, FollowsUnitsFromFileToPackAndBack)
{
    const ValueUnit unit = randomUnit(3, 1);
    EXPECT_FALSE(m_store.read(file("a")));
    writeUnit(file("a"), unit);
    EXPECT_EQ(m_store.read(file("a")), unit);
    EXPECT_EQ(m_store.packed(file("a")), nullptr);
    packUnits(file("a").parent_path());
    EXPECT_EQ(m_store.read(file("a")), unit);
    ASSERT_NE(m_store.packed(file("a")), nullptr);
    EXPECT_EQ(m_store.packed(file("a"))->key, unit.key);
    EXPECT_FALSE(m_store.read(file("b")));
    writeUnit(file("b"), unit);
    packUnits(file("b").parent_path()); // the pack is another one now
    EXPECT_EQ(m_store.read(file("b")), unit);
    EXPECT_EQ(m_store.read(file("a")), unit);
    unpackUnits(file("b").parent_path());
    EXPECT_EQ(m_store.read(file("b")), unit);
    EXPECT_EQ(m_store.packed(file("b")), nullptr);
}

TEST_F(UnitStoreTest, NamesADamagedPackOncePerUnit)
{
    writeUnit(file("a"), randomUnit(3, 1));
    packUnits(file("a").parent_path());
    writeFileAtomically(packPath(file("a")), "broken");
    for (int turn = 0; turn < 2; ++turn) {
        expectError<BadFile>([&] { m_store.read(file("a")); }, "3.pack.h5");
        expectError<BadFile>([&] { m_store.packed(file("a")); }, "3.pack.h5");
    }
    writeUnit(file("a"), randomUnit(3, 2)); // made again
    EXPECT_EQ(m_store.read(file("a")), randomUnit(3, 2));
}

} // namespace
} // namespace palimpsest

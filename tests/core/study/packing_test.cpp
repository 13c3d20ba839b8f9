// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/sha256.h"
#include "core/study/hdf5.h"
#include "core/study/packing.h"
#include "support/expect_error.h"
#include "support/packed_units.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <future>
#include <limits>
#include <random>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

class Packing : public testing::Test
{
protected:
    Packing()
    {
        for (std::uint32_t i = 0; i < 5; ++i) {
            writeUnit(file(i), randomUnit(3 + static_cast<int>(i) % 2, i));
        }
        m_before = filesIn(folder());
    }

    fs::path folder() const { return m_temporary / "run/7"; }
    fs::path pack() const { return m_temporary / "run/7.pack.h5"; }
    fs::path file(std::uint32_t i) const { return folder() / ("s" + std::to_string(i) + ".h5"); }

    /// Whether every unit is found as it was, wherever it is.
    void expectAllUnits()
    {
        UnitStore store;
        for (const auto& [sample, bytes] : m_before) {
            const fs::path path = folder() / (sample + ".h5");
            const auto unit = store.read(path);
            ASSERT_TRUE(unit) << sample;
            EXPECT_EQ(unitBytes(path, *unit), bytes) << sample;
        }
    }

    const TemporaryFolder m_temporary;
    std::map<std::string, std::string> m_before;
};

TEST_F(Packing, GivesTheSameFilesBack)
{
    const PackingResult packed = packUnits(folder());
    EXPECT_EQ(packed.units, 5U);
    EXPECT_EQ(packed.packBytes, fs::file_size(pack()));
    EXPECT_TRUE(filesIn(folder()).empty());
    expectAllUnits();
    EXPECT_EQ(unpackUnits(folder()).units, 5U);
    EXPECT_EQ(filesIn(folder()), m_before);
    EXPECT_FALSE(fs::exists(pack()));
}

// What has the name of a unit is not for that reason its values.
TEST_F(Packing, StaysWhileSomethingElseStandsInThePlaceOfAUnit)
{
    for (const char* kind : {"a link", "junk", "a folder"}) {
        packUnits(folder());
        if (kind == std::string("a link")) {
            fs::create_symlink(m_temporary / "elsewhere", file(2));
        } else if (kind == std::string("junk")) {
            std::ofstream(file(2)) << "junk";
        } else {
            fs::create_directories(file(2));
        }
        const PackingResult result = unpackUnits(folder());
        EXPECT_EQ(result.units, 4U) << kind;
        ASSERT_EQ(result.left.size(), 1U) << kind;
        EXPECT_NE(result.left[0].find("The values of s2 stay in the pack"), std::string::npos)
            << result.left[0];
        EXPECT_TRUE(fs::exists(pack())) << kind;
        fs::remove_all(file(2));
        EXPECT_EQ(unpackUnits(folder()).units, 1U) << kind;
        EXPECT_EQ(filesIn(folder()), m_before) << kind;
    }
}

TEST_F(Packing, LetsNobodyReadWhatTheUnitsDidNot)
{
    using enum fs::perms;
    fs::permissions(file(3), owner_read | owner_write);
    packUnits(folder());
    EXPECT_EQ(fs::status(pack()).permissions(), owner_read | owner_write);
    unpackUnits(folder());
    EXPECT_EQ(fs::status(file(0)).permissions(), owner_read | owner_write);
}

TEST_F(Packing, ShowsValuesWithoutReadingUnits)
{
    ValueUnit odd = randomUnit(2, 9);
    odd.table.v[1] = std::numeric_limits<double>::quiet_NaN();
    odd.table.logits = {};
    odd.key.target = kPredictedTarget;
    writeUnit(folder() / "odd.h5", odd);
    packUnits(folder());
    const auto [index, values] = openPack(readPackHead(pack()));
    EXPECT_EQ(values.size(), 6U);
    for (std::uint32_t i = 0; i < 5; ++i) {
        const ValueUnit unit = randomUnit(3 + static_cast<int>(i) % 2, i);
        const std::string sample = "s" + std::to_string(i);
        EXPECT_EQ(values.at(sample), unitValues(unit.table, 1, ValueKind::LogOdds)) << sample;
        EXPECT_EQ(index.units.at(sample).key, unit.key);
        EXPECT_EQ(index.units.at(sample).partCount, unit.table.partCount);
    }
    EXPECT_TRUE(std::isnan(values.at("odd").v[1]));
    EXPECT_EQ(values.at("odd").v[2], odd.table.v[2]);
    EXPECT_TRUE(values.at("odd").logitsAll.empty());
    EXPECT_EQ(index.units.at("odd").key, odd.key);
}

TEST_F(Packing, EqualUnitsGiveEqualBytes)
{
    const fs::path other = m_temporary / "other/7";
    fs::create_directories(other.parent_path());
    fs::copy(folder(), other);
    packUnits(folder());
    packUnits(other);
    EXPECT_EQ(readFile(pack(), 1 << 20), readFile(packPath(other / "x.h5"), 1 << 20));
}

TEST_F(Packing, ANewerFileTakesThePlaceOfThePackedUnit)
{
    packUnits(folder());
    const ValueUnit newer = randomUnit(3, 77);
    writeUnit(file(2), newer);
    UnitStore store;
    EXPECT_EQ(store.read(file(2)), newer);
    EXPECT_EQ(packUnits(folder()).units, 1U);
    EXPECT_FALSE(fs::exists(file(2)));
    EXPECT_EQ(store.read(file(2)), newer);
    m_before["s2"] = unitBytes(file(2), newer);
    expectAllUnits();
    writeUnit(file(3), newer);
    EXPECT_EQ(unpackUnits(folder()).units, 4U);
    m_before["s3"] = unitBytes(file(3), newer);
    EXPECT_EQ(filesIn(folder()), m_before);
}

TEST_F(Packing, LeavesWhatItCannotReadAndWhatIsTooLarge)
{
    writeFileAtomically(file(1), "broken");
    writeUnit(folder() / "large.h5", randomUnit(kMaxPackedParts + 1, 1));
    const PackingResult packed = packUnits(folder());
    EXPECT_EQ(packed.units, 4U);
    ASSERT_EQ(packed.left.size(), 2U);
    EXPECT_NE(packed.left[0].find("large.h5"), std::string::npos);
    EXPECT_NE(packed.left[1].find("checksum"), std::string::npos);
    EXPECT_EQ(filesIn(folder()).size(), 2U);
}

TEST_F(Packing, OfNothingDoesNothing)
{
    EXPECT_EQ(packUnits(m_temporary / "run/8"), PackingResult{});
    EXPECT_EQ(unpackUnits(m_temporary / "run/8"), PackingResult{});
    EXPECT_FALSE(fs::exists(m_temporary / "run/8"));
    const PackingResult first = packUnits(folder());
    const auto stamp = fileStamp(pack());
    EXPECT_EQ(packUnits(folder()), (PackingResult{.units = 0, .packBytes = first.packBytes}));
    EXPECT_EQ(fileStamp(pack()), stamp); // not even written again
}

TEST_F(Packing, KilledAfterAnyStepLosesNothing)
{
    const auto killedAfter = [](int steps, const auto& work) {
        const pid_t child = ::fork();
        if (child == 0) {
            work([&steps](const char*) {
                if (steps-- == 0) {
                    ::raise(SIGKILL);
                }
            });
            ::_exit(0);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        return WIFSIGNALED(status);
    };
    int kills = 0;
    for (int step = 0;
         killedAfter(step, [&](const PackingStep& reach) { packUnits(folder(), reach); }); ++step) {
        ++kills;
        expectAllUnits();
    }
    for (int step = 0;
         killedAfter(step, [&](const PackingStep& reach) { unpackUnits(folder(), reach); });
         ++step) {
        ++kills;
        expectAllUnits();
    }
    EXPECT_GE(kills, 7);
    EXPECT_EQ(filesIn(folder()), m_before);
}

TEST_F(Packing, AUnitWrittenMeanwhileIsNotLost)
{
    const ValueUnit newer = randomUnit(3, 88);
    std::future<void> written;
    packUnits(folder(), [&](const char* step) {
        if (step == std::string("read")) {
            written = std::async(std::launch::async, [&] { writeUnit(file(0), newer); });
            EXPECT_EQ(written.wait_for(std::chrono::milliseconds(50)), std::future_status::timeout);
        }
    });
    written.get();
    m_before["s0"] = unitBytes(file(0), newer);
    expectAllUnits();
}

TEST_F(Packing, RemovesDraftsOfKilledProcesses)
{
    writeFileAtomically(m_temporary / "run/7.pack.h5.00000000deadbeef.part", "half");
    writeFileAtomically(m_temporary / "run/70.pack.h5.00000000deadbeef.part", "of another");
    packUnits(folder());
    EXPECT_FALSE(fs::exists(m_temporary / "run/7.pack.h5.00000000deadbeef.part"));
    EXPECT_TRUE(fs::exists(m_temporary / "run/70.pack.h5.00000000deadbeef.part"));
}

TEST_F(Packing, EveryFlippedBitIsRefused)
{
    packUnits(folder());
    const std::string bytes = readFile(pack(), 1 << 20);
    std::mt19937 random(5);
    for (int i = 0; i < 300; ++i) {
        std::string mutant = bytes;
        mutant[random() % mutant.size()] ^= static_cast<char>(1U << (random() % 8));
        writeFileAtomically(pack(), mutant);
        // Damage among the units is seen where they are read.
        expectError<BadFile>(
            [&] {
                const PackIndex index = packIndex(readPackHead(pack()));
                for (const auto& [sample, unit] : index.units) {
                    readPackedBytes(index, unit);
                }
            },
            "7.pack.h5");
    }
    writeFileAtomically(pack(), bytes.substr(0, bytes.size() / 2));
    expectError<BadFile>([&] { unpackUnits(folder()); }, "damaged");
    writeFileAtomically(pack(), "");
    expectError<BadFile>([&] { packUnits(folder()); }, "damaged");
}

TEST_F(Packing, ADamagedUnitKeepsThePackAndTheOthersAreUnpacked)
{
    packUnits(folder());
    const PackIndex index = packIndex(readPackHead(pack()));
    std::string bytes = readFile(pack(), 1 << 20);
    bytes[index.units.at("s1").offset + 100] ^= 1;
    writeFileAtomically(pack(), bytes);
    const PackingResult result = unpackUnits(folder());
    EXPECT_EQ(result.units, 4U);
    ASSERT_EQ(result.left.size(), 1U);
    EXPECT_EQ(result.left[0].substr(0, 3), "s1:");
    EXPECT_TRUE(fs::exists(pack()));
    m_before.erase("s1");
    EXPECT_EQ(filesIn(folder()), m_before);
}

TEST_F(Packing, NewerPacksAreRefusedByName)
{
    hdf5::Writer file(pack());
    file.attribute("format", kPackFormat + 1);
    const std::string head = file.bytes() + sha256(file.bytes());
    writeFileAtomically(pack(), head + PackBuilder::ending(head.size()));
    expectError<BadFile>([&] { packIndex(readPackHead(pack())); }, "newer Palimpsest");
    expectError<BadFile>([&] { packUnits(folder()); }, "7.pack.h5");
    EXPECT_EQ(filesIn(folder()), m_before);
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Units and packs whose checksums hold and whose insides were made to do harm.

#include "core/base/error.h"
#include "core/base/sha256.h"
#include "core/study/hdf5.h"
#include "support/expect_error.h"
#include "support/hdf5_library.h"
#include "support/mutants.h"
#include "support/packed_units.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

/// A unit with everything a unit can hold.
ValueUnit fullUnit(int partCount)
{
    ValueUnit unit = randomUnit(partCount, 1);
    unit.regions.width = 40;
    unit.regions.height = 30;
    unit.regions.labels.assign(1200, 0);
    for (std::size_t i = 0; i < 600; ++i) {
        unit.regions.labels[i] = static_cast<std::uint8_t>(1 + i % unit.regions.parts.size());
        ++unit.regions.parts[i % unit.regions.parts.size()].pixels;
    }
    unit.origin.graph = "frozen";
    unit.table.exact.coalitions = {0, 2, 5};
    unit.table.exact.logits = Matrix<double>(3, 3);
    return unit;
}

/// The HDF5 part of a unit's file.
std::string insideOf(const ValueUnit& unit)
{
    std::string bytes = unitBytes("unit.h5", unit);
    bytes.resize(bytes.size() - kSha256Digits);
    return bytes;
}

std::string signedBytes(const std::string& inside)
{
    return inside + sha256(inside);
}

void expectHarmless(const ReadingEnd& end, int mutant)
{
    EXPECT_FALSE(end.isCrash) << "mutant " << mutant;
    EXPECT_LT(end.seconds, 1.0) << "mutant " << mutant;
    EXPECT_LT(end.moreKilobytes, 100'000) << "mutant " << mutant;
}

TEST(HostileUnits, MutantsWithTheRightChecksumAreReadOrRefused)
{
    const std::string inside = insideOf(fullUnit(5));
    std::mt19937 random(14);
    for (int i = 0; i < 400; ++i) {
        const std::string mutant = signedBytes(mutated(inside, 4096, random));
        expectHarmless(readInChild([&] { unitOfBytes("mutant.h5", mutant); }), i);
    }
}

TEST(HostileUnits, MutantsOfPacksAreReadOrRefused)
{
    const TemporaryFolder folder;
    for (std::uint32_t i = 0; i < 4; ++i) {
        writeUnit(folder / "run/7" / ("s" + std::to_string(i) + ".h5"), randomUnit(4, i));
    }
    packUnits(folder / "run/7");
    const fs::path pack = folder / "run/7.pack.h5";
    const PackHead head = readPackHead(pack);
    const std::string bytes = readFile(pack, 1 << 20);
    const std::string units = bytes.substr(head.bytes.size() + kSha256Digits,
                                           bytes.size() - head.bytes.size() - kSha256Digits -
                                               PackBuilder::ending(100).size());
    std::mt19937 random(15);
    for (int i = 0; i < 200; ++i) {
        const std::string mutant = signedBytes(mutated(head.bytes, 8192, random));
        writeFileAtomically(pack, mutant + units + PackBuilder::ending(mutant.size()));
        const auto read = [&] {
            const ValuePack opened = openPack(readPackHead(pack));
            for (const auto& [sample, unit] : opened.index.units) {
                readPackedUnit(opened.index, unit);
            }
        };
        expectHarmless(readInChild(read), i);
    }
}

/// A pack of one unit for a sample of that name.
void writePackOf(const fs::path& path, const std::string& sample)
{
    const ValueUnit unit = randomUnit(3, 1);
    const std::string bytes = unitBytes(path, unit);
    PackBuilder builder(path);
    builder.add(sample,
                {.key = unit.key,
                 .partCount = 3,
                 .bytes = bytes.size(),
                 .sha256 = bytes.substr(bytes.size() - kSha256Digits)},
                unitValues(unit.table, 1, ValueKind::LogOdds));
    const std::string head = builder.head();
    writeFileAtomically(path, head + bytes + PackBuilder::ending(head.size()));
}

TEST(HostileUnits, APackIsNotUnpackedOutsideOfItsFolder)
{
    const TemporaryFolder folder;
    writePackOf(folder / "run/7.pack.h5", "s1");
    EXPECT_EQ(unpackUnits(folder / "run/7").units, 1U);
    EXPECT_TRUE(fs::exists(folder / "run/7/s1.h5"));
    for (const std::string& name :
         {std::string("../../stolen"), "/" + (folder / "stolen").string(), std::string("..")}) {
        writePackOf(folder / "run/8.pack.h5", name);
        expectError<BadFile>([&] { unpackUnits(folder / "run/8"); }, "no name that a file can");
        EXPECT_FALSE(fs::exists(folder / "stolen.h5"));
    }
}

TEST(HostileUnits, SpeakOfClassesThatTheirOutputsTell)
{
    for (const std::int64_t target : {std::int64_t{3}, std::int64_t{-2}, std::int64_t{1} << 32}) {
        ValueUnit unit = randomUnit(3, 1); // of three classes
        unit.key.valueKind = "log_odds of probabilities";
        unit.key.target = target;
        expectError<BadFile>([&] { unitOfBytes("unit.h5", unitBytes("unit.h5", unit)); },
                             "speaks of class " + std::to_string(target));
    }
    ValueUnit number = randomUnit(3, 1); // of a regression, beside any classes
    number.table.logits = Matrix<float>(8, 1);
    number.key.valueKind = "output";
    number.key.target = 7;
    EXPECT_EQ(unitOfBytes("unit.h5", unitBytes("unit.h5", number)).key.target, 7);
}

TEST(HostileUnits, AreReadByTheLibraryOfHdf5AsByUs)
{
    const TemporaryFolder folder;
    ValueUnit unit = fullUnit(10);
    unit.table.v = randomTable(10, 7);
    writeUnit(folder / "unit.h5", unit);
    const ValueUnit ours = readUnit(folder / "unit.h5");
    EXPECT_EQ(ours, unit);
    EXPECT_EQ(readWithLibrary(folder / "unit.h5", "v").values, ours.table.v);
    const LibraryDataSet labels = readWithLibrary(folder / "unit.h5", "labels");
    EXPECT_EQ(labels.shape, (std::vector<std::uint64_t>{30, 40}));
    EXPECT_TRUE(std::ranges::equal(labels.values, ours.regions.labels));
}

TEST(HostileUnits, ChunksFallIntoTheirPlaces)
{
    const TemporaryFolder folder;
    ValueUnit unit = randomUnit(18, 1); // v has two chunks
    unit.table.logits = {};
    writeUnit(folder / "unit.h5", unit);
    EXPECT_EQ(readUnit(folder / "unit.h5"), unit);
    EXPECT_EQ(readWithLibrary(folder / "unit.h5", "v").values, unit.table.v);
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/sha256.h"
#include "core/study/hdf5.h"
#include "core/study/value_unit.h"
#include "support/expect_error.h"
#include "support/random_tables.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <numeric>
#include <random>

namespace palimpsest {
namespace {

ValueUnit example()
{
    ValueUnit unit{.key = {.templateSha256 = "t",
                           .weightsSha256 = "w",
                           .imageSha256 = "i",
                           .baselineSha256 = "b",
                           .labelMapSha256 = "l",
                           .target = 3,
                           .valueKind = "log_odds"},
                   .origin = {.device = "cpu",
                              .threads = 2,
                              .batchSize = 32,
                              .graph = "frozen",
                              .layout = "channels_last",
                              .baseline = "black",
                              .palimpsestVersion = "0.1.0",
                              .torchVersion = "1.13.1"},
                   .regions = {.width = 3,
                               .height = 2,
                               .parts = {{"", 1}, {"", 1}, {"", 2}, {"", 1}},
                               .labels = {1, 2, 3, 3, 0, 4}},
                   .table = {.partCount = 4, .v = randomTable(4, 1)}};
    unit.table.logits = Matrix<float>(16, 5);
    std::iota(unit.table.logits.data.begin(), unit.table.logits.data.end(), 0.25F);
    unit.table.exact = {.coalitions = {0, 7, 15}, .logits = Matrix<double>(3, 5)};
    std::iota(unit.table.exact.logits.data.begin(), unit.table.exact.logits.data.end(), 1e-9);
    return unit;
}

TEST(ValueUnit, WhatIsWrittenReadsBackEqual)
{
    const TemporaryFolder folder;
    const ValueUnit unit = example();
    writeUnit(folder / "a/b.h5", unit);
    EXPECT_EQ(readUnit(folder / "a/b.h5"), unit);
}

TEST(ValueUnit, AStudyIsToldToHaveSome)
{
    const TemporaryFolder folder;
    EXPECT_FALSE(hasUnits(folder / "nowhere"));
    std::filesystem::create_directories(folder / "values/run/1");
    EXPECT_FALSE(hasUnits(folder / "."));
    writeUnit(folder / "values/run/1/cat_1.h5", example());
    EXPECT_TRUE(hasUnits(folder / "."));
}

TEST(ValueUnit, RegionsAreCompressed)
{
    const TemporaryFolder folder;
    ValueUnit unit = example();
    unit.regions.width = unit.regions.height = 1000;
    unit.regions.labels.assign(1000 * 1000, 2);
    unit.regions.parts = {{"", 0}, {"", 1000 * 1000}, {"", 0}, {"", 0}};
    writeUnit(folder / "a.h5", unit);
    EXPECT_EQ(readUnit(folder / "a.h5"), unit);
    EXPECT_LT(std::filesystem::file_size(folder / "a.h5"), 50'000u);
}

TEST(ValueUnit, RegionsOfMorePartsThanValuesAreRefused)
{
    const TemporaryFolder folder;
    ValueUnit unit = example();
    unit.regions.labels[0] = 5;
    writeUnit(folder / "a.h5", unit);
    expectError<BadFile>([&] { readUnit(folder / "a.h5"); }, "regions of more parts");
}

/// A unit file as format `format` of it was, with two parts.
void writeOldUnit(const std::filesystem::path& path, std::int64_t format)
{
    hdf5::Writer file(path);
    file.attribute("format", format);
    file.attribute("parts", std::int64_t{2});
    for (const char* text : {"template_sha256", "weights_sha256", "image_sha256", "baseline_sha256",
                             "label_map_sha256", "value_kind", "plan_device", "baseline",
                             "palimpsest_version", "torch_version"}) {
        file.attribute(text, std::string("x"));
    }
    for (const char* number : {"target", "plan_threads", "plan_batch_size"}) {
        file.attribute(number, std::int64_t{1});
    }
    file.dataset("v", std::vector<double>{0.0, 1.0, 2.0, 3.0}, {4});
    const std::string bytes = file.bytes();
    writeFileAtomically(path, bytes + sha256(bytes));
}

TEST(ValueUnit, FormatOneHasNoRegionsAndNewerFormatsAreRefused)
{
    const TemporaryFolder folder;
    writeOldUnit(folder / "1.h5", 1);
    const ValueUnit unit = readUnit(folder / "1.h5");
    EXPECT_EQ(unit.table.v, (std::vector<double>{0.0, 1.0, 2.0, 3.0}));
    EXPECT_EQ(unit.regions, LabelMap{});
    writeOldUnit(folder / "4.h5", 4);
    expectError<BadFile>([&] { readUnit(folder / "4.h5"); }, "newer Palimpsest");
    writeOldUnit(folder / "0.h5", 0);
    EXPECT_THROW(readUnit(folder / "0.h5"), BadFile);
}

TEST(ValueUnit, OneInTheMakingHoldsItsFirstRows)
{
    const TemporaryFolder folder;
    const std::filesystem::path path = unfinishedPath(folder / "a.h5");
    EXPECT_EQ(path, folder / "a.unfinished");
    EXPECT_EQ(readUnfinishedUnit(path), std::nullopt);
    ValueUnit unit = example();
    unit.table.v.resize(6);
    unit.table.logits.rows = 6;
    unit.table.logits.data.resize(6 * 5);
    unit.table.exact = {};
    writeUnit(path, unit);
    EXPECT_EQ(readUnfinishedUnit(path), unit);
    EXPECT_THROW(readUnit(path), BadFile); // it must not pass for a finished one
    writeFileAtomically(path, readFile(path, 1 << 20).substr(1));
    EXPECT_EQ(readUnfinishedUnit(path), std::nullopt);
}

TEST(ValueUnit, EqualUnitsAreEqualBytesAndReplaceEachOther)
{
    const TemporaryFolder folder;
    writeUnit(folder / "a.h5", example());
    writeUnit(folder / "b.h5", example());
    const std::string bytes = readFile(folder / "a.h5", 1 << 20);
    EXPECT_EQ(readFile(folder / "b.h5", 1 << 20), bytes);
    ValueUnit other = example();
    other.table.v[3] = 42.0;
    writeUnit(folder / "a.h5", other);
    EXPECT_EQ(readUnit(folder / "a.h5"), other);
}

TEST(ValueUnit, DamagedForeignAndMissingFilesAreRefused)
{
    const TemporaryFolder folder;
    writeUnit(folder / "unit.h5", example());
    const std::string bytes = readFile(folder / "unit.h5", 1 << 20);
    writeFileAtomically(folder / "cut.h5", bytes.substr(0, bytes.size() / 2));
    writeFileAtomically(folder / "empty.h5", "");
    writeFileAtomically(folder / "text.h5", "hello");
    for (const char* name : {"cut.h5", "empty.h5", "text.h5", "none.h5"}) {
        expectError<BadFile>([&] { readUnit(folder / name); }, name);
    }
}

TEST(ValueUnit, EveryFlippedBitIsRefused)
{
    const TemporaryFolder folder;
    writeUnit(folder / "unit.h5", example());
    const std::string bytes = readFile(folder / "unit.h5", 1 << 20);
    std::mt19937 random(9);
    for (int i = 0; i < 300; ++i) {
        std::string mutant = bytes;
        mutant[random() % mutant.size()] ^= static_cast<char>(1U << (random() % 8));
        writeFileAtomically(folder / "mutant.h5", mutant);
        expectError<BadFile>([&] { readUnit(folder / "mutant.h5"); }, "checksum does not hold");
    }
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
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
                              .baseline = "black",
                              .palimpsestVersion = "0.1.0",
                              .torchVersion = "1.13.1"},
                   .table = {.partCount = 4, .v = randomTable(4, 1)}};
    unit.table.logits = Matrix<float>(16, 5);
    std::iota(unit.table.logits.data.begin(), unit.table.logits.data.end(), 0.25F);
    return unit;
}

TEST(ValueUnit, WhatIsWrittenReadsBackEqual)
{
    const TemporaryFolder folder;
    const ValueUnit unit = example();
    writeUnit(folder / "a/b.h5", unit);
    EXPECT_EQ(readUnit(folder / "a/b.h5"), unit);
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

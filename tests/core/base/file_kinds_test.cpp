// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/file_kinds.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

TEST(FileKinds, AreToldByEndingsWhateverTheirCase)
{
    for (const char* name : {"a.png", "a.JPEG", "b.c/d.Tif", "x.pgm"}) {
        EXPECT_TRUE(isPictureName(name)) << name;
    }
    for (const char* name : {"epoch_1.pth.tar", "last.CKPT", "model.safetensors", "net.ts"}) {
        EXPECT_TRUE(isCheckpointName(name)) << name;
    }
    for (const char* name : {"list.csv", "list.TSV", "rows.ndjson", "rows.jsonl", "book.xlsx"}) {
        EXPECT_TRUE(isTableName(name)) << name;
    }
    for (const char* name : {"photos.tar", "README", ".pth", "png", "a.png/b"}) {
        EXPECT_FALSE(isPictureName(name) || isCheckpointName(name) || isTableName(name)) << name;
    }
}

TEST(FileKinds, OfTablesAreTextOrJsonLines)
{
    EXPECT_TRUE(isPlainTableName("list.csv"));
    EXPECT_TRUE(isPlainTableName("list.ndjson"));
    EXPECT_FALSE(isPlainTableName("README.txt"));
    EXPECT_FALSE(isPlainTableName("book.xlsx"));
    EXPECT_TRUE(isJsonLinesName("a.JSONL"));
    EXPECT_TRUE(isJsonLinesName("a.ndjson"));
    EXPECT_FALSE(isJsonLinesName("a.tsv"));
    EXPECT_FALSE(isJsonLinesName("a.json"));
}

TEST(FileKinds, AreListedForMessages)
{
    EXPECT_EQ(listedEndings(programEndings()), ".pt, .pth or .ts");
}

} // namespace
} // namespace palimpsest

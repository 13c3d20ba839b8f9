// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/open_file.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

TEST(OpenFile, ReadsPiecesOfTheFileItOpened)
{
    const TemporaryFolder folder;
    writeFileAtomically(folder / "a", "0123456789");
    const OpenFile file(folder / "a");
    EXPECT_EQ(file.stamp(), fileStamp(folder / "a"));
    EXPECT_EQ(file.read(3, 4), "3456");
    writeFileAtomically(folder / "a", "abcdefghij");
    EXPECT_EQ(file.read(0, 3), "012");
    EXPECT_NE(file.stamp(), fileStamp(folder / "a"));
    EXPECT_THROW(file.read(8, 3), BadFile);
    EXPECT_THROW(file.read(~std::uint64_t{0}, 2), BadFile);
}

TEST(OpenFile, OfNothing)
{
    const TemporaryFolder folder;
    EXPECT_THROW(OpenFile(folder / "none"), BadFile);
    EXPECT_EQ(fileStamp(folder / "none"), std::nullopt);
    EXPECT_EQ(fileStamp(folder.path()), std::nullopt);
}

} // namespace
} // namespace palimpsest

// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/files.h"
#include "core/base/sha256.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

// FIPS 180-2, appendix B.
TEST(Sha256, AgreesWithThePublishedVectors)
{
    EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256(std::string(1000000, 'a')),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, OfAFileIsThatOfItsBytes)
{
    const TemporaryFolder folder;
    const std::string bytes(3'000'001, 'p');
    writeFileAtomically(folder / "file", bytes);
    EXPECT_EQ(sha256OfFile(folder / "file"), sha256(bytes));
}

} // namespace
} // namespace palimpsest

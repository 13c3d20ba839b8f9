// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/folder_lock.h"
#include "support/expect_error.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <future>
#include <optional>

namespace palimpsest {
namespace {

using Kind = FolderLock::Kind;

TEST(FolderLock, OfTwoSharesAndOneWaitsForBoth)
{
    const TemporaryFolder folder;
    std::optional<FolderLock> first(std::in_place, folder.path(), Kind::Shared);
    std::optional<FolderLock> second(std::in_place, folder.path(), Kind::Shared);
    auto alone = std::async(std::launch::async,
                            [&] { const FolderLock lock(folder.path(), Kind::Exclusive); });
    first.reset();
    EXPECT_EQ(alone.wait_for(std::chrono::milliseconds(50)), std::future_status::timeout);
    second.reset();
    alone.get();
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(FolderLock, OneThatGivesWayWaitsLikeAnother)
{
    const TemporaryFolder folder;
    std::optional<FolderLock> first(std::in_place, folder.path(), Kind::ExclusiveIfAny);
    auto second = std::async(std::launch::async,
                             [&] { const FolderLock lock(folder.path(), Kind::ExclusiveIfAny); });
    EXPECT_EQ(second.wait_for(std::chrono::milliseconds(50)), std::future_status::timeout);
    first.reset();
    second.get();
}

TEST(FolderLock, OfNoFolder)
{
    const TemporaryFolder folder;
    EXPECT_NO_THROW(FolderLock(folder / "none", Kind::Shared));
    EXPECT_NO_THROW(FolderLock(folder / "none", Kind::ExclusiveIfAny));
    expectError<NotWritable>([&] { FolderLock(folder / "none", Kind::Exclusive); },
                             "Check that it is there and its permissions.");
}

} // namespace
} // namespace palimpsest

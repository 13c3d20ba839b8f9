// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/study_lock.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <chrono>
#include <set>
#include <thread>

namespace palimpsest {
namespace {

TEST(StudyLockDrill, AnEditorGivesASignOfLifeEveryTenSeconds)
{
    const TemporaryFolder folder;
    const StudyLock lock(folder.path());
    const StudyEditor first = lookAtLock(folder.path()).editor.value();
    std::set<std::string> signs = {first.renewed};
    for (int second = 0; second < 25; ++second) {
        std::this_thread::sleep_for(std::chrono::seconds(1));
        StudyEditor now = lookAtLock(folder.path()).editor.value();
        signs.insert(std::exchange(now.renewed, first.renewed));
        EXPECT_EQ(now, first) << "nothing else changes";
    }
    EXPECT_EQ(signs.size(), 3u);
}

} // namespace
} // namespace palimpsest
